/** Equal tokens a[aAt .. aAt+length) and b[bAt .. bAt+length). */
export interface Run {
  readonly aAt: number;
  readonly bAt: number;
  readonly length: number;
}

/** Two token ranges to compare, half-open: `a` of the query, `b` of the indexed file. */
export interface Sides {
  readonly a: Uint8Array;
  readonly aStart: number;
  readonly aEnd: number;
  readonly b: Uint8Array;
  readonly bStart: number;
  readonly bEnd: number;
  /** What a matched token of `a` is worth, in bits, at `a`'s positions. */
  readonly worth: Float32Array;
  /** What it adds, in bits, that the tokens at these places bear the same text. */
  readonly sameText: (aAt: number, bAt: number) => number;
}

/** Maximal runs of two ranges, as columns. */
export class Runs {
  count = 0;
  readonly aAt = new Int32Array(MOST_RUNS);
  readonly bAt = new Int32Array(MOST_RUNS);
  readonly length = new Int32Array(MOST_RUNS);
  /** Bits. */
  readonly worth = new Float64Array(MOST_RUNS);
  readonly #sorted = new Float64Array(MOST_RUNS);

  add(aAt: number, bAt: number, length: number, worth: number): void {
    if (this.count === MOST_RUNS) this.keepBest(MOST_RUNS / 2);
    const at = this.count++;
    this.aAt[at] = aAt;
    this.bAt[at] = bAt;
    this.length[at] = length;
    this.worth[at] = worth;
  }

  /** Bits of the run that is worth the most; 0 without any. */
  most(): number {
    let most = 0;
    for (let at = 0; at < this.count; at++) if (this.worth[at] > most) most = this.worth[at];
    return most;
  }

  /** Keeps the `most` runs that are worth the most, in their order; of equal ones the earlier. */
  keepBest(most: number): void {
    if (this.count <= most) return;
    const { aAt, bAt, length, worth } = this;
    const sorted = this.#sorted.subarray(0, this.count);
    sorted.set(worth.subarray(0, this.count));
    sorted.sort();
    const least = sorted[this.count - most];
    // So many of those that are worth exactly `least` find room.
    let equals = 0;
    while (equals < most && sorted[this.count - most + equals] === least) equals++;
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      if (worth[at] < least || (worth[at] === least && equals-- <= 0)) continue;
      aAt[kept] = aAt[at];
      bAt[kept] = bAt[at];
      length[kept] = length[at];
      worth[kept++] = worth[at];
    }
    this.count = kept;
  }

  /** Puts the runs in order of `bAt`. They nearly are: a seed is met in order, but its run may begin before it. */
  order(): void {
    const { aAt, bAt, length, worth } = this;
    for (let at = 1; at < this.count; at++) {
      const [a, b, tokens, bits] = [aAt[at], bAt[at], length[at], worth[at]];
      let to = at;
      for (; to > 0 && bAt[to - 1] > b; to--) {
        aAt[to] = aAt[to - 1];
        bAt[to] = bAt[to - 1];
        length[to] = length[to - 1];
        worth[to] = worth[to - 1];
      }
      aAt[to] = a;
      bAt[to] = b;
      length[to] = tokens;
      worth[to] = bits;
    }
  }
}

/**
 * Finds the runs of equal tokens that a query range shares with others: seeds of SEED tokens, extended as far as they go. The seeds
 * of the query are filed once, and each other range streams past them.
 */
export class RunFinder {
  readonly #all = new SeedTable();
  readonly #telling = new SeedTable();
  /** Most queries never need all of their seeds. */
  #hasAll = false;
  #ends = new Int32Array(1 << 10);

  /** Files the telling seeds of a query range; all of them are filed when they are asked for. */
  query({ a, aStart, aEnd, worth }: Pick<Sides, 'a' | 'aStart' | 'aEnd' | 'worth'>): void {
    this.#hasAll = false;
    this.#telling.file(a, aStart, aEnd, worth, TELLING_SEED_BITS);
  }

  /** The runs that begin with any seed, or extend one that tells something; what equal texts add is not in their worth yet. */
  find({ a, aStart, aEnd, b, worth, sameText }: Sides, bStart: number, bEnd: number, which: 'all' | 'telling', leastBits: number, runs: Runs): void {
    runs.count = 0;
    if (bEnd - bStart < SEED || aEnd - aStart < SEED) return;
    if (which === 'all' && !this.#hasAll) {
      this.#all.file(a, aStart, aEnd, worth, 0);
      this.#hasAll = true;
    }
    const { heads, nexts, shift } = which === 'all' ? this.#all : this.#telling;
    const diagonals = aEnd - aStart + bEnd - bStart;
    if (this.#ends.length < diagonals) this.#ends = new Int32Array(diagonals * 2);
    const ends = this.#ends.fill(bStart, 0, diagonals);
    let h = seedHash(b, bStart);
    for (let j = bStart; ; j++) {
      let repeats = 0;
      for (let i = heads[Math.imul(h, GOLDEN) >>> shift]; i >= 0 && repeats < MAX_REPEATS; i = nexts[i - aStart]) {
        const diagonal = i - aStart + bEnd - 1 - j;
        const free = j - ends[diagonal];
        if (free < 0) {
          if (free <= -SEED) repeats++; // inside a run that is already there
          continue;
        }
        let length = 0;
        const most = Math.min(aEnd - i, bEnd - j);
        while (length < most && a[i + length] === b[j + length]) length++;
        if (length < SEED) continue;
        repeats++;
        let before = 0;
        const mostBefore = Math.min(i - aStart, free);
        while (before < mostBefore && a[i - before - 1] === b[j - before - 1]) before++;
        ends[diagonal] = j + length;
        let bits = 0;
        for (let t = i - before; t < i + length; t++) bits += worth[t];
        // Texts take longer than all the rest: here they are looked at only where they decide.
        if (bits > leastBits || (which === 'all' && bits + bitsOfTexts(sameText, i - before, j - before, length + before) > leastBits)) runs.add(i - before, j - before, length + before, bits);
      }
      if (j + SEED >= bEnd) return;
      h = (Math.imul(h - Math.imul(CODE_HASHES[b[j]], FIRST_POWER), BASE) + CODE_HASHES[b[j + SEED]]) | 0;
    }
  }
}

/** The places of seeds in a query, chained by their hashes. */
class SeedTable {
  heads = new Int32Array(1 << 10);
  nexts = new Int32Array(1 << 10);
  shift = 32;

  file(a: Uint8Array, start: number, end: number, worth: Float32Array, leastBits: number): void {
    // Sparse, so that most seeds of unrelated code meet an empty slot.
    const bits = Math.max(6, 34 - Math.clz32(end - start));
    this.shift = 32 - bits;
    if (this.heads.length < 1 << bits) this.heads = new Int32Array(1 << bits);
    if (this.nexts.length < end - start) this.nexts = new Int32Array((end - start) * 2);
    const heads = this.heads.fill(-1, 0, 1 << bits);
    // Filed from the back, so that a chain runs forwards.
    for (let i = end - SEED; i >= start; i--) {
      let bitsOfSeed = 0;
      for (let t = i; t < i + SEED; t++) bitsOfSeed += worth[t];
      if (bitsOfSeed < leastBits) continue;
      const slot = Math.imul(seedHash(a, i), GOLDEN) >>> this.shift;
      this.nexts[i - start] = heads[slot];
      heads[slot] = i;
    }
  }
}

/** What equal texts add to a run. */
export function bitsOfTexts(sameText: Sides['sameText'], aAt: number, bAt: number, length: number): number {
  let bits = 0;
  for (let t = 0; t < length; t++) bits += sameText(aAt + t, bAt + t);
  return bits;
}

/** Polynomial hash of a seed, which `find` rolls on. */
function seedHash(codes: Uint8Array, at: number): number {
  let h = 0;
  for (let t = at; t < at + SEED; t++) h = (Math.imul(h, BASE) + CODE_HASHES[codes[t]]) | 0;
  return h;
}

/** Tokens of a seed. */
const SEED = 5;
/** Bits of a seed that tells something: the commonest turns of a language do not. */
const TELLING_SEED_BITS = 9;
/** Places in the query that one seed may have. */
const MAX_REPEATS = 24;
const MOST_RUNS = 2048;

const BASE = 0x2c9277b5;
const FIRST_POWER = [1, 2, 3, 4].reduce((power) => Math.imul(power, BASE), 1);
const GOLDEN = 0x9e3779b1;
const CODE_HASHES = Int32Array.from({ length: 256 }, (_, code) => Math.imul(code + 1, 0x85ebca6b) ^ Math.imul(code + 1, 0xc2b2ae35) >>> 13);
