/**
 * How many alignments of at least `bits` unrelated code would show by chance: E = K A 2^(-lambda S) of Karlin and Altschul (1990). K and
 * lambda are fitted per family on unrelated code (`tools/calibrate.ts`); A is the number of places where the match could have been.
 */
export function expectedByChance({ k, lambda }: Chance, bits: number, space: SearchSpace): number {
  return k * 2 ** (placesBits(space) - lambda * bits);
}

/** The bits at which that many are expected: the inverse. */
export function bitsFor({ k, lambda }: Chance, expected: number, space: SearchSpace): number {
  return (Math.log2(k / expected) + placesBits(space)) / lambda;
}

/** Fitted per family. */
export interface Chance {
  readonly k: number;
  readonly lambda: number;
}

/** For a family that nobody has fitted yet: as cautious as the most alarming one. */
export const CAUTIOUS_CHANCE: Chance = { k: 24, lambda: 0.5 };

export interface SearchSpace {
  /** Tokens of the query unit, and of all open indexes. */
  readonly queryTokens: number;
  readonly indexTokens: number;
  /** Units of all open indexes. */
  readonly indexUnits: number;
  /** Share of the query unit and of the indexed unit that is matched, the smaller of the two: 0 to 1. */
  readonly coverage: number;
}

/**
 * log2 of the places. A stretch inside two units could begin at any token of either; one unit for the other could only be any
 * of the units. In between the exponent moves with the coverage.
 */
function placesBits({ queryTokens, indexTokens, indexUnits, coverage }: SearchSpace): number {
  const anywhere = Math.log2(Math.max(2, queryTokens * indexTokens));
  const whole = Math.log2(Math.max(2, indexUnits));
  const share = Math.min(1, Math.max(0, (coverage - PARTIAL) / (WHOLE - PARTIAL)));
  return anywhere + share * (whole - anywhere);
}

/** Coverage up to which a match is a stretch, and from which on it is a unit for a unit. */
const PARTIAL = 0.2;
const WHOLE = 0.4;
