import { fmix32 } from './hash.ts';

/** The pseudo-token that stands for a whole nested unit: next to the alphabet's codes, 0 to 255. */
export const NESTED = 256;

/**
 * Polynomial hash of the `size` tokens from `at` on, modulo 2^32, from prefix hashes (Karp and Rabin, 1987). In constant
 * time; not yet mixed: finish with `fmix32`. `size` is at most LONGEST_GRAM.
 */
export function gram(prefix: Int32Array, at: number, size: number): number {
  return (prefix[at + size] - Math.imul(prefix[at], POWERS[size])) | 0;
}

/** The prefix hash after one more token: `prefix[i + 1] = extend(prefix[i], code of token i)`, `prefix[0] = 0`. */
export function extend(prefix: number, code: number): number {
  return (Math.imul(prefix, BASE) + TOKEN_HASHES[code]) | 0;
}

export const LONGEST_GRAM = 16;

/** 5 modulo 8, so that its powers, hence the places in a gram, differ in as many bits as they can. */
export const BASE = 0x2c9277b5;
const POWERS = Int32Array.from({ length: LONGEST_GRAM + 1 });
for (let size = 0, power = 1; size <= LONGEST_GRAM; size++, power = Math.imul(power, BASE)) POWERS[size] = power;

/** Random-like values for the codes: with the codes themselves, small sums of products would collide. */
export const TOKEN_HASHES: Int32Array = Int32Array.from({ length: NESTED + 1 }, (_, code) => fmix32(0x746f6b00 + Math.imul(code + 1, 0x9e3779b9)));
