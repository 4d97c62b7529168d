/**
 * How many matches at least as strong a unit of unrelated code would show by chance: E = K N 2^(-lambda S), after Karlin and
 * Altschul (1990), with N the tokens of all open indexes. On real code the length of the query made no difference, and
 * strong chance matches are far more frequent than independent tokens would have it: lambda is a quarter, not one.
 * `docs/decisions/evidence-and-expectation.md` has the measurements.
 */
export function expectedByChance(strength: number, indexTokens: number, family: string): number {
  return frequencyOf(family) * Math.max(1, indexTokens) * 2 ** (-LAMBDA * strength);
}

/** The strength at which that many are expected: the inverse. */
export function strengthFor(expected: number, indexTokens: number, family: string): number {
  return Math.log2((frequencyOf(family) * Math.max(1, indexTokens)) / expected) / LAMBDA;
}

/**
 * The strength of a match: its evidence, and a credit where a unit as a whole stands for a unit. A stretch could be found
 * anywhere inside any two units; that most of two units agree, and under one renaming, is rare by
 * chance; less so for the smallest units, constructors and the like. `coverage` is the share of the query unit and of the indexed
 * unit that is matched, the smaller of the two.
 */
export function strengthOf(evidence: { readonly bits: number; readonly naming: number; readonly matched: number }, coverage: number): number {
  const whole = clamp((coverage - PARTIAL) / (WHOLE - PARTIAL));
  const consistent = clamp((evidence.naming - CONTRADICTED) / (CONSISTENT - CONTRADICTED));
  const sizeable = clamp((evidence.matched - SMALLEST) / (SIZEABLE - SMALLEST));
  return evidence.bits + WHOLE_UNIT_CREDIT * whole * consistent * sizeable;
}

/**
 * How many compositions at least as strong (`weighComposition`) a function of unrelated code would show by chance. What shares a composition by chance
 * shares a library or a topic with the index, and that grows more slowly than its tokens.
 */
export const compositionExpectedByChance = (bits: number, indexTokens: number): number => COMPOSITION_K * Math.max(1, indexTokens) ** COMPOSITION_GROWTH * 2 ** (-COMPOSITION_LAMBDA * bits);

/** The bits at which that many are expected: the inverse. */
export const compositionFor = (expected: number, indexTokens: number): number => Math.log2((COMPOSITION_K * Math.max(1, indexTokens) ** COMPOSITION_GROWTH) / expected) / COMPOSITION_LAMBDA;

/** Bits that a chain must have, without what its names add, to come to a strength: what has less is not weighed. */
export const leastChainBits = (strength: number): number => Math.max(LEAST_CHAIN, strength - WHOLE_UNIT_CREDIT - MOST_NAMING_OF_WEAK);

/** K of a family: how readily its code looks alike. */
const frequencyOf = (family: string): number => K * (READINESS[family] ?? 1);

const K = 1.36e-3;
/**
 * Chance matches of each family on unrelated projects against what one K for all would have. Java and Go, whose style is the most
 * uniform, have several times as many as the others.
 */
const READINESS: Readonly<Record<string, number>> = { java: 4, go: 2.5, php: 2, python: 0.4, ecmascript: 0.5, kotlin: 0.33, csharp: 0.33 };
const LAMBDA = 0.25;
/** The same for compositions: alarms on unrelated code halve about every 3.2 bits. */
const COMPOSITION_K = 7e-4;
const COMPOSITION_LAMBDA = 0.31;
/** The power of the tokens of an index that they grow with. Taken, not fitted: no index at hand is a hundred times another. */
const COMPOSITION_GROWTH = 0.25;
/** Bits. */
const WHOLE_UNIT_CREDIT = 28;
/** Bits that names add at most where a chain is weak otherwise. */
const MOST_NAMING_OF_WEAK = 28;
/** A chain of less is no evidence, however small an index is: as much as the best run of a chain has. */
const LEAST_CHAIN = 14;
/** Coverage up to which a match is a stretch, and from which on it is a unit for a unit. */
const PARTIAL = 0.2;
const WHOLE = 0.4;
/** Bits of naming up to which there is no credit, and from which on it is full. Tables, which have no names, get a third. */
const CONTRADICTED = -1;
const CONSISTENT = 2;
/** Matched tokens up to which there is no credit, and from which on it is full. */
const SMALLEST = 24;
const SIZEABLE = 32;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
