import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunFinder, type WantedSeeds } from '../../../src/core/match/run-finder.ts';
import { Runs, type Run, type Sides } from '../../../src/core/match/runs.ts';
import { SEED, seedHashes } from '../../../src/core/match/seeds.ts';

const LEAST_BITS = 3;

describe('RunFinder', () => {
  it('finds every maximal run of a seed and more, wherever the ranges begin', () => {
    fc.assert(fc.property(codes(12, 60), codes(12, 60), fc.nat(8), fc.nat(8), (a, b, aStart, bStart) => {
      const sides = sidesOf(a, b, Math.min(aStart, a.length), Math.min(bStart, b.length));
      expect(found(new RunFinder(), sides, 'all', [])).toEqual(maximalRuns(sides));
    }));
  });

  it('finds no run by telling seeds only that all seeds do not find', () => {
    fc.assert(fc.property(codes(6, 80), codes(6, 80), (a, b) => {
      const sides = sidesOf(a, b, 0, 0);
      const [finder, all] = [new RunFinder(), maximalRuns(sides)];
      for (const wanted of ['telling', 'fair'] as const) for (const run of found(finder, sides, wanted, [])) expect(all).toContainEqual(run);
    }));
  });

  it('is as it was after a seed that stands all over a range', () => {
    const table = Uint8Array.from({ length: 400 }, (_, at) => [1, 2, 3][at % 3]);
    const finder = new RunFinder();
    const sides = sidesOf(table, table, 0, 0);
    const first = found(finder, sides, 'all', []);
    const other = Uint8Array.from({ length: 200 }, (_, at) => (at * at) % 17);
    expect(first.length).toBeGreaterThan(1);
    expect(found(finder, { ...sides, b: other, bEnd: other.length }, 'all', [], false)).toEqual([]);
    expect(found(finder, sides, 'all', [], false)).toEqual(first);
  });

  it('looks near a sketch only', () => {
    const piece = Uint8Array.from({ length: 20 }, (_, at) => at + 1);
    const b = Uint8Array.from([...piece, ...new Array<number>(300).fill(99), ...piece]);
    const sides = sidesOf(piece, b, 0, 0);
    expect(found(new RunFinder(), sides, 'all', [])).toHaveLength(2);
    expect(found(new RunFinder(), sides, 'all', [{ aAt: 0, bAt: 320, length: 8 }])).toEqual([{ aAt: 0, bAt: 320, length: 20 }]);
  });
});

describe('seedHashes', () => {
  it('are those of a seed wherever it stands, and of every place that one begins at', () => {
    fc.assert(fc.property(codes(256, 40), fc.nat(10), (all, start) => {
      const hashes = seedHashes(all, Math.min(start, all.length));
      expect(hashes).toHaveLength(Math.max(0, all.length - Math.min(start, all.length) - SEED + 1));
      for (const [seed, hash] of hashes.entries()) expect(seedHashes(all.slice(start + seed, start + seed + SEED))).toEqual(Uint16Array.of(hash));
    }));
  });
});

const codes = (alphabet: number, most: number): fc.Arbitrary<Uint8Array> => fc.array(fc.nat(alphabet - 1), { maxLength: most }).map((values) => Uint8Array.from(values));

function sidesOf(a: Uint8Array, b: Uint8Array, aStart: number, bStart: number): Sides {
  return { a, aStart, aEnd: a.length, b, bStart, bEnd: b.length, worth: Float32Array.from(a, (code) => 1 + (code % 4)), sameText: () => 0 };
}

function found(finder: RunFinder, sides: Sides, wanted: WantedSeeds, sketch: readonly Run[], isNew = true): Run[] {
  const runs = new Runs();
  if (isNew) finder.query(sides);
  finder.find(sides, seedHashes(sides.b), wanted, sketch, LEAST_BITS, runs);
  return inOrder(Array.from({ length: runs.count }, (_, r) => ({ aAt: runs.aAt[r], bAt: runs.bAt[r], length: runs.length[r] })));
}

/** By comparing all places with all. */
function maximalRuns({ a, aStart, aEnd, b, bStart, bEnd, worth }: Sides): Run[] {
  const runs: Run[] = [];
  for (let i = aStart; i < aEnd; i++) {
    for (let j = bStart; j < bEnd; j++) {
      if (i > aStart && j > bStart && a[i - 1] === b[j - 1]) continue;
      let length = 0;
      while (i + length < aEnd && j + length < bEnd && a[i + length] === b[j + length]) length++;
      if (length >= SEED && worth.subarray(i, i + length).reduce((sum, bits) => sum + bits, 0) > LEAST_BITS) runs.push({ aAt: i, bAt: j, length });
    }
  }
  return inOrder(runs);
}

const inOrder = (runs: Run[]): Run[] => runs.sort((x, y) => x.aAt - y.aAt || x.bAt - y.bAt);
