/**
 * The best match of each query unit of unrelated code, as evidence that decides (its strength, in bits). Chance is said to show K N 2^(-lambda S)
 * matches of at least S bits to a query, with N the tokens of the index.
 */
export interface ChanceSample {
  /** Query units that were looked up. */
  readonly queries: number;
  /** Strengths of their best matches, in bits; units without a match are left out. */
  readonly strengths: readonly number[];
  readonly indexTokens: number;
}

export interface ChanceFit {
  readonly k: number;
  readonly lambda: number;
  /** Matches that the fit stands on, between the two strengths. */
  readonly matches: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Fits an exponential tail by maximum likelihood: to the matches of at least the strength that a share `most` of the queries reaches, and censored
 * where only a share `least` is left, so that real copies don't bend it. Null where fewer than `FEWEST` matches are left for it.
 */
export function fitChance({ queries, strengths, indexTokens }: ChanceSample, most = 0.1, least = 0.003): ChanceFit | null {
  const sorted = [...strengths].sort((a, b) => b - a);
  const from = sorted[Math.floor(most * queries)];
  const to = sorted[Math.max(2, Math.floor(least * queries))];
  if (from === undefined || to === undefined || to <= from) return null;
  const tail = sorted.filter((strength) => strength >= from);
  const inside = tail.filter((strength) => strength < to);
  if (inside.length < FEWEST) return null;
  const excess = tail.reduce((sum, strength) => sum + Math.min(strength, to) - from, 0);
  const lambda = inside.length / (excess * Math.LN2);
  return { lambda, k: (tail.length / (queries * indexTokens)) * 2 ** (lambda * from), matches: inside.length, from, to };
}

const FEWEST = 15;

/** How often queries had a match that chance was said to show at most so often, and how often that was to be expected. */
export interface ThresholdCount {
  readonly threshold: number;
  readonly observed: number;
  readonly predicted: number;
}

/** `expected` of the best match of each query, as the engine gave it. */
export function countsAt(thresholds: readonly number[], queries: number, expected: readonly number[]): ThresholdCount[] {
  return thresholds.map((threshold) => ({ threshold, observed: expected.filter((chance) => chance <= threshold).length, predicted: threshold * queries }));
}

/**
 * The same for an index `times` as large, simulated: every query meets that many indexes of this size, independent of one another, and chance is
 * expected as much more often in the large one.
 */
export function countsInLarger(thresholds: readonly number[], queries: number, expected: readonly number[], times: number): ThresholdCount[] {
  return thresholds.map((threshold) => {
    const share = expected.filter((chance) => chance * times <= threshold).length / Math.max(1, queries);
    return { threshold, observed: queries * (1 - (1 - share) ** times), predicted: threshold * queries };
  });
}

/** E of a strength, by a fit. */
export const expectedBy = ({ k, lambda }: Pick<ChanceFit, 'k' | 'lambda'>, strength: number, indexTokens: number): number => k * indexTokens * 2 ** (-lambda * strength);
