import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexError } from '../../../src/core/index/errors.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { add, answers, build, memoryFiles, testOwner } from './memory.ts';
import { syntheticFile, syntheticWork } from './synthetic.ts';

const works = [
  { work: syntheticWork('alpha', [1, 2, 3]), seeds: [1, 2, 3] },
  { work: syntheticWork('beta', [3, 4]), seeds: [3, 4] },
];
const files = [1, 2, 3, 4].map((seed) => syntheticFile(seed));

const whole = memoryFiles();
build(whole, 'x', works.slice(0, 1));
add(whole, 'x', works.slice(1));
exportSingle(whole, 'x', 'single');

/** Everything that can be read of an index. */
function readAll(store: MemoryFiles, path: string): unknown {
  const index = openIndex(store, path);
  const contents = index.segments.map((segment) =>
    Array.from({ length: segment.fileCount }, (_, file) => [segment.content(file), segment.flags(file), segment.tokens(file), segment.text(file), segment.source(file)]),
  );
  const units = index.segments.map((segment) => Array.from({ length: segment.units }, (_, unit) => segment.unit(unit)));
  return { answers: answers(index, files), contents, units };
}

function damaged(path: string, bytes: Uint8Array): MemoryFiles {
  const store = new MemoryFiles(testOwner());
  store.makeFolder('x');
  for (const [name, content] of whole.contents) store.contents.set(name, content);
  store.contents.set(path, bytes);
  return store;
}

const expected = { x: readAll(whole, 'x'), single: readAll(whole, 'single') };
const paths = [...whole.contents.keys()];

/** The damaged index answers as before, or says clearly what is wrong. */
function survives(path: string, bytes: Uint8Array): void {
  const index = path === 'single' ? 'single' : 'x';
  const store = damaged(path, bytes);
  let result: unknown;
  try {
    result = readAll(store, index);
  } catch (error) {
    expect(error).toBeInstanceOf(IndexError);
    expect((error as IndexError).message).toMatch(/x\/|single/);
    expect(verifyIndex(store, index).problems.length).toBeGreaterThan(0);
    return;
  }
  expect(result).toEqual(expected[index]);
}

const place = fc.record({ path: fc.constantFrom(...paths), at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) });

describe('a damaged index answers as before or says what is wrong', () => {
  it('with a byte changed', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), ({ path, at }, change) => {
        const bytes = whole.contents.get(path)!.slice();
        bytes[Math.floor(at * bytes.length)]! ^= change;
        survives(path, bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('cut short', () => {
    fc.assert(
      fc.property(place, ({ path, at }) => {
        const bytes = whole.contents.get(path)!;
        survives(path, bytes.slice(0, Math.floor(at * bytes.length)));
      }),
      { numRuns: 150 },
    );
  });

  it('with bytes after its end', () => {
    fc.assert(
      fc.property(place, fc.uint8Array({ minLength: 1, maxLength: 100 }), ({ path }, more) => {
        survives(path, Uint8Array.of(...whole.contents.get(path)!, ...more));
      }),
      { numRuns: 50 },
    );
  });

  it('with a stretch of another file', () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 9000 }), (to, from, length) => {
        const bytes = whole.contents.get(to.path)!.slice();
        const other = whole.contents.get(from.path)!;
        const start = Math.floor(from.at * other.length);
        const target = Math.floor(to.at * bytes.length);
        bytes.set(other.subarray(start, start + Math.min(length, bytes.length - target)), target);
        survives(to.path, bytes);
      }),
      { numRuns: 100 },
    );
  });

  it('with each byte of its headers and footers changed', () => {
    for (const path of paths) {
      const { length } = whole.contents.get(path)!;
      for (const at of [...Array(24).keys(), ...Array.from({ length: 60 }, (_, back) => length - 1 - back)]) {
        const bytes = whole.contents.get(path)!.slice();
        bytes[at]! ^= 0x41;
        survives(path, bytes);
      }
    }
  });

  it.each([
    ['missing', (): void => {}],
    ['empty', (store: MemoryFiles): void => void store.contents.set('y', new Uint8Array(0))],
    ['foreign', (store: MemoryFiles): void => void store.contents.set('y', new TextEncoder().encode('#!/bin/sh\necho this is something else'))],
    ['truncated', (store: MemoryFiles): void => void store.contents.set('y', whole.contents.get('single')!.slice(0, 9))],
  ])('says %s', (code, prepare) => {
    const store = memoryFiles();
    prepare(store);
    expect(() => openIndex(store, 'y')).toThrow(expect.objectContaining({ code }));
  });

  it('says that a later version is needed', () => {
    const text = new TextDecoder().decode(whole.contents.get('x/manifest.json')!);
    const store = damaged('x/manifest.json', new TextEncoder().encode(text.replace('"version": 1', '"version": 3')));
    expect(() => openIndex(store, 'x')).toThrow(expect.objectContaining({ code: 'future-version' }));
  });
});
