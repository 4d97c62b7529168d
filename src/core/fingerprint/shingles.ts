import { fmix32 } from './hash.ts';
import { gram } from './grams.ts';

/**
 * Tokens in a shingle, in units of every size. A length that follows the unit's size doesn't work: one statement more
 * takes a unit over a step and changes all its shingles at once. Short shingles with more bands asked for beat long ones
 * with fewer: the same recall at a small part of the false candidates (figures in docs/decisions/minhash-own-kernel.md).
 */
export const SHINGLE = 5;

/**
 * The shingles of a unit as a multiset made a set: each is hashed with its occurrence number, so that five equal rows
 * are not one.
 * @param prefix prefix hashes of the unit's own sequence, `tokens` + 1 values
 * @param table scratch, of at least `tableWords(tokens)` words
 * @param out takes the shingles, well-mixed u32, at most `tokens` of them
 * @returns how many there are; the whole sequence is the one shingle of a unit shorter than SHINGLE
 */
export function shinglesOf(prefix: Int32Array, tokens: number, table: Uint32Array, out: Uint32Array): number {
  const words = tableWords(tokens);
  table.fill(0, 0, words);
  const size = Math.min(SHINGLE, tokens);
  const count = Math.max(tokens - size + 1, 0);
  for (let at = 0; at < count; at++) {
    const hash = fmix32(gram(prefix, at, size));
    out[at] = fmix32(hash + Math.imul(occurrence(table, words, hash), 0x9e3779b9));
  }
  return count;
}

/** Words of the counting table for a unit: a power of two, so large that at most half of the slots fill. */
export function tableWords(tokens: number): number {
  return 4 << (32 - Math.clz32(tokens));
}

/** How often the hash came before; counts it. The table is open-addressing, a slot of it two words: hash and count. */
function occurrence(table: Uint32Array, words: number, hash: number): number {
  let slot = (hash << 1) & (words - 1);
  while (table[slot + 1] !== 0 && table[slot] !== hash) slot = (slot + 2) & (words - 1);
  table[slot] = hash;
  return table[slot + 1]++;
}
