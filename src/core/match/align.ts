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

/** Equal tokens a[aAt .. aAt+length) and b[bAt .. bAt+length). */
export interface Run {
  readonly aAt: number;
  readonly bAt: number;
  readonly length: number;
}

/**
 * The best chain of runs of equal tokens, increasing on both sides: seeds of five tokens, extended as far as they go, chained
 * with gap costs (the way of BLAST and of Abouelhoda and Ohlebusch's chaining). Empty where the sides share no seed.
 * Runs do not overlap. Costs grow with the product of repeats, which are capped.
 */
export class Aligner {
  #heads = new Int32Array(1 << 10);
  #nexts = new Int32Array(1 << 10);
  /** Runs in the making, three words each: where on both sides, and length. */
  readonly #runs = new Int32Array(3 * MAX_RUNS);
  /** What each is worth, in bits. */
  readonly #worths = new Float64Array(MAX_RUNS);
  #count = 0;
  readonly #scores = new Float64Array(MAX_RUNS);
  readonly #previous = new Int32Array(MAX_RUNS);
  /** Best score, and farthest end in `a`, of the runs up to each one. */
  readonly #bestScores = new Float64Array(MAX_RUNS);
  readonly #lastEnds = new Int32Array(MAX_RUNS);
  #diagonalEnds = new Int32Array(1 << 10);

  align(sides: Sides): Run[] {
    this.#findRuns(sides);
    return this.#count === 0 ? [] : fillGaps(sides, withoutOverlaps(sides, this.#chain()));
  }

  #findRuns({ a, aStart, aEnd, b, bStart, bEnd, worth, sameText }: Sides): void {
    this.#count = 0;
    const bLength = bEnd - bStart;
    if (bLength < SEED || aEnd - aStart < SEED) return;
    const size = 1 << (32 - Math.clz32(bLength));
    if (this.#heads.length < size) this.#heads = new Int32Array(size);
    if (this.#nexts.length < bLength) this.#nexts = new Int32Array(size);
    const heads = this.#heads.fill(-1, 0, size);
    const nexts = this.#nexts;
    const runs = this.#runs;
    const mask = size - 1;
    // Filed from the back, so that a chain runs forwards.
    for (let j = bEnd - SEED; j >= bStart; j--) {
      const bucket = seedHash(b, j) & mask;
      nexts[j - bStart] = heads[bucket];
      heads[bucket] = j;
    }
    const diagonals = aEnd - aStart + bLength;
    if (this.#diagonalEnds.length < diagonals) this.#diagonalEnds = new Int32Array(diagonals * 2);
    const diagonalEnds = this.#diagonalEnds.fill(0, 0, diagonals);
    for (let i = aStart; i + SEED <= aEnd; i++) {
      let repeats = 0;
      for (let j = heads[seedHash(a, i) & mask]; j >= 0 && repeats < MAX_REPEATS; j = nexts[j - bStart]) {
        const diagonal = i - aStart + bEnd - 1 - j;
        const inside = diagonalEnds[diagonal] - i;
        if (inside > 0) {
          if (inside >= SEED) repeats++; // inside a run that is already there
          continue;
        }
        let length = 0;
        const most = Math.min(aEnd - i, bEnd - j);
        while (length < most && a[i + length] === b[j + length]) length++;
        if (length < SEED) continue;
        repeats++;
        diagonalEnds[diagonal] = i + length;
        let bits = 0;
        for (let t = 0; t < length; t++) bits += worth[i + t] + sameText(i + t, j + t);
        // No chain gains by a run that is worth less than the gap before it costs: the repeats of a table, mostly.
        if (bits <= LEAST_GAP_COST) continue;
        if (this.#count === MAX_RUNS) return;
        this.#worths[this.#count] = bits;
        const at = this.#count++ * 3;
        runs[at] = i;
        runs[at + 1] = j;
        runs[at + 2] = length;
      }
    }
  }

  /** Runs stand in order of `aAt`; each looks back for the best run to follow. The runs of the result may overlap. */
  #chain(): Run[] {
    const runs = this.#runs;
    const scores = this.#scores;
    const bestScores = this.#bestScores;
    const lastEnds = this.#lastEnds;
    let best = 0;
    for (let r = 0; r < this.#count; r++) {
      const aAt = runs[r * 3];
      const bAt = runs[r * 3 + 1];
      const length = runs[r * 3 + 2];
      const own = this.#worths[r];
      let score = own;
      let from = -1;
      const earliest = Math.max(0, r - LOOK_BACK);
      for (let p = r - 1; p >= earliest; p--) {
        // Neither this run nor any before it can be worth it: the best score so far and the least possible gap say so.
        if (bestScores[p] + own - gapCost(Math.max(aAt - lastEnds[p], 0)) < score) break;
        if (scores[p] + own - LEAST_GAP_COST < score) continue;
        const pa = runs[p * 3];
        const pb = runs[p * 3 + 1];
        if (pa >= aAt || pb >= bAt) continue;
        const pLength = runs[p * 3 + 2];
        const aGap = aAt - pa - pLength;
        const bGap = bAt - pb - pLength;
        const left = length + Math.min(aGap, bGap, 0); // what an overlap leaves of this run
        if (left < 2) continue;
        const gain = scores[p] + (own * left) / length - gapCost(Math.max(aGap, bGap, 0));
        if (gain > score || (gain === score && from >= 0)) {
          score = gain;
          from = p;
        }
      }
      scores[r] = score;
      this.#previous[r] = from;
      bestScores[r] = r > 0 ? Math.max(bestScores[r - 1], score) : score;
      lastEnds[r] = r > 0 ? Math.max(lastEnds[r - 1], aAt + length) : aAt + length;
      if (score > scores[best]) best = r;
    }
    const chain: Run[] = [];
    for (let r = best; r >= 0; r = this.#previous[r]) chain.push({ aAt: runs[r * 3], bAt: runs[r * 3 + 1], length: runs[r * 3 + 2] });
    chain.reverse();
    return chain;
  }
}

/** Where two runs of a chain overlap, on either side, they are parted where most equal texts stay with their equals. */
function withoutOverlaps({ sameText }: Sides, chain: readonly Run[]): Run[] {
  const parted: Run[] = [];
  for (const run of chain) {
    const before = parted[parted.length - 1];
    const overlap = before ? Math.max(0, before.aAt + before.length - run.aAt, before.bAt + before.length - run.bAt) : 0;
    if (!before || overlap === 0) {
      parted.push(run);
      continue;
    }
    // `given` tokens of the overlap stay with the run before, the others with this one.
    let given = overlap;
    let gain = 0;
    let best = 0;
    for (let k = overlap - 1; k >= 0; k--) {
      const tail = before.length - overlap + k;
      gain += sameText(run.aAt + k, run.bAt + k) - sameText(before.aAt + tail, before.bAt + tail);
      if (gain > best && before.length - (overlap - k) > 0) [best, given] = [gain, k];
    }
    parted[parted.length - 1] = { ...before, length: before.length - (overlap - given) };
    parted.push({ aAt: run.aAt + given, bAt: run.bAt + given, length: run.length - given });
  }
  return parted;
}

/**
 * Puts the short runs between the runs of a chain, which seeds are too long for: the longest ones of at least
 * three tokens first, where both gaps are small.
 */
function fillGaps(sides: Sides, chain: readonly Run[]): Run[] {
  const filled: Run[] = [];
  chain.forEach((run, r) => {
    const before = chain[r - 1];
    if (before) fill(sides, before.aAt + before.length, run.aAt, before.bAt + before.length, run.bAt, filled);
    filled.push(run);
  });
  return filled;
}

function fill(sides: Sides, aFrom: number, aTo: number, bFrom: number, bTo: number, into: Run[]): void {
  if (aTo - aFrom < SHORTEST || bTo - bFrom < SHORTEST || aTo - aFrom > MAX_GAP || bTo - bFrom > MAX_GAP) return;
  const { a, b } = sides;
  let aAt = -1;
  let bAt = -1;
  let longest = SHORTEST - 1;
  for (let i = aFrom; i + longest < aTo; i++) {
    for (let j = bFrom; j + longest < bTo; j++) {
      let length = 0;
      while (i + length < aTo && j + length < bTo && a[i + length] === b[j + length]) length++;
      if (length > longest) [aAt, bAt, longest] = [i, j, length];
    }
  }
  if (aAt < 0) return;
  fill(sides, aFrom, aAt, bFrom, bAt, into);
  into.push({ aAt, bAt, length: longest });
  fill(sides, aAt + longest, aTo, bAt + longest, bTo, into);
}

/** Tokens of a seed. */
const SEED = 5;
/** Places on the other side that one seed may have. */
const MAX_REPEATS = 24;
const MAX_RUNS = 2048;
/** Runs that a run looks back over for its predecessor. */
const LOOK_BACK = 600;
/** Runs between the runs of the chain. */
const SHORTEST = 3;
const MAX_GAP = 48;

function seedHash(codes: Uint8Array, at: number): number {
  let h = codes[at];
  for (let i = 1; i < SEED; i++) h = Math.imul(h ^ codes[at + i], 0x01000193) ^ (h >>> 15);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Bits that a gap between two runs costs, whose longer side has so many tokens. */
export const gapCost = (tokens: number): number => (tokens < SMALL_GAPS.length ? SMALL_GAPS[tokens] : LEAST_GAP_COST + GAP_PER_TOKEN * tokens);

const LEAST_GAP_COST = 3;
const GAP_PER_TOKEN = 0.2;
/** Costs of the gaps for which the logarithm is the greater. */
const SMALL_GAPS = Float64Array.from({ length: 32 }, (_, tokens) => LEAST_GAP_COST + Math.max(Math.log2(1 + tokens), GAP_PER_TOKEN * tokens));
