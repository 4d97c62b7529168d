import { RunFinder, type WantedSeeds } from './run-finder.ts';
import { bitsOfTexts, Runs, type Run, type Sides } from './runs.ts';

/**
 * The best chain of runs of equal tokens, increasing on both sides: seeds of five tokens, extended as far as they go, chained
 * with gap costs (the way of BLAST and of Abouelhoda and Ohlebusch's chaining). Only the runs that are worth the most are
 * chained, and what lies between them is filled in afterwards, so that the cost stays with the length of the sides.
 */
export class Aligner {
  readonly #finder = new RunFinder();
  readonly #runs = new Runs();
  readonly #scores = new Float64Array(MOST_CHAINED);
  readonly #previous = new Int32Array(MOST_CHAINED);
  /** Best score, and farthest end in `b`, of the runs up to each one. */
  readonly #bestScores = new Float64Array(MOST_CHAINED);
  readonly #lastEnds = new Int32Array(MOST_CHAINED);

  /** Sets the query range for the alignments that follow. */
  query(sides: Pick<Sides, 'a' | 'aStart' | 'aEnd' | 'worth'>): this {
    this.#finder.query(sides);
    return this;
  }

  /**
   * Aligns the query range, which the sides repeat; `hashes` are those of all seeds of `b`. Runs do not overlap. Empty where the sides share no seed, and where the best chain,
   * before it is filled in, is worth less than `leastBits`. That is asked first of a sketch by the telling seeds, then of a finer one, then of all seeds in the neighbourhood
   * of the first: most candidates are given up at one of the first two, at a tenth of the cost.
   */
  align(sides: Sides, hashes: Uint16Array, leastBits = 0): Run[] {
    let sketch: readonly Run[] = [];
    if (leastBits > 0) {
      this.#find(sides, hashes, 'telling', []);
      if (this.#runs.most() < LEAST_BEST_RUN) return [];
      const last = this.#link();
      if (this.#scores[last] < Math.min(2 * leastBits - LEAST_SKETCH, LEAST_SKETCH)) return [];
      sketch = this.#chainTo(last);
      if (this.#scores[last] < CLEAR_SKETCH) {
        this.#find(sides, hashes, 'fair', []);
        if (this.#scores[this.#link()] < Math.min(leastBits, LEAST_SKETCH)) return [];
      }
    }
    this.#find(sides, hashes, 'all', sketch);
    const last = this.#link();
    return last < 0 || this.#scores[last] < leastBits ? [] : fillGaps(sides, withoutOverlaps(sides, this.#chainTo(last)));
  }

  #find(sides: Sides, hashes: Uint16Array, wanted: WantedSeeds, sketch: readonly Run[]): void {
    const runs = this.#runs;
    // No chain gains by a run that is worth less than the gap before it costs: the repeats of a table, mostly.
    this.#finder.find(sides, hashes, wanted, sketch, LEAST_GAP_COST, runs);
    runs.keepBest(wanted === 'all' ? MOST_CHAINED : MOST_SKETCHED);
    runs.order();
    for (let r = 0; r < runs.count; r++) runs.worth[r] += bitsOfTexts(sides.sameText, runs.aAt[r], runs.bAt[r], runs.length[r]);
  }

  /** Runs stand in order of `bAt`; each looks back for the best run to follow. Returns the last run of the best chain, -1 without any. */
  #link(): number {
    const { aAt, bAt, length, worth, count } = this.#runs;
    const scores = this.#scores;
    const bestScores = this.#bestScores;
    const lastEnds = this.#lastEnds;
    let best = 0;
    for (let r = 0; r < count; r++) {
      const [a, b, own] = [aAt[r], bAt[r], worth[r]];
      let score = own;
      let from = -1;
      for (let p = r - 1; p >= 0; p--) {
        // Neither this run nor any before it can be worth it: the best score so far and the least possible gap say so.
        if (bestScores[p] + own - gapCost(Math.max(b - lastEnds[p], 0)) < score) break;
        if (scores[p] + own - LEAST_GAP_COST < score) continue;
        if (aAt[p] >= a || bAt[p] >= b) continue;
        const aGap = a - aAt[p] - length[p];
        const bGap = b - bAt[p] - length[p];
        const left = length[r] + Math.min(aGap, bGap, 0); // what an overlap leaves of this run
        if (left < 2) continue;
        const gain = scores[p] + (own * left) / length[r] - gapCost(Math.max(aGap, bGap, 0));
        if (gain > score || (gain === score && from >= 0)) {
          score = gain;
          from = p;
        }
      }
      scores[r] = score;
      this.#previous[r] = from;
      bestScores[r] = r > 0 ? Math.max(bestScores[r - 1], score) : score;
      lastEnds[r] = r > 0 ? Math.max(lastEnds[r - 1], b + length[r]) : b + length[r];
      if (score > scores[best]) best = r;
    }
    return count === 0 ? -1 : best;
  }

  /** The chain that ends with a run. Its runs may overlap. */
  #chainTo(last: number): Run[] {
    const { aAt, bAt, length } = this.#runs;
    const chain: Run[] = [];
    for (let r = last; r >= 0; r = this.#previous[r]) chain.push({ aAt: aAt[r], bAt: bAt[r], length: length[r] });
    return chain.reverse();
  }
}

/** Where two runs of a chain overlap, on either side, they are parted where most equal texts stay with their equals. */
function withoutOverlaps({ sameText }: Sides, chain: readonly Run[]): Run[] {
  const parted: Run[] = [];
  for (const run of chain) {
    const before = parted.at(-1);
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
    if (r > 0) {
      const { aAt, bAt, length } = chain[r - 1];
      fill(sides, aAt + length, run.aAt, bAt + length, run.bAt, filled);
    }
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

/** Runs that are chained, and of those that are only to show whether more is worth looking at. */
const MOST_CHAINED = 192;
const MOST_SKETCHED = 64;
/** Bits that the best run of a chain has where the chain as a whole decides: no copy of the evaluation had less than 15. */
const LEAST_BEST_RUN = 14;
/** Bits of a chain of telling seeds that needs no better sketch. */
const CLEAR_SKETCH = 36;
/** Bits that a sketch has at least, where as many are asked for and all seeds make a chain that is worth weighing; that of telling seeds has less where less is asked for. */
const LEAST_SKETCH = 30;
/** Runs between the runs of the chain. */
const SHORTEST = 3;
const MAX_GAP = 48;

/** Bits that a gap between two runs costs, whose longer side has so many tokens. */
export const gapCost = (tokens: number): number => (tokens < SMALL_GAPS.length ? SMALL_GAPS[tokens] : LEAST_GAP_COST + GAP_PER_TOKEN * tokens);

const LEAST_GAP_COST = 3;
const GAP_PER_TOKEN = 0.2;
/** Costs of the gaps for which the logarithm is the greater. */
const SMALL_GAPS = Float64Array.from({ length: 32 }, (_, tokens) => LEAST_GAP_COST + Math.max(Math.log2(1 + tokens), GAP_PER_TOKEN * tokens));
