import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { fmix32 } from '../../../src/core/fingerprint/hash.ts';
import { PERMUTATIONS, estimateJaccard } from '../../../src/core/fingerprint/minhash.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import { randomPair, seeded } from './random.ts';

/** The part of npm `minhash` that works, see docs/decisions/minhash-own-kernel.md; it comes without types. */
interface Oracle {
  update(element: string): void;
  jaccard(other: Oracle): number;
}
const { Minhash } = createRequire(import.meta.url)('minhash') as { Minhash: new (options: { numPerm: number; seed: number }) => Oracle };

const kernel = loadKernel();

function signature(shingles: Uint32Array): Uint16Array {
  const out = new Uint16Array(PERMUTATIONS);
  kernel.signature(shingles, shingles.length, out, 0);
  return out;
}

function oracle(shingles: Uint32Array): Oracle {
  const made = new Minhash({ numPerm: PERMUTATIONS, seed: 1 });
  for (const shingle of shingles) made.update(shingle.toString(36));
  return made;
}

const standardError = (jaccard: number): number => Math.sqrt((jaccard * (1 - jaccard)) / PERMUTATIONS);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value * value)));

describe('MinHash', () => {
  // The sizes of a short unit, a common one and a long one.
  for (const union of [30, 200, 2000]) {
    for (const jaccard of [0.2, 0.5, 0.7, 0.9]) {
      it(`estimates J = ${jaccard} of ${union} elements with no more bias than that of 16 bits and within sampling error`, () => {
        const random = seeded(union + 1000 * jaccard);
        // Least values of n elements that differ are equal by chance once in 2^17 / n.
        const bias = ((1 - jaccard) * union * (1 + jaccard)) / 2 / 2 ** 17;
        const errors = Array.from({ length: 1000 }, () => {
          const [a, b] = randomPair(random, union, jaccard);
          return estimateJaccard(signature(a), signature(b)) - Math.round(union * jaccard) / union;
        });
        expect(Math.abs(mean(errors) - bias)).toBeLessThan(0.005);
        expect(rootMeanSquare(errors)).toBeLessThan(1.1 * standardError(jaccard));
      });
    }
  }

  it('agrees with npm minhash within the sampling error of both', () => {
    const random = seeded(3);
    const trials = Array.from({ length: 40 }, (_, i) => {
      const jaccard = 0.1 + 0.2 * (i % 5);
      const [a, b] = randomPair(random, 100, jaccard);
      const difference = estimateJaccard(signature(a), signature(b)) - oracle(a).jaccard(oracle(b));
      return difference / (Math.SQRT2 * standardError(jaccard));
    });
    // Differences in units of their standard deviation: 40 of them have a mean within 0.5 and a spread near 1.
    expect(Math.abs(mean(trials))).toBeLessThan(0.5);
    expect(rootMeanSquare(trials)).toBeLessThan(1.4);
    expect(Math.max(...trials.map(Math.abs))).toBeLessThan(4);
  });

  it('takes equal sets for equal and disjoint ones for different', () => {
    const [a, b] = randomPair(seeded(5), 200, 0);
    expect(estimateJaccard(signature(a), signature(a.slice().reverse()))).toBe(1);
    expect(estimateJaccard(signature(a), signature(b))).toBeLessThan(0.02);
  });

  it('gives the values that are in indexes already', () => {
    const values = signature(Uint32Array.from({ length: 10 }, (_, i) => fmix32(i)));
    expect([0, 1, 2, 31, 32, 63].map((p) => values[p])).toMatchInlineSnapshot(`
      [
        1030,
        3046,
        2819,
        5916,
        9520,
        9692,
      ]
    `);
  });
});
