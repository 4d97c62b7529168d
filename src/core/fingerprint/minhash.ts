import { fmix32 } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { Shingler } from './shingles.ts';

/**
 * Values in a signature. The standard error of an estimate is sqrt(J (1 - J) / PERMUTATIONS): 0.06 at J = 0.7. Values of 16 bits
 * are also equal by chance, once in 2^17 / n for sets of n shingles, so that estimates for large sets are a little too high.
 */
export const PERMUTATIONS = 64;

/**
 * A MinHash kernel in plain JavaScript: the fallback, and the definition of what every kernel has to answer. It has scratch memory
 * of its own.
 */
export function javascriptKernel(): Kernel {
  const shingler = new Shingler();
  return {
    name: 'javascript',
    signature,
    signSequence(sequence, tokens, out, outAt) {
      const shingles = shingler.shingles(sequence, tokens);
      signature(shingles, shingles.length, out, outAt);
    },
  };
}

/** Estimated Jaccard similarity, 0 to 1, of the sets behind two signatures (Broder, 1997): the share of equal values. */
export function estimateJaccard(a: Uint16Array, b: Uint16Array): number {
  let equal = 0;
  for (let p = 0; p < PERMUTATIONS; p++) if (a[p] === b[p]) equal++;
  return equal / PERMUTATIONS;
}

/**
 * Permutation p maps 16 bits x of a shingle to MULTIPLIERS[p] x + ADDENDS[p] modulo 2^16; odd multipliers make it a bijection. The
 * first half of the permutations takes the lower 16 bits, the second half the upper: two shingles that agree in one are apart in the
 * other. The coefficients are part of the index format: splitmix-like, the hashed values of a counter. Never from Math.random or
 * Math.sin, which differ between machines.
 */
export const MULTIPLIERS: Uint16Array = Uint16Array.from({ length: PERMUTATIONS }, (_, p) => draw(2 * p) | 1);
export const ADDENDS: Uint16Array = Uint16Array.from({ length: PERMUTATIONS }, (_, p) => draw(2 * p + 1));

/** The n-th value of the fixed sequence: 2^32 divided by the golden ratio is the step of the counter. */
function draw(n: number): number {
  return fmix32(0x6e636f70 + Math.imul(n + 1, 0x9e3779b9));
}

/** Four permutations at a time keep their state in registers. */
function signature(shingles: Uint32Array, count: number, out: Uint16Array, outAt: number): void {
  for (let p = 0; p < PERMUTATIONS; p += 4) {
    const shift = p < PERMUTATIONS / 2 ? 0 : 16;
    const a0 = MULTIPLIERS[p], a1 = MULTIPLIERS[p + 1], a2 = MULTIPLIERS[p + 2], a3 = MULTIPLIERS[p + 3];
    const b0 = ADDENDS[p], b1 = ADDENDS[p + 1], b2 = ADDENDS[p + 2], b3 = ADDENDS[p + 3];
    let least0 = 0xffff, least1 = 0xffff, least2 = 0xffff, least3 = 0xffff;
    for (let i = 0; i < count; i++) {
      const x = (shingles[i] >>> shift) & 0xffff;
      const h0 = (Math.imul(a0, x) + b0) & 0xffff;
      const h1 = (Math.imul(a1, x) + b1) & 0xffff;
      const h2 = (Math.imul(a2, x) + b2) & 0xffff;
      const h3 = (Math.imul(a3, x) + b3) & 0xffff;
      if (h0 < least0) least0 = h0;
      if (h1 < least1) least1 = h1;
      if (h2 < least2) least2 = h2;
      if (h3 < least3) least3 = h3;
    }
    out[outAt + p] = least0;
    out[outAt + p + 1] = least1;
    out[outAt + p + 2] = least2;
    out[outAt + p + 3] = least3;
  }
}
