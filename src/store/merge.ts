import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexKey } from '../core/index/index-key.ts';
import type { SegmentMember } from '../core/index/manifest.ts';
import type { Segment } from '../core/index/segment.ts';
import { MergedSegments } from '../core/index/segment-merge.ts';
import { writeSegment } from '../core/index/segment-writer.ts';
import { workKey } from '../core/index/work-identity.ts';
import { mergeAll } from './compaction.ts';
import type { FileStore } from './file-store.ts';
import { IndexFolder } from './index-folder.ts';
import { openIndex, type StoredIndex } from './open.ts';
import { type NextIndex, publishIndex } from './publish.ts';

/**
 * Merges indexes (folders or single files) into a new one at `output`, in the fewest segments; equal contents and equal works stand in it once. With
 * one input it compacts. `output` may be one of the inputs: it is replaced at the end. Throws `IndexError`, also where the indexes were
 * built by different engines, with different options or under different keys. `keys` are those at hand.
 */
export function mergeIndexes(files: FileStore, output: string, inputs: readonly string[], keys: readonly IndexKey[] = []): void {
  const opened: StoredIndex[] = [];
  try {
    for (const input of inputs) opened.push(openIndex(files, input, { keys }));
    const { engine, options, protection } = expectAlike(opened);
    const folder = IndexFolder.create(files, output);
    try {
      const works = new Map<string, CatalogueInput>();
      for (const index of opened) for (const work of index.catalogue.inputs()) if (!works.has(workKey(work))) works.set(workKey(work), work);
      const segments = mergeSegments(folder, opened.flatMap(({ segments: own }) => own));
      publishIndex(files, folder, { engine, options, protection, works: [...works.values()], segments }, () => []);
    } finally {
      folder.release();
    }
  } finally {
    for (const index of opened) index.close();
  }
}

function mergeSegments(folder: IndexFolder, segments: readonly Segment[]): SegmentMember[] {
  const sizes = segments.map(({ totals, size }) => ({ ...totals, size }));
  const groups = mergeAll(sizes);
  const grouped = new Set(groups.flat());
  const all = [...groups, ...[...segments.keys()].filter((at) => !grouped.has(at)).map((at) => [at])];
  const seen = new Set<string>();
  const isNew = (content: string): boolean => seen.size < seen.add(content).size;
  return all.flatMap((group) => {
    const merged = new MergedSegments(group.map((at) => segments[at]!), isNew);
    return merged.fileCount === 0 ? [] : [folder.writeMember('segment', (sink) => writeSegment(sink, merged, segments[0]!.protection))];
  });
}

function expectAlike(opened: readonly StoredIndex[]): Pick<NextIndex, 'engine' | 'options' | 'protection'> {
  const [first, ...others] = opened;
  if (!first) throw new RangeError('there is nothing to merge');
  const { engine, options } = first.manifest;
  const { protection } = first;
  for (const { name, manifest, protection: other } of others) {
    if (manifest.engine !== engine) throw new IndexError('engine-mismatch', `${name} was built by engine "${manifest.engine}", and ${first.name} by "${engine}". Build one of them again.`);
    if (other.check !== protection.check) throw new IndexError('option-mismatch', `${name} and ${first.name} are not keyed with the same secret. Build one of them again.`);
    if (manifest.options.keepNames !== options.keepNames || manifest.options.keepSource !== options.keepSource) {
      throw new IndexError('option-mismatch', `${name} and ${first.name} were built with different options for names or sources. Build one of them again.`);
    }
  }
  return { engine, options, protection };
}
