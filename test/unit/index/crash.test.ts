import { describe, expect, it } from 'vitest';
import { indexDigest } from '../../../src/core/index/digest.ts';
import type { NewFile } from '../../../src/store/file-store.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { mergeIndexes } from '../../../src/store/merge.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { removeWorks } from '../../../src/store/remove.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { add, build, memoryFiles, testOwner, update } from './memory.ts';
import { syntheticWork } from './synthetic.ts';

const a = { work: syntheticWork('alpha', [1, 2]), seeds: [1, 2] };
const b = { work: syntheticWork('beta', [2, 3]), seeds: [2, 3] };

class Killed extends Error {}

/** A store whose process is killed at its n-th operation: that one and all later ones don't happen. */
class MortalFiles extends MemoryFiles {
  #left: number;

  constructor(contents: ReadonlyMap<string, Uint8Array>, operations: number) {
    super(testOwner([1], 1));
    for (const folder of foldersOf(contents)) super.makeFolder(folder);
    for (const [path, bytes] of contents) this.contents.set(path, bytes);
    this.#left = operations;
  }

  override create(path: string): NewFile {
    this.#step();
    const file = super.create(path);
    return {
      write: (bytes) => (this.#step(), file.write(bytes)),
      finish: () => (this.#step(), file.finish()),
      discard: () => (this.#step(), file.discard()),
    };
  }

  override createExclusive(path: string, bytes: Uint8Array): boolean {
    this.#step();
    return super.createExclusive(path, bytes);
  }

  override rename(from: string, to: string): void {
    this.#step();
    super.rename(from, to);
  }

  override remove(path: string): void {
    this.#step();
    super.remove(path);
  }

  override makeFolder(path: string): void {
    this.#step();
    super.makeFolder(path);
  }

  #step(): void {
    if (this.#left-- <= 0) throw new Killed();
  }
}

const foldersOf = (contents: ReadonlyMap<string, Uint8Array>): Set<string> => new Set([...contents.keys()].flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])));

/** The same disk, seen by a process that starts after the other has died. */
function afterwards(files: MemoryFiles): MemoryFiles {
  const next = new MemoryFiles(testOwner([2], 2));
  for (const folder of foldersOf(files.contents)) next.makeFolder(folder);
  for (const [path, bytes] of files.contents) next.contents.set(path, bytes);
  return next;
}

const digest = (files: MemoryFiles, path: string): string | null => (files.contents.has(`${path}/manifest.json`) ? indexDigest(openIndex(files, path)) : null);

/** Kills a change at each of its operations; after each, the index is the old or the new one, and can be changed further. */
function survives(prepare: (files: MemoryFiles) => void, change: (files: MemoryFiles) => void, repair: (files: MemoryFiles) => void): number {
  const start = memoryFiles();
  prepare(start);
  const whole = afterwards(start);
  change(whole);
  const [before, after] = [digest(start, 'x'), digest(whole, 'x')];
  expect(before).not.toBe(after);
  for (let operations = 0; ; operations++) {
    const mortal = new MortalFiles(start.contents, operations);
    let completed = true;
    try {
      change(mortal);
    } catch (error) {
      expect(error).toBeInstanceOf(Killed);
      completed = false;
    }
    const next = afterwards(mortal);
    const found = digest(next, 'x');
    expect([before, after]).toContain(found);
    if (found !== null) expect(verifyIndex(next, 'x').problems).toEqual([]);
    repair(next);
    expect(digest(next, 'x')).toBe(after);
    expect(verifyIndex(next, 'x')).toEqual({ problems: [], leftovers: [] });
    expect([...next.contents.keys()].some((path) => path.startsWith('x/lock'))).toBe(false);
    if (completed) return operations;
  }
}

describe('a writer that is killed at any operation leaves the old or the new index', () => {
  it('when it builds', () => {
    const change = (files: MemoryFiles): void => build(files, 'x', [a]);
    expect(survives(() => {}, change, change)).toBeGreaterThan(10);
  });

  it('when it builds in place of another index', () => {
    const change = (files: MemoryFiles): void => build(files, 'x', [b]);
    survives((files) => build(files, 'x', [a]), change, change);
  });

  it('when it adds', () => {
    const change = (files: MemoryFiles): void => add(files, 'x', [b]);
    survives((files) => build(files, 'x', [a]), change, change);
  });

  it('when it puts a version in the place of another', () => {
    const next = { work: syntheticWork('alpha', [2, 4], { version: '2.0.0' }), seeds: [2, 4] };
    const change = (files: MemoryFiles): void => update(files, 'x', [next]);
    survives((files) => (build(files, 'x', [a]), add(files, 'x', [b])), change, change);
  });

  it('when it removes', () => {
    const change = (files: MemoryFiles): void => void removeWorks(files, 'x', ['alpha']);
    const repair = (files: MemoryFiles): void => {
      if (openIndex(files, 'x').stats.works === 2) change(files);
      else add(files, 'x', []);
    };
    survives((files) => (build(files, 'x', [a]), add(files, 'x', [b])), change, repair);
  });

  it('when it merges', () => {
    const change = (files: MemoryFiles): void => mergeIndexes(files, 'x', ['y', 'z']);
    survives((files) => (build(files, 'y', [a]), build(files, 'z', [b])), change, change);
  });

  it('when it exports, leaves no half-written file', () => {
    const start = memoryFiles();
    build(start, 'x', [a]);
    for (let operations = 0, completed = false; !completed; operations++) {
      const mortal = new MortalFiles(start.contents, operations);
      try {
        exportSingle(mortal, 'x', 'single');
        completed = true;
      } catch (error) {
        expect(error).toBeInstanceOf(Killed);
      }
      expect(mortal.contents.has('single')).toBe(completed);
    }
  });
});
