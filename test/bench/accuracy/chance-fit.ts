import { ChanceCurve, type ChanceFigures } from '../../../src/core/match/chance-curve.ts';

/** What the functions of one family showed in one index. */
export interface ChanceCell {
  readonly run: string;
  readonly family: string;
  /** Of the family in the index. */
  readonly tokens: number;
  readonly queries: number;
  /** Of all hits, in bits. */
  readonly bits: readonly number[];
}

export interface FitOptions {
  /** Where the search begins; its bends stay. */
  readonly from: ChanceFigures;
  /** Bits between which hits are counted, in increasing order; the last class has no end. */
  readonly edges: readonly number[];
}

/**
 * Fits the figures to counts by maximum likelihood (Poisson), with families drawn towards what is common to all. Hits come in clusters, of one topic or one library:
 * they count a third.
 */
export function fitCurve(cells: readonly ChanceCell[], { from, edges }: FitOptions): ChanceFigures {
  const families = [...new Set(cells.map(({ family }) => family))].sort();
  const counts = cells.map(({ bits }) => edges.map((edge, i) => bits.filter((one) => one >= edge && one < (edges[i + 1] ?? Infinity)).length));
  // Where most functions have one it says little of chance how many have a better one.
  const first = cells.map(({ bits, queries }) => edges.findIndex((edge) => bits.filter((one) => one >= edge).length <= MOST_OF_QUERIES * queries));
  const isBent = from.slopes.length > 1;
  const figuresOf = (x: readonly number[]): ChanceFigures => {
    const [k, small, large, ...more] = x;
    const slopes = more.slice(0, from.slopes.length);
    const own = more.slice(from.slopes.length);
    return { leastTokens: from.leastTokens, k, growth: [small, large], bends: from.bends, slopes, families: Object.fromEntries(families.map((family, i) => [family, { k: own[i], tail: isBent ? own[families.length + i] : 0 }])) };
  };
  const loss = (x: readonly number[]): number => {
    const figures = figuresOf(x);
    const tails = families.map((family) => figures.slopes[figures.slopes.length - 1] + figures.families[family].tail);
    if (Math.min(...tails) < LEAST_SLOPE || figures.slopes.some((slope, i) => i > 0 && slope > figures.slopes[i - 1])) return Infinity;
    const curve = new ChanceCurve(figures);
    const misfit = cells.reduce((sum, cell, c) => {
      const above = edges.map((edge) => cell.queries * curve.expected(edge, cell.tokens, cell.family));
      return sum + counts[c].reduce((own, observed, i) => {
        if (i < first[c]) return own;
        const predicted = Math.max(1e-9, above[i] - (above[i + 1] ?? 0));
        return own + predicted - observed * Math.log(predicted);
      }, 0);
    }, 0);
    const apart = families.reduce((sum, family) => sum + (figures.families[family].k / APART_IN_K) ** 2 + (figures.families[family].tail / APART_IN_TAIL) ** 2, 0);
    return misfit / CLUSTER + apart / 2;
  };
  const start = [from.k, ...from.growth, ...from.slopes, ...families.map(() => 0), ...(isBent ? families.map(() => 0) : [])];
  const steps = start.map((_, i) => (i === 0 ? 0.5 : i < 3 ? 0.1 : i < 3 + from.slopes.length ? 0.02 : i < 3 + from.slopes.length + families.length ? 0.3 : 0.01));
  return figuresOf(leastOf(loss, start, steps));
}

/**
 * The place of the least loss near a start, after Hooke and Jeeves (1961): steps along one coordinate after the other, that grow where they help and shrink where they
 * don't; and after each round as far in the direction of the whole round as that helps.
 */
function leastOf(loss: (x: readonly number[]) => number, start: readonly number[], steps: readonly number[]): number[] {
  let x = [...start];
  let least = loss(x);
  const step = [...steps];
  const tryOut = (other: number[]): boolean => {
    const value = loss(other);
    if (value >= least) return false;
    [x, least] = [other, value];
    return true;
  };
  for (let round = 0; round < MOST_ROUNDS && step.some((size, i) => size > steps[i] * SMALL_STEP); round++) {
    const before = x;
    for (let i = 0; i < x.length; i++) step[i] *= tryOut(x.with(i, x[i] + step[i])) || tryOut(x.with(i, x[i] - step[i])) ? 1.5 : 0.5;
    const direction = x.map((value, i) => value - before[i]);
    for (let far = 1; tryOut(x.map((value, i) => value + far * direction[i])); far *= 2);
  }
  return x;
}

/** Share of the functions with a hit up to which hits are counted. */
const MOST_OF_QUERIES = 0.12;
/** Hits that come together, on average. */
const CLUSTER = 3;
/** How far families are expected to be apart: log2 of K, and slope of the tail. */
const APART_IN_K = 1;
const APART_IN_TAIL = 0.015;
const LEAST_SLOPE = 0.02;
const MOST_ROUNDS = 1000;
const SMALL_STEP = 1e-3;
