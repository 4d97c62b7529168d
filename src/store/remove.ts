import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import type { SegmentMember } from '../core/index/manifest.ts';
import type { FileStore } from './file-store.ts';
import { IndexFolder } from './index-folder.ts';
import { openIndex } from './open.ts';
import { publishIndex, rewriteSegments } from './publish.ts';
import { type SelectableWork, selectWork } from './work-selector.ts';

/**
 * Removes works from an index, with everything that only they held; no byte of their own stays on disk. All or nothing. Each selector must mean
 * one work: see `selectWork`. Returns the removed works. Throws `IndexError`.
 */
export function removeWorks(files: FileStore, path: string, selectors: readonly string[]): readonly SelectableWork[] {
  const folder = IndexFolder.change(files, path);
  try {
    const { engine, options, segments } = folder.manifest;
    const { works, contents } = readIndex(files, path);
    const removed = new Set(selectors.map((selector) => selectWork(works, selector)));
    const remaining = works.filter((work) => !removed.has(work));
    const kept = new Set(remaining.flatMap(({ files: held }) => held.map(({ content }) => content)));
    const next: SegmentMember[] = [];
    segments.forEach((segment, at) => {
      const isWhole = contents[at]!.every((content) => kept.has(content));
      const rewritten = isWhole ? segment : rewriteSegments(files, folder, [segment], (content) => kept.has(content));
      if (rewritten) next.push(rewritten);
    });
    publishIndex(files, folder, { engine, options, works: remaining, segments: next }, () => []);
    return [...removed];
  } finally {
    folder.release();
  }
}

/** All works, and the contents of each segment. */
function readIndex(files: FileStore, path: string): { works: CatalogueInput[]; contents: string[][] } {
  const index = openIndex(files, path);
  try {
    const { catalogue, segments } = index;
    return {
      works: catalogue.inputs(),
      contents: segments.map((segment) => Array.from({ length: segment.fileCount }, (_, file) => segment.content(file))),
    };
  } finally {
    index.close();
  }
}
