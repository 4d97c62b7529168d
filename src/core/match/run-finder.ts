import { bitsOfTexts, type Run, type Runs, type Sides } from './runs.ts';
import { SEED, seedHashes, SeedTable } from './seeds.ts';

/** Which seeds of a query are looked for: those that tell something, those too that tell a little, or all. */
export type WantedSeeds = 'telling' | 'fair' | 'all';

/**
 * Finds the runs of equal tokens that a query range shares with ranges of files: seeds of SEED tokens, extended as far as they go. The seeds of
 * the query stand in a small table, which the seeds of the file stream past: nothing but the query's own few kilobytes is reached by chance.
 */
export class RunFinder {
  readonly #tables: Readonly<Record<WantedSeeds, SeedTable>> = { telling: new SeedTable(), fair: new SeedTable(), all: new SeedTable() };
  /** Bits that each of them asks for. */
  readonly #least: Record<WantedSeeds, number> = { telling: 0, fair: 0, all: -Infinity };
  /** The hashes of the seeds of the query, and how many there are. */
  #hashes: Uint16Array = new Uint16Array(0);
  #seeds = 0;
  /** Of each seed of the query: bits, places found, and where a sketch has it in `b`, both inclusive. */
  #bits = new Float64Array(1 << 10);
  #repeats = new Uint8Array(1 << 10);
  #lows = new Int32Array(1 << 10);
  #highs = new Int32Array(1 << 10);
  /** Bits of the query's tokens before each one. */
  #sums = new Float64Array((1 << 10) + SEED);
  /** Where the last run of each diagonal ends in `a`. */
  #ends = new Int32Array(1 << 10);
  /** Places in `b` where a seed may stand. */
  #places = new Int32Array(1 << 10);

  /** Sets the query range. */
  query({ a, aStart, aEnd, worth }: Pick<Sides, 'a' | 'aStart' | 'aEnd' | 'worth'>): void {
    this.#hashes = seedHashes(a, aStart, aEnd);
    const seeds = (this.#seeds = this.#hashes.length);
    for (const table of Object.values(this.#tables)) table.clear();
    if (seeds === 0) return;
    if (this.#bits.length < seeds) this.#grow(2 * seeds);
    const [sums, bits] = [this.#sums, this.#bits];
    for (let t = aStart; t < aEnd; t++) sums[t + 1 - aStart] = sums[t - aStart] + worth[t];
    let most = 0;
    for (let seed = 0; seed < seeds; seed++) {
      bits[seed] = sums[seed + SEED] - sums[seed];
      if (bits[seed] > most) most = bits[seed];
    }
    // A short function may be made of common turns only: then the rarest of them have to do.
    this.#least.telling = Math.min(TELLING_BITS, most * TELLING_SHARE);
    this.#least.fair = Math.min(FAIR_BITS, this.#least.telling);
  }

  /**
   * The runs that extend a seed of those that are wanted; with a `sketch` of runs, which increase on both sides, only those near it. `hashes` are those of all seeds
   * of `b`. What equal texts add is not in their worth yet. In order of the seeds in `b`.
   */
  find({ a, aStart, aEnd, b, bStart, bEnd, sameText }: Sides, hashes: Uint16Array, wanted: WantedSeeds, sketch: readonly Run[], leastBits: number, runs: Runs): void {
    runs.clear();
    if (bEnd - bStart < SEED || this.#seeds === 0) return;
    const table = this.#tables[wanted];
    if (table.isClear) table.set(this.#hashes, this.#bits, this.#least[wanted]);
    const { heads, next, mask } = table;
    const [sums, lows, highs] = [this.#sums, this.#lows, this.#highs];
    const isSketched = sketch.length > 0;
    if (isSketched) this.#near(sketch, aStart, bStart, bEnd);
    const repeats = this.#repeats.fill(0, 0, this.#seeds);
    const diagonals = aEnd - aStart + bEnd - bStart;
    if (this.#ends.length < diagonals) {
      this.#ends = new Int32Array(diagonals * 2);
      this.#places = new Int32Array(diagonals * 2);
    }
    const ends = this.#ends.fill(aStart, 0, diagonals);
    const removed: number[] = [];
    const places = this.#places;
    const met = this.#meet(hashes, bStart, bEnd - SEED, table);
    for (let place = 0; place < met; place++) {
      const j = places[place];
      let before = -1;
      for (let seed = heads[hashes[j] & mask], following = -1; seed >= 0; seed = following) {
        following = next[seed];
        const previous = before;
        before = seed;
        if (isSketched && (j < lows[seed] || j > highs[seed])) continue;
        const i = aStart + seed;
        const diagonal = j - bStart + aEnd - 1 - i;
        const free = i - ends[diagonal];
        if (free >= 0) {
          let length = 0;
          const most = Math.min(aEnd - i, bEnd - j);
          while (length < most && a[i + length] === b[j + length]) length++;
          if (length < SEED) continue;
          let back = 0;
          const mostBack = Math.min(free, j - bStart);
          while (back < mostBack && a[i - back - 1] === b[j - back - 1]) back++;
          ends[diagonal] = i + length;
          const bits = sums[i + length - aStart] - sums[i - back - aStart];
          // Texts take longer than all the rest: here they are looked at only where they decide.
          if (bits > leastBits || (wanted === 'all' && bits + bitsOfTexts(sameText, i - back, j - back, length + back) > leastBits)) runs.add(i - back, j - back, length + back, bits);
        } else if (free > -SEED) continue; // where a run ends that is there already
        if (++repeats[seed] < MAX_REPEATS) continue;
        // What stands all over the range is not met any more.
        if (previous < 0) heads[hashes[j] & mask] = following;
        else next[previous] = following;
        before = previous;
        removed.push(seed, previous, hashes[j] & mask);
      }
    }
    for (let at = removed.length - 3; at >= 0; at -= 3) {
      if (removed[at + 1] < 0) heads[removed[at + 2]] = removed[at];
      else next[removed[at + 1]] = removed[at];
    }
  }

  /** Collects the places, from the first to the last, whose slot is not empty: most are, and this loop does nothing else. Returns how many there are. */
  #meet(hashes: Uint16Array, first: number, last: number, { heads, mask }: SeedTable): number {
    const places = this.#places;
    let count = 0;
    for (let j = first; j <= last; j++) if (heads[hashes[j] & mask] >= 0) places[count++] = j;
    return count;
  }

  /** Where in `b` the counterpart of each seed can stand by a sketch: between the runs round it, and not far from them. */
  #near(sketch: readonly Run[], aStart: number, bStart: number, bEnd: number): void {
    /** The first run that ends after the place. */
    let at = 0;
    for (let seed = 0; seed < this.#seeds; seed++) {
      const place = aStart + seed;
      while (at < sketch.length && sketch[at].aAt + sketch[at].length <= place) at++;
      const before = at > 0 ? sketch[at - 1] : undefined;
      const after = at < sketch.length ? sketch[at] : undefined;
      let low = bStart;
      let high = bEnd;
      if (after && after.aAt <= place) low = high = after.bAt + place - after.aAt;
      else {
        if (before) {
          low = before.bAt + before.length;
          high = low + 2 * (place - before.aAt - before.length);
        }
        if (after) {
          high = after.bAt;
          if (!before) low = high - 2 * (after.aAt - place);
        }
      }
      this.#lows[seed] = Math.max(bStart, low - SLACK);
      this.#highs[seed] = Math.min(bEnd, high + SLACK);
    }
  }

  #grow(seeds: number): void {
    this.#bits = new Float64Array(seeds);
    this.#repeats = new Uint8Array(seeds);
    this.#lows = new Int32Array(seeds);
    this.#highs = new Int32Array(seeds);
    this.#sums = new Float64Array(seeds + SEED);
  }
}

/** Bits of a seed that tells something: the commonest turns of a language do not. */
const TELLING_BITS = 9;
/** Where none has as many: the share of the most that one has. */
const TELLING_SHARE = 0.75;
/** Bits of a seed that tells a little. */
const FAIR_BITS = 6;
/** Tokens by which a place may stand aside of where a sketch has it. */
const SLACK = 64;
/** Places in a range that one seed of the query may have. */
const MAX_REPEATS = 24;
