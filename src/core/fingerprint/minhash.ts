import { fmix32 } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { Shingler } from './shingles.ts';

/** Values in a signature. The standard error of an estimate is sqrt(J (1 - J) / PERMUTATIONS): 0.06 at J = 0.7. */
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
export function estimateJaccard(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let p = 0; p < PERMUTATIONS; p++) if (a[p] === b[p]) equal++;
  return equal / PERMUTATIONS;
}

/**
 * Permutation p maps the shingle x to MULTIPLIERS[p] x + ADDENDS[p] modulo 2^32; odd multipliers make it a bijection.
 * The coefficients are part of the index format: splitmix-like, the hashed values of a counter. Never from Math.random
 * or Math.sin, which differ between machines.
 */
export const MULTIPLIERS: Uint32Array = Uint32Array.from({ length: PERMUTATIONS }, (_, p) => draw(2 * p) | 1);
export const ADDENDS: Uint32Array = Uint32Array.from({ length: PERMUTATIONS }, (_, p) => draw(2 * p + 1));

/** The n-th value of the fixed sequence: 2^32 divided by the golden ratio is the step of the counter. */
function draw(n: number): number {
  return fmix32(0x6e636f70 + Math.imul(n + 1, 0x9e3779b9));
}

const TOP = 0x80000000 | 0;
const GREATEST = 0x7fffffff;

/**
 * Four permutations at a time keep their state in registers. A minimum of u32 is taken as one of i32 with the top bit flipped,
 * because V8 would hold u32 in doubles.
 */
function signature(shingles: Uint32Array, count: number, out: Uint32Array, outAt: number): void {
  for (let p = 0; p < PERMUTATIONS; p += 4) {
    const a0 = MULTIPLIERS[p] | 0, a1 = MULTIPLIERS[p + 1] | 0, a2 = MULTIPLIERS[p + 2] | 0, a3 = MULTIPLIERS[p + 3] | 0;
    const b0 = ADDENDS[p] ^ TOP, b1 = ADDENDS[p + 1] ^ TOP, b2 = ADDENDS[p + 2] ^ TOP, b3 = ADDENDS[p + 3] ^ TOP;
    let least0 = GREATEST, least1 = GREATEST, least2 = GREATEST, least3 = GREATEST;
    for (let i = 0; i < count; i++) {
      const x = shingles[i] | 0;
      const h0 = (Math.imul(a0, x) + b0) | 0;
      const h1 = (Math.imul(a1, x) + b1) | 0;
      const h2 = (Math.imul(a2, x) + b2) | 0;
      const h3 = (Math.imul(a3, x) + b3) | 0;
      if (h0 < least0) least0 = h0;
      if (h1 < least1) least1 = h1;
      if (h2 < least2) least2 = h2;
      if (h3 < least3) least3 = h3;
    }
    out[outAt + p] = least0 ^ TOP;
    out[outAt + p + 1] = least1 ^ TOP;
    out[outAt + p + 2] = least2 ^ TOP;
    out[outAt + p + 3] = least3 ^ TOP;
  }
}
