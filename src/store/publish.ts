import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import { writeCatalogue } from '../core/index/catalogue-writer.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexOptions } from '../core/index/file-record.ts';
import type { SegmentMember } from '../core/index/manifest.ts';
import { PageCache } from '../core/index/page-cache.ts';
import { Segment } from '../core/index/segment.ts';
import { MergedSegments } from '../core/index/segment-merge.ts';
import { writeSegment } from '../core/index/segment-writer.ts';
import type { SegmentSize } from './compaction.ts';
import type { FileStore } from './file-store.ts';
import type { IndexFolder } from './index-folder.ts';

/** Pages of its inputs that a merge keeps in memory. */
const CACHE_PAGES = 2048;

/** What an index is to consist of after a change. */
export interface NextIndex {
  readonly engine: string;
  readonly options: IndexOptions;
  readonly works: readonly CatalogueInput[];
  readonly segments: readonly SegmentMember[];
}

/** Merges segments as `plan` says, writes the catalogue, and publishes the manifest: the change is there or, before, not at all. */
export function publishIndex(files: FileStore, folder: IndexFolder, next: NextIndex, plan: (segments: readonly SegmentSize[]) => number[][]): void {
  const groups = plan(next.segments);
  const merged = new Set(groups.flat());
  const segments = [
    ...next.segments.filter((_, at) => !merged.has(at)),
    ...groups.map((group) => rewriteSegments(files, folder, group.map((at) => next.segments[at]!), () => true)!),
  ];
  const catalogue = folder.writeMember('catalogue', (sink) => writeCatalogue(sink, next.works));
  const generation = (folder.manifest?.generation ?? 0) + 1;
  folder.publish({ generation, engine: next.engine, options: next.options, catalogue, segments });
}

/** Writes the files of segments of the folder as one, without those that `keep` turns down; null where none is left. */
export function rewriteSegments(files: FileStore, folder: IndexFolder, members: readonly SegmentMember[], keep: (content: string) => boolean): SegmentMember | null {
  const cache = new PageCache(CACHE_PAGES);
  const opened = members.map(({ file }) => {
    const path = `${folder.path}/${file}`;
    const source = files.open(path);
    if (source === null) throw new IndexError('missing', `${path} is missing. Restore it from a copy, or build the index again.`);
    return source;
  });
  try {
    const merged = new MergedSegments(opened.map((source) => new Segment(source, cache)), keep);
    return merged.fileCount === 0 ? null : folder.writeMember('segment', (sink) => writeSegment(sink, merged));
  } finally {
    for (const source of opened) source.close();
  }
}
