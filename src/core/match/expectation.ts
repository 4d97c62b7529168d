/**
 * How many alignments of at least `bits` unrelated code would show by chance: E = K q N 2^(-lambda S) of Karlin and Altschul (1990), with
 * q the tokens of the query unit and N those of all open indexes. K and lambda are fitted per family on unrelated code.
 */
export function expectedByChance(family: string, bits: number, queryTokens: number, indexTokens: number): number {
  const { k, lambda } = CHANCE[family] ?? DEFAULT_CHANCE;
  return k * queryTokens * Math.max(indexTokens, 1) * 2 ** (-lambda * bits);
}

/** The bits at which that many are expected: the inverse. */
export function bitsFor(family: string, expected: number, queryTokens: number, indexTokens: number): number {
  const { k, lambda } = CHANCE[family] ?? DEFAULT_CHANCE;
  return Math.log2((k * queryTokens * Math.max(indexTokens, 1)) / expected) / lambda;
}

export interface Chance {
  readonly k: number;
  readonly lambda: number;
}

const DEFAULT_CHANCE: Chance = { k: 0.1, lambda: 0.55 };

const CHANCE: Readonly<Record<string, Chance>> = {};
