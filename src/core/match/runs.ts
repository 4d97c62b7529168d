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
  /** Worth of the best runs that had to go; what is worth no more is not taken any longer. */
  #gone = -1;
  readonly aAt = new Int32Array(MOST_RUNS);
  readonly bAt = new Int32Array(MOST_RUNS);
  readonly length = new Int32Array(MOST_RUNS);
  /** Bits. */
  readonly worth = new Float64Array(MOST_RUNS);
  readonly #sorted = new Float64Array(MOST_RUNS);

  clear(): void {
    this.count = 0;
    this.#gone = -1;
  }

  add(aAt: number, bAt: number, length: number, worth: number): void {
    if (worth <= this.#gone) return;
    if (this.count === MOST_RUNS) this.keepBest(MOST_RUNS / 4);
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
    this.#gone = sorted[this.count - most - 1];
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

  /** Puts the runs in order of `aAt`. They nearly are: a seed is met in order, but its run may begin before it. */
  order(): void {
    const { aAt, bAt, length, worth } = this;
    for (let at = 1; at < this.count; at++) {
      const [a, b, tokens, bits] = [aAt[at], bAt[at], length[at], worth[at]];
      let to = at;
      for (; to > 0 && aAt[to - 1] > a; to--) {
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
 * Finds the runs of equal tokens that a query range shares with ranges of files: seeds of SEED tokens, looked up among the places
 * of the file's seeds and extended as far as they go.
 */
export class RunFinder {
  /** Of the query range: the hash of the seed at each position, and the positions of those that tell something, increasing. */
  #hashes = new Int32Array(1 << 10);
  #telling = new Int32Array(1 << 10);
  #tellingCount = 0;
  /** Bits of the query's tokens before each one. */
  #sums = new Float64Array(1 << 10);
  /** Where the last run of each diagonal ends in `a`. */
  #ends = new Int32Array(1 << 10);

  /** Sets the query range. */
  query({ a, aStart, aEnd, worth }: Pick<Sides, 'a' | 'aStart' | 'aEnd' | 'worth'>): void {
    const seeds = aEnd - aStart - SEED + 1;
    this.#tellingCount = 0;
    if (seeds <= 0) return;
    if (this.#hashes.length < seeds) {
      this.#hashes = new Int32Array(seeds * 2);
      this.#telling = new Int32Array(seeds * 2);
      this.#sums = new Float64Array((seeds + SEED) * 2);
    }
    const hash = new SeedHash(a, aStart);
    const sums = this.#sums;
    for (let t = aStart; t < aEnd; t++) sums[t + 1 - aStart] = sums[t - aStart] + worth[t];
    let most = 0;
    for (let seed = 0; seed < seeds; seed++) most = Math.max(most, sums[seed + SEED] - sums[seed]);
    // A short function may be made of common turns only: then the rarest of them have to do.
    const telling = Math.min(TELLING_SEED_BITS, most * TELLING_SHARE);
    for (let seed = 0; seed < seeds; seed++) {
      const at = aStart + seed;
      if (sums[seed + SEED] - sums[seed] >= telling) this.#telling[this.#tellingCount++] = at;
      this.#hashes[seed] = hash.value;
      if (seed + 1 < seeds) hash.roll(at);
    }
  }

  /**
   * The runs that extend a seed that tells something; with a `sketch` of such runs, which increase on both sides, those of all seeds
   * near it; with an empty sketch those of all seeds. What equal texts add is not in their worth yet. In order of the seeds in `a`.
   */
  find({ a, aStart, aEnd, b, bStart, bEnd, sameText }: Sides, places: SeedPlaces, sketch: readonly Run[] | null, leastBits: number, runs: Runs): void {
    runs.clear();
    if (bEnd - bStart < SEED || aEnd - aStart < SEED) return;
    const which = sketch === null ? 'telling' : 'all';
    const near = new Neighbourhood(sketch ?? [], bStart, bEnd);
    const { starts, positions, shift } = places;
    const sums = this.#sums;
    const diagonals = aEnd - aStart + bEnd - bStart;
    if (this.#ends.length < diagonals) this.#ends = new Int32Array(diagonals * 2);
    const ends = this.#ends.fill(aStart, 0, diagonals);
    const count = which === 'telling' ? this.#tellingCount : aEnd - aStart - SEED + 1;
    for (let s = 0; s < count; s++) {
      const i = which === 'telling' ? this.#telling[s] : aStart + s;
      const slot = slotOf(this.#hashes[i - aStart], shift);
      const end = starts[slot + 1];
      near.moveTo(i);
      const last = Math.min(near.high, bEnd - SEED);
      let repeats = 0;
      for (let p = firstFrom(positions, starts[slot], end, near.low); p < end && repeats < MAX_REPEATS; p++) {
        const j = positions[p];
        if (j > last) break;
        const diagonal = j - bStart + aEnd - 1 - i;
        const free = i - ends[diagonal];
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
        const mostBefore = Math.min(free, j - bStart);
        while (before < mostBefore && a[i - before - 1] === b[j - before - 1]) before++;
        ends[diagonal] = i + length;
        const bits = sums[i + length - aStart] - sums[i - before - aStart];
        // Texts take longer than all the rest: here they are looked at only where they decide.
        if (bits > leastBits || (which === 'all' && bits + bitsOfTexts(sameText, i - before, j - before, length + before) > leastBits)) runs.add(i - before, j - before, length + before, bits);
      }
    }
  }
}

/** Where in `b` the counterpart of a place in `a` can stand by a sketch: between the runs round it, and not far from them. */
class Neighbourhood {
  /** Of the place, both inclusive. */
  low: number;
  high: number;
  readonly #sketch: readonly Run[];
  readonly #bStart: number;
  readonly #bEnd: number;
  /** The first run that ends after the place. */
  #next = 0;

  constructor(sketch: readonly Run[], bStart: number, bEnd: number) {
    this.#sketch = sketch;
    this.#bStart = this.low = bStart;
    this.#bEnd = this.high = bEnd;
  }

  /** Places are to increase. */
  moveTo(place: number): void {
    const sketch = this.#sketch;
    if (sketch.length === 0) return;
    while (this.#next < sketch.length && sketch[this.#next].aAt + sketch[this.#next].length <= place) this.#next++;
    const [before, after] = [sketch[this.#next - 1], sketch[this.#next]];
    if (after && after.aAt <= place) this.#between(after.bAt + place - after.aAt, after.bAt + place - after.aAt);
    else this.#between(before ? before.bAt + before.length : after.bAt - 2 * (after.aAt - place), after ? after.bAt : before.bAt + before.length + 2 * (place - before.aAt - before.length));
  }

  #between(low: number, high: number): void {
    this.low = Math.max(this.#bStart, low - SLACK);
    this.high = Math.min(this.#bEnd, high + SLACK);
  }
}

/** Where the seeds of a file stand: the positions of each slot of hashes, increasing, one slot after the other. */
export class SeedPlaces {
  readonly starts: Int32Array;
  readonly positions: Int32Array;
  readonly shift: number;

  constructor(codes: Uint8Array) {
    const seeds = Math.max(0, codes.length - SEED + 1);
    const bits = Math.max(4, 32 - Math.clz32(seeds));
    this.shift = 32 - bits;
    const starts = new Int32Array((1 << bits) + 1);
    const slots = new Uint32Array(seeds);
    if (seeds > 0) {
      const hash = new SeedHash(codes, 0);
      for (let at = 0; ; at++) {
        starts[(slots[at] = slotOf(hash.value, this.shift))]++;
        if (at + 1 === seeds) break;
        hash.roll(at);
      }
    }
    for (let slot = 1; slot < starts.length; slot++) starts[slot] += starts[slot - 1];
    // Filled from the back, each slot downwards, so that `starts` ends as what its name says.
    const positions = new Int32Array(seeds);
    for (let at = seeds - 1; at >= 0; at--) positions[--starts[slots[at]]] = at;
    this.starts = starts;
    this.positions = positions;
  }
}

/** Polynomial hash of a seed, which rolls on from one to the next. */
class SeedHash {
  value = 0;
  readonly #codes: Uint8Array;

  constructor(codes: Uint8Array, at: number) {
    this.#codes = codes;
    for (let t = at; t < at + SEED; t++) this.value = (Math.imul(this.value, BASE) + CODE_HASHES[codes[t]]) | 0;
  }

  /** From the seed at `at` to the next one. */
  roll(at: number): void {
    this.value = (Math.imul(this.value - Math.imul(CODE_HASHES[this.#codes[at]], FIRST_POWER), BASE) + CODE_HASHES[this.#codes[at + SEED]]) | 0;
  }
}

const slotOf = (hash: number, shift: number): number => Math.imul(hash, GOLDEN) >>> shift;

/** The first of positions [low, high) that is not below a value. */
function firstFrom(positions: Int32Array, low: number, high: number, value: number): number {
  while (high - low > 8) {
    const middle = (low + high) >>> 1;
    if (positions[middle] < value) low = middle + 1;
    else high = middle;
  }
  while (low < high && positions[low] < value) low++;
  return low;
}

/** What equal texts add to a run. */
export function bitsOfTexts(sameText: Sides['sameText'], aAt: number, bAt: number, length: number): number {
  let bits = 0;
  for (let t = 0; t < length; t++) bits += sameText(aAt + t, bAt + t);
  return bits;
}

/** Tokens of a seed. */
const SEED = 5;
/** Bits of a seed that tells something: the commonest turns of a language do not. */
const TELLING_SEED_BITS = 9;
/** Where none has as many: the share of the most that one has. */
const TELLING_SHARE = 0.75;
/** Tokens by which a place may stand aside of where a sketch has it. */
const SLACK = 64;
/** Places in a range that one seed of the query may have. */
const MAX_REPEATS = 24;
const MOST_RUNS = 1024;

const BASE = 0x2c9277b5;
const FIRST_POWER = [1, 2, 3, 4].reduce((power) => Math.imul(power, BASE), 1);
const GOLDEN = 0x9e3779b1;
const CODE_HASHES = Int32Array.from({ length: 256 }, (_, code) => Math.imul(code + 1, 0x85ebca6b) ^ Math.imul(code + 1, 0xc2b2ae35) >>> 13);
