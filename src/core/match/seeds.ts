/** Tokens of a seed. */
export const SEED = 5;

/** The hash of the seed at each token of [start, end) that one begins at, 16 bits each: what a file, or a stretch of one, is searched by. */
export function seedHashes(codes: Uint8Array, start = 0, end = codes.length): Uint16Array {
  const hashes = new Uint16Array(Math.max(0, end - start - SEED + 1));
  if (hashes.length === 0) return hashes;
  // A polynomial hash, which rolls on from one seed to the next.
  let value = 0;
  for (let at = start; at < start + SEED; at++) value = (Math.imul(value, BASE) + CODE_HASHES[codes[at]]) | 0;
  for (let seed = 0; ; seed++) {
    hashes[seed] = Math.imul(value, GOLDEN) >>> 16;
    if (seed + 1 === hashes.length) return hashes;
    value = (Math.imul(value - FIRST_SHARES[codes[start + seed]], BASE) + CODE_HASHES[codes[start + seed + SEED]]) | 0;
  }
}

/** Where the seeds of a query stand, by their hashes: for each slot of hashes a list of seeds, increasing. */
export class SeedTable {
  /** Of each slot, `hash & mask`: its first seed, or -1. */
  heads = new Int32Array(LEAST_SLOTS);
  /** Of each seed: the next one of its slot, or -1. */
  next = new Int32Array(LEAST_SLOTS);
  mask = 0;
  isClear = true;

  /** What it holds is not good any more. */
  clear(): void {
    this.isClear = true;
  }

  /** Files the seeds, by number, that have so many bits at least. */
  set(hashes: Uint16Array, bits: Float64Array, least: number): void {
    this.isClear = false;
    const slots = Math.min(1 << 16, Math.max(LEAST_SLOTS, 4 << (32 - Math.clz32(hashes.length))));
    if (this.heads.length < slots) this.heads = new Int32Array(slots);
    if (this.next.length < hashes.length) this.next = new Int32Array(2 * hashes.length);
    const { heads, next } = this;
    const mask = (this.mask = slots - 1);
    heads.fill(-1, 0, slots);
    for (let seed = hashes.length - 1; seed >= 0; seed--) {
      if (bits[seed] < least) continue;
      const slot = hashes[seed] & mask;
      next[seed] = heads[slot];
      heads[slot] = seed;
    }
  }
}

const LEAST_SLOTS = 1 << 10;
const BASE = 0x2c9277b5;
const GOLDEN = 0x9e3779b1;
const CODE_HASHES = Int32Array.from({ length: 256 }, (_, code) => Math.imul(code + 1, 0x85ebca6b) ^ Math.imul(code + 1, 0xc2b2ae35) >>> 13);
/** What the first token of a seed adds to its hash. */
const FIRST_SHARES = CODE_HASHES.map((hash) => Array.from({ length: SEED - 1 }).reduce((power: number) => Math.imul(power, BASE), hash));
