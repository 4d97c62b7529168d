import { ChanceCurve, type ChanceFigures } from '../../../src/core/match/chance-curve.ts';
import { SHARE_OF_ALIGNMENTS } from '../../../src/core/match/expectation.ts';
import type { ChanceCell } from './chance-fit.ts';

/** What was seen, and what was predicted by figures that were fitted on other projects. */
export interface ChanceRow {
  readonly run: string;
  readonly family: string;
  readonly queries: number;
  /** For each of the limits, in both layers together. */
  readonly counts: readonly ChanceCount[];
}

export interface ChanceCount {
  readonly limit: number;
  /** Null where the limit asks for fewer bits than a match must have to be kept. */
  readonly observed: number | null;
  readonly predicted: number;
}

/** One that was counted. */
export type Counted = ChanceCount & { readonly observed: number };

/** Alignments with less are not kept: most functions have one. */
export const LEAST_BITS = 18;

/** Limits of E that are counted at. */
export const CHANCE_LIMITS = [0.1, 0.03, 0.01, 0.003, 0.001, 0.0003] as const;

/** Alignments and compositions of the same runs and families, counted at limits of E by figures of either. */
export function rowsOf(alignments: readonly ChanceCell[], compositions: readonly ChanceCell[], figures: { readonly alignments: ChanceFigures; readonly compositions: ChanceFigures }): ChanceRow[] {
  const [aligned, composed] = [new ChanceCurve(figures.alignments), new ChanceCurve(figures.compositions)];
  return alignments.map(({ run, family, queries, tokens, bits }) => {
    const others = compositions.find((cell) => cell.run === run && cell.family === family)?.bits ?? [];
    const counts = CHANCE_LIMITS.map((limit): ChanceCount => {
      const [least, leastOfOthers] = [aligned.bits(SHARE_OF_ALIGNMENTS * limit, tokens, family), composed.bits((1 - SHARE_OF_ALIGNMENTS) * limit, tokens, family)];
      return { limit, observed: least < LEAST_BITS ? null : bits.filter((one) => one >= least).length + others.filter((one) => one >= leastOfOthers).length, predicted: limit * queries };
    });
    return { run, family, queries, counts };
  });
}

/** The same functions counted in two tests, each by the figures of the other. */
export function sumOfRows(rows: readonly ChanceRow[]): ChanceRow[] {
  const sums = new Map<string, ChanceRow>();
  for (const row of rows) {
    const key = `${row.run} ${row.family}`;
    const other = sums.get(key);
    sums.set(key, other ? { ...row, queries: row.queries + other.queries, counts: row.counts.map((count, i) => sumOf(count, other.counts[i])) } : row);
  }
  return [...sums.values()];
}

/** Of two counts at the same limit; of what was counted. */
const sumOf = (one: ChanceCount, other: ChanceCount): ChanceCount => (!isCounted(one) ? other : !isCounted(other) ? one : { limit: one.limit, observed: one.observed + other.observed, predicted: one.predicted + other.predicted });

const isCounted = (count: ChanceCount): count is Counted => count.observed !== null;

/** Whether enough is predicted or seen to say anything. */
export const isJudged = (count: ChanceCount): count is Counted => isCounted(count) && (count.observed >= 3 || count.predicted >= 3);

/** Whether E means what it says: within a factor of three. */
export const isWithin = ({ observed, predicted }: Counted): boolean => observed <= 3 * predicted && 3 * observed >= predicted;

/**
 * Whether a count is outside of a factor of three for sure: were it just three times, or a third, of what is predicted, a count as far off would come in less than one of twenty
 * samples (Poisson). Where four are predicted, one is outside, but where a third of that is right, six in ten samples have no more.
 */
export const isSurelyOutside = (count: Counted): boolean => !isWithin(count) && (count.observed < count.predicted ? poissonAtMost(count.observed, count.predicted / 3) : 1 - poissonAtMost(count.observed - 1, 3 * count.predicted)) < 0.05;

/** The probability of at most `n` where `mean` come on average. */
function poissonAtMost(n: number, mean: number): number {
  // The logarithm of each term: for many the first ones are too small for a number.
  let [term, sum] = [-mean, 0];
  for (let k = 0; k <= n; term += Math.log(mean / ++k)) sum += Math.exp(term);
  return sum;
}

/** How many counts can be judged, and how many of them are within a factor of three, fewer, and outside for sure. */
export function judgementOf(rows: readonly ChanceRow[]): { readonly judged: number; readonly within: number; readonly fewer: number; readonly surely: number } {
  const judged = rows.flatMap(({ counts }) => counts).filter(isJudged);
  return { judged: judged.length, within: judged.filter(isWithin).length, fewer: judged.filter((count) => !isWithin(count) && count.observed < count.predicted).length, surely: judged.filter(isSurelyOutside).length };
}
