import { describe, expect, it } from 'vitest';
import { BANDS, ROWS, bandKeys, bandsWanted } from '../../../src/core/fingerprint/bands.ts';
import { PERMUTATIONS } from '../../../src/core/fingerprint/minhash.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import { randomPair, randomSet, seeded } from './random.ts';

const kernel = loadKernel();

function keysOf(shingles: Uint32Array, salt = 1): Uint32Array {
  const signature = new Uint16Array(PERMUTATIONS);
  kernel.signature(shingles, shingles.length, signature, 0);
  const keys = new Uint32Array(BANDS);
  bandKeys(signature, 0, salt, keys, 0);
  return keys;
}

/** The share of pairs of that similarity with enough bands in common. */
function found(jaccard: number, trials: number): number {
  const random = seeded(7);
  let hits = 0;
  for (let trial = 0; trial < trials; trial++) {
    const [a, b] = randomPair(random, 200, jaccard).map((set) => keysOf(set));
    if (a.filter((key, band) => key === b[band]).length >= bandsWanted(200)) hits++;
  }
  return hits / trials;
}

describe('bands', () => {
  it('use up the signature', () => {
    expect(BANDS * ROWS).toBe(PERMUTATIONS);
  });

  it('find 90% or more at J = 0.7', () => {
    expect(found(0.7, 3000)).toBeGreaterThanOrEqual(0.9);
  });

  it('bring along 1% or less at J = 0.3', () => {
    expect(found(0.3, 3000)).toBeLessThanOrEqual(0.01);
  });

  it('share no key between bands of equal rows, nor between salts', () => {
    const rows = new Uint16Array(PERMUTATIONS).fill(5);
    const keys = new Uint32Array(2 * BANDS);
    bandKeys(rows, 0, 1, keys, 0);
    bandKeys(rows, 0, 2, keys, BANDS);
    expect(new Set(keys).size).toBe(2 * BANDS);
  });

  it('spread over all 32 bits', () => {
    const random = seeded(9);
    const tops = new Uint32Array(16);
    const bottoms = new Uint32Array(16);
    for (let i = 0; i < 200; i++) {
      for (const key of keysOf(randomSet(random, 50))) {
        tops[key >>> 28]++;
        bottoms[key & 15]++;
      }
    }
    // 3200 keys in 16 cells: 200 each, standard deviation 14.
    for (const count of [...tops, ...bottoms]) expect(Math.abs(count - 200)).toBeLessThan(70);
  });

  it('ask for fewer of a short unit', () => {
    expect([24, 59, 60, 1000].map(bandsWanted)).toEqual([1, 1, 2, 2]);
  });
});
