import { fmix32 } from './hash.ts';
import { extend, gram } from './grams.ts';

/**
 * Tokens in a shingle, in units of every size. A length that follows the unit's size doesn't work: one statement more
 * takes a unit over a step and changes all its shingles at once. Short shingles with more bands asked for beat long ones
 * with fewer: the same recall at a small part of the false candidates (figures in docs/decisions/minhash-own-kernel.md).
 */
export const SHINGLE = 5;

/**
 * The shingles of a unit as a multiset made a set: each is hashed with its occurrence number, so that five equal rows
 * are not one.
 */
export class Shingler {
  #room = -1;
  #prefix = new Int32Array();
  #table = new Uint32Array();
  #shingles = new Uint32Array();

  /**
   * The shingles of the first `tokens` codes of a sequence, well-mixed u32, good until the next call. A sequence shorter than SHINGLE
   * is itself its one shingle.
   */
  shingles(sequence: Uint16Array, tokens: number): Uint32Array {
    this.#makeRoom(tokens);
    const prefix = this.#prefix;
    for (let i = 0; i < tokens; i++) prefix[i + 1] = extend(prefix[i], sequence[i]);
    const words = tableWords(tokens);
    const table = this.#table.fill(0, 0, words);
    const out = this.#shingles;
    const size = Math.min(SHINGLE, tokens);
    const count = tokens - size + 1;
    for (let at = 0; at < count; at++) {
      const hash = fmix32(gram(prefix, at, size));
      out[at] = fmix32(hash + Math.imul(occurrence(table, words, hash), 0x9e3779b9));
    }
    return out.subarray(0, count);
  }

  #makeRoom(tokens: number): void {
    if (tokens <= this.#room) return;
    this.#room = 2 * tokens + 1;
    this.#prefix = new Int32Array(this.#room + 1);
    this.#table = new Uint32Array(tableWords(this.#room));
    this.#shingles = new Uint32Array(this.#room);
  }
}

/** Words of the counting table for a unit: a power of two, so large that at most half of the slots fill. */
function tableWords(tokens: number): number {
  return 4 << (32 - Math.clz32(tokens));
}

/** How often the hash came before; counts it. The table is open-addressing, a slot of it two words: hash and count. */
function occurrence(table: Uint32Array, words: number, hash: number): number {
  let slot = (hash << 1) & (words - 1);
  while (table[slot + 1] !== 0 && table[slot] !== hash) slot = (slot + 2) & (words - 1);
  table[slot] = hash;
  return table[slot + 1]++;
}
