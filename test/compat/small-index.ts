import { indexDigest } from '../../src/core/index/digest.ts';
import type { IndexedTokens, IndexReader, SegmentReader } from '../../src/core/index/contract.ts';
import type { IndexKey } from '../../src/core/index/index-key.ts';
import type { OpenedIndex } from '../../src/core/index/opened-index.ts';
import { exportSingle } from '../../src/store/export.ts';
import type { FileStore } from '../../src/store/file-store.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { openIndex } from '../../src/store/open.ts';
import { idsUnder } from '../unit/index/ids-under.ts';
import { ENGINE, syntheticFile, syntheticWork } from '../unit/index/synthetic.ts';

const WORKS = [
  { name: 'alpha', seeds: [1, 2, 3], license: 'MIT', date: '2019-02-03' },
  { name: 'beta', seeds: [3, 4], license: 'GPL-2.0-only', date: null },
] as const;

/** Makes the small index that is kept for each format version, in two changes, so that it has two segments. With a key it is keyed, and some files have dates. */
export function makeSmallIndex(files: FileStore, folder: string, single: string, key: IndexKey | null): unknown {
  const options = { keepNames: key === null, keepSource: key === null };
  const keys = key === null ? [] : [key];

  for (const [at, { name, seeds, license, date }] of WORKS.entries()) {
    const writer = at === 0 ? IndexWriter.create(files, folder, ENGINE, options, keys[0]) : IndexWriter.add(files, folder, ENGINE, keys);
    try {
      for (const seed of seeds) writer.addFile(syntheticFile(seed, 2, 40, 8));
      const work = syntheticWork(name, seeds, { license, date });
      writer.addWork(key === null ? work : { ...work, files: work.files.map((file, n) => (n === 0 ? { ...file, date: '2012-12-31' } : file)) });
      writer.commit();
    } finally {
      writer.close();
    }
  }
  exportSingle(files, folder, single, keys);
  const index = openIndex(files, folder, { keys });
  try {
    return smallAnswers(index, WORKS.flatMap(({ seeds }) => seeds.flatMap((seed) => [...syntheticFile(seed, 2, 40, 8).keys])));
  } finally {
    index.close();
  }
}

/** All that the small index says, as JSON: works, files and units, and the units of these keys. */
export function smallAnswers(index: OpenedIndex, keys: readonly number[]): unknown {
  const files = index.segments.map((segment) =>
    Array.from({ length: segment.fileCount }, (_, file) => ({
      content: segment.content(file),
      flags: segment.flags(file),
      tokens: plain(tokensOf(segment, file)),
      text: plain(segment.text(file)),
      source: segment.source(file),
      holders: index.holders(segment.content(file)).map(({ date, ...holder }) => ({ ...holder, ...(date === holder.work.date ? {} : { date }) })),
      frequencies: [...segment.tokens(file).textHashes].map((hash) => segment.documentFrequency(segment.tokens(file).family, hash)),
    })),
  );
  const units = index.segments.map((segment) => Array.from({ length: segment.units }, (_, unit) => segment.unit(unit)));
  const lookups = [...new Set(keys)].sort((a, b) => a - b).map((key) => [key, ...lookup(index, key)]);
  return { digest: indexDigest(index), stats: index.stats, files, units, lookups };
}

function tokensOf(segment: SegmentReader, file: number): IndexedTokens {
  const { language, family, codes, links, textHashes } = segment.tokens(file);
  return { language, family, codes, links, textHashes };
}

function lookup(index: IndexReader, key: number): number[][] {
  return index.segments.map((segment) => idsUnder(segment, key));
}

function plain(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value]));
}
