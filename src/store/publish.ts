import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import { catalogueVersion, writeCatalogue } from '../core/index/catalogue-writer.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexOptions } from '../core/index/file-record.ts';
import { LineCache } from '../core/index/line-cache.ts';
import type { SegmentMember } from '../core/index/manifest.ts';
import type { Protection } from '../core/index/protection.ts';
import { Segment } from '../core/index/segment.ts';
import { MergedSegments } from '../core/index/segment-merge.ts';
import { writeSegment } from '../core/index/segment-writer.ts';
import type { SegmentSize } from './compaction.ts';
import type { FileStore, OpenFile } from './file-store.ts';
import type { IndexFolder } from './index-folder.ts';

/** Bytes of its inputs that a merge keeps in memory; it reads them from front to back. */
const CACHE_BYTES = 2 ** 20;

/** What an index is to consist of after a change. */
export interface NextIndex {
  readonly engine: string;
  readonly options: IndexOptions;
  /** That of the segments, too. */
  readonly protection: Protection;
  readonly works: readonly CatalogueInput[];
  readonly segments: readonly SegmentMember[];
}

/** Merges segments as `plan` says, writes the catalogue, and publishes the manifest: the change is there or, before, not at all. */
export function publishIndex(files: FileStore, folder: IndexFolder, next: NextIndex, plan: (segments: readonly SegmentSize[]) => number[][]): void {
  const { engine, options, protection } = next;
  const groups = plan(next.segments);
  const merged = new Set(groups.flat());
  const segments = [
    ...next.segments.filter((_, at) => !merged.has(at)),
    ...groups.map((group) => withSegments(files, folder, group.map((at) => next.segments[at]!), next.protection, (opened) => writeMerged(folder, opened, () => true))),
  ];
  const catalogue = folder.writeMember('catalogue', (sink) => writeCatalogue(sink, next.works, protection));
  const generation = (folder.manifest?.generation ?? 0) + 1;
  folder.publish({ version: catalogueVersion(next.works, protection), generation, engine, options, key: protection.check === null ? null : { check: protection.check }, catalogue, segments });
}

/** Segments of the folder with only the contents that the works hold: those that have others are rewritten, the rest stays as it is. */
export function keepHeld(files: FileStore, folder: IndexFolder, members: readonly SegmentMember[], works: readonly CatalogueInput[], protection: Protection): SegmentMember[] {
  const held = new Set(works.flatMap((work) => work.files.map(({ content }) => content)));
  return members.flatMap((member) => withSegments(files, folder, [member], protection, ([segment]) => {
    const contents = Array.from({ length: segment!.fileCount }, (_, file) => segment!.content(file));
    if (contents.every((content) => held.has(content))) return [member];
    return contents.some((content) => held.has(content)) ? [writeMerged(folder, [segment!], (content) => held.has(content))] : [];
  }));
}

function writeMerged(folder: IndexFolder, segments: readonly Segment[], keep: (content: string) => boolean): SegmentMember {
  return folder.writeMember('segment', (sink) => writeSegment(sink, new MergedSegments(segments, keep), segments[0]!.protection));
}

function withSegments<Result>(files: FileStore, folder: IndexFolder, members: readonly SegmentMember[], protection: Protection, action: (segments: readonly Segment[]) => Result): Result {
  const cache = new LineCache(CACHE_BYTES);
  const opened: OpenFile[] = [];
  try {
    for (const { file } of members) {
      const path = `${folder.path}/${file}`;
      const source = files.open(path);
      if (source === null) throw new IndexError('missing', `${path} is missing. Restore it from a copy, or build the index again.`);
      opened.push(source);
    }
    return action(opened.map((source) => new Segment(source, cache, protection)));
  } finally {
    for (const source of opened) source.close();
  }
}
