import type { IndexFile, IndexReader, IndexWork } from '../../../src/core/index/contract.ts';
import type { IndexOptions } from '../../../src/core/index/file-record.ts';
import type { LockOwner } from '../../../src/store/file-store.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { idsUnder } from './ids-under.ts';
import { ENGINE, syntheticFile } from './synthetic.ts';

export const OPTIONS: IndexOptions = { keepNames: true, keepSource: true };

/** The owner of locks in tests: process 1 of host `here`, where the processes in `alive` run. */
export function testOwner(alive: readonly number[] = [1], pid = 1): LockOwner {
  let tokens = 0;
  return { pid, host: 'here', isAlive: (other) => alive.includes(other), token: () => `${pid}x${tokens++}` };
}

export function memoryFiles(): MemoryFiles {
  return new MemoryFiles(testOwner());
}

/** What a test index is made of: works by name, with the seeds of their contents. */
export type Works = readonly { readonly work: IndexWork; readonly seeds: readonly number[] }[];

/** Makes an index, or adds to one, in one change. */
export function write(writer: IndexWriter, works: Works): void {
  try {
    for (const { work, seeds } of works) {
      for (const seed of seeds) writer.addFile(syntheticFile(seed));
      writer.addWork(work);
    }
    writer.commit();
  } finally {
    writer.close();
  }
}

export function build(files: MemoryFiles, path: string, works: Works, options = OPTIONS): void {
  write(IndexWriter.create(files, path, ENGINE, options), works);
}

export function add(files: MemoryFiles, path: string, works: Works): void {
  write(IndexWriter.add(files, path, ENGINE), works);
}

export function update(files: MemoryFiles, path: string, works: Works): void {
  write(IndexWriter.update(files, path, ENGINE), works);
}

/** Everything an index answers about these files, independent of how it is cut into segments. */
export function answers(index: IndexReader, files: readonly IndexFile[]): unknown {
  return files.map((file) => ({
    holders: index.holders(file.content),
    units: [...new Set(file.keys)].map((key) => unitsOf(index, key)),
    frequencies: [...file.textHashes].map((hash) => index.segments.reduce((sum, segment) => sum + segment.documentFrequency(file.family, hash), 0)),
    files: index.segments.reduce((sum, segment) => sum + segment.files(file.family), 0),
  }));
}

/** The units under a key, each by its content and token range, sorted. */
export function unitsOf(index: IndexReader, key: number): string[] {
  return index.segments
    .flatMap((segment) => idsUnder(segment, key).map((id) => {
      const { file, start, end, kind } = segment.unit(id);
      return `${segment.content(file)} ${start}-${end} ${kind}`;
    }))
    .sort();
}
