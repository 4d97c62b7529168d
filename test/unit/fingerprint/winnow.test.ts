import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WINDOW, winnow } from '../../../src/core/fingerprint/winnow.ts';

function chosen(hashes: readonly number[], start = 0, end = hashes.length): number[] {
  const into = new Uint32Array(hashes.length);
  return [...into.slice(0, winnow(Uint32Array.from(hashes), start, end, into, 0))];
}

/** Few distinct values make ties frequent. */
const hashes = fc.array(fc.nat(12), { minLength: 1, maxLength: 80 });

describe('winnowing', () => {
  it('takes the rightmost of equal hashes, and each position once', () => {
    // The hashes of the paper's figure 2, with our window instead of its 4.
    const example = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98];
    expect(chosen(example).map((at) => example[at])).toEqual([17, 8, 39, 17]);
    expect(chosen(example)).toEqual([3, 8, 11, 15]);
  });

  it('chooses a least hash of every window, and nothing else', () => {
    fc.assert(
      fc.property(hashes, (values) => {
        const positions = chosen(values);
        const needed = new Set<number>();
        for (let from = 0; from === 0 || from + WINDOW <= values.length; from++) {
          const window = values.slice(from, from + WINDOW);
          const inside = positions.filter((at) => at >= from && at < from + window.length);
          const least = inside.filter((at) => values[at] === Math.min(...window));
          expect(least).not.toEqual([]);
          for (const at of least) needed.add(at);
        }
        expect(positions.every((at) => needed.has(at))).toBe(true);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      }),
    );
  });

  it('samples a run of equal hashes once a window', () => {
    expect(chosen(new Array(40).fill(3))).toEqual([5, 11, 17, 23, 29, 35]);
  });

  it('keeps to its range and appends', () => {
    const into = Uint32Array.of(99, 0, 0);
    expect(winnow(Uint32Array.of(0, 5, 4, 6, 0), 1, 4, into, 1)).toBe(2);
    expect([...into]).toEqual([99, 2, 0]);
  });
});
