import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checksum } from '../../../src/core/index/checksum.ts';
import { FOOTER_SIZE, PAGE_SIZE } from '../../../src/core/index/container-writer.ts';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { idsUnder } from './ids-under.ts';
import { build, memoryFiles, testOwner } from './memory.ts';
import { syntheticFile, syntheticWork } from './synthetic.ts';

const whole = memoryFiles();
build(whole, 'x', [{ work: syntheticWork('alpha', [1, 2, 3]), seeds: [1, 2, 3] }]);
const members = [...whole.contents.keys()].filter((path) => !path.endsWith('.json'));
const keys = [1, 2, 3].flatMap((seed) => [...syntheticFile(seed).keys]);

/** Makes the checksums of a container fit its content again: what somebody would do who wants a reader to trip. */
function reseal(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const footer = bytes.length - FOOTER_SIZE;
  const body = view.getUint32(footer, true);
  const pages = view.getUint32(footer + 8, true);
  for (let page = 0; page < pages; page++) {
    view.setUint32(body + page * 4, checksum(bytes.subarray(page * PAGE_SIZE, Math.min(body, (page + 1) * PAGE_SIZE))), true);
  }
  view.setUint32(footer + 16, checksum(bytes.subarray(body, body + pages * 4)), true);
  view.setUint32(footer + 20, checksum(bytes.subarray(body + pages * 4, footer)), true);
  view.setUint32(footer + 32, checksum(bytes.subarray(footer, footer + 32)), true);
}

/** Asks for everything, one thing at a time; whatever fails must fail with an `IndexError`. */
function interrogate(store: MemoryFiles): void {
  const attempt = (action: () => unknown): void => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
    }
  };
  attempt(() => {
    const index = openIndex(store, 'x');
    for (const segment of index.segments) {
      for (const key of keys) attempt(() => idsUnder(segment, key));
      for (let unit = 0; unit < segment.units; unit++) attempt(() => segment.unit(unit));
      for (let file = 0; file < segment.fileCount; file++) {
        for (const ask of ['content', 'flags', 'tokens', 'text', 'source'] as const) attempt(() => segment[ask](file));
        attempt(() => segment.unitAt(file, 30));
        attempt(() => index.holders(segment.content(file)));
      }
      attempt(() => segment.documentFrequency('python', keys[0]!));
    }
    attempt(() => indexDigest(index));
    attempt(() => index.catalogue.inputs());
  });
  verifyIndex(store, 'x');
}

describe('an index whose checksums fit its lies', () => {
  it('gives answers or an IndexError: never another error, a hang or an allocation beyond reason', () => {
    const change = fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) });
    fc.assert(
      fc.property(fc.constantFrom(...members), fc.array(change, { minLength: 1, maxLength: 4 }), (path, changes) => {
        const bytes = whole.contents.get(path)!.slice();
        const view = new DataView(bytes.buffer);
        const body = view.getUint32(bytes.length - FOOTER_SIZE, true);
        const tables = body + view.getUint32(bytes.length - FOOTER_SIZE + 8, true) * 4;
        for (const { at, bytes: lie } of changes) {
          const places = bytes.length - FOOTER_SIZE - tables + body - 16;
          const place = 16 + Math.floor(at * places);
          const target = place < body ? place : place - body + tables;
          bytes.set(lie.subarray(0, Math.min(lie.length, (target < body ? body : bytes.length - FOOTER_SIZE) - target)), target);
        }
        reseal(bytes);
        const store = new MemoryFiles(testOwner());
        store.makeFolder('x');
        for (const [name, content] of whole.contents) store.contents.set(name, content);
        store.contents.set(path, bytes);
        interrogate(store);
      }),
      { numRuns: 120 },
    );
  });
});
