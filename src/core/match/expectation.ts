import { ChanceCurve, type ChanceFigures } from './chance-curve.ts';

/**
 * How many chance findings at least as strong a function of unrelated code has, with `familyTokens` of its family in all open indexes. Both layers of the
 * matcher may show one: so many are allowed to both together that nine in ten come from alignments.
 * It resembles Karlin and Altschul's (1990) E; what it is made of, and how it was counted, stands in `docs/decisions/evidence-and-expectation.md`.
 */
export const expectedByChance = (strength: number, familyTokens: number, family: string): number => ALIGNMENTS.expected(strength, familyTokens, family) / SHARE_OF_ALIGNMENTS;

/** The strength at which that many are expected: the inverse. */
export const strengthFor = (expected: number, familyTokens: number, family: string): number => ALIGNMENTS.bits(SHARE_OF_ALIGNMENTS * expected, familyTokens, family);

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

/** The same for a composition (`weighComposition`) of so many bits. */
export const compositionExpectedByChance = (bits: number, familyTokens: number, family: string): number => COMPOSITIONS.expected(bits, familyTokens, family) / (1 - SHARE_OF_ALIGNMENTS);

/** The bits at which that many are expected: the inverse. */
export const compositionFor = (expected: number, familyTokens: number, family: string): number => COMPOSITIONS.bits((1 - SHARE_OF_ALIGNMENTS) * expected, familyTokens, family);

/** Bits that a chain must have, without what its names add, to come to a strength: what has less is not weighed. */
export const leastChainBits = (strength: number): number => Math.max(LEAST_CHAIN, Math.min(ENOUGH_CHAIN, SHARE_OF_CHAIN * strength), Math.min(MOST_CHAIN, strength - WHOLE_UNIT_CREDIT - MOST_NAMING_OF_WEAK));

/**
 * Fitted by tools/calibrate.ts, which prints them; but K of a family is drawn to where indexes of one language keep the limit that they had, and compositions are taken as some times more
 * usual, and less steep, than was fitted: the few strong ones that were seen weigh more than their number.
 */
export const ALIGNMENT_FIGURES: ChanceFigures = {
  // Hardly a smaller index was counted in: one of a few functions holds idioms, too, and asks for as much as this one.
  leastTokens: 2 ** 14, k: -6.75, growth: [0.8, 0.49], bends: [27, 42], slopes: [0.324, 0.165, 0.103],
  families: {
    bash: { k: 1, tail: 0 }, c: { k: 0.5, tail: 0.021 }, csharp: { k: -0.05, tail: -0.011 }, ecmascript: { k: -0.23, tail: -0.006 }, go: { k: 0.5, tail: -0.016 }, java: { k: 0.47, tail: -0.014 },
    kotlin: { k: -0.3, tail: 0.005 }, php: { k: 0, tail: -0.013 }, python: { k: -0.3, tail: 0.027 }, ruby: { k: 0.45, tail: 0.01 }, rust: { k: 0.4, tail: -0.002 },
  },
};
export const COMPOSITION_FIGURES: ChanceFigures = {
  // An index of so many asks for 8.5 bits at the limit of normal; honest code of the evaluation has up to 8.
  leastTokens: 2 ** 16, k: -12.3, growth: [0.5, 0.5], bends: [10], slopes: [0.33],
  // Two functions of C that use sockets, or libcurl, share the names of one interface, and C has many of these.
  families: { c: { k: 1.3, tail: 0 } },
};
const ALIGNMENTS = new ChanceCurve(ALIGNMENT_FIGURES);
const COMPOSITIONS = new ChanceCurve(COMPOSITION_FIGURES);
/** Taken, not fitted: structure is what tells, so most of what may be wrong is spent on it. */
export const SHARE_OF_ALIGNMENTS = 0.9;
/** Bits. */
const WHOLE_UNIT_CREDIT = 28;
/** Bits that names add at most where a chain is weak otherwise. */
const MOST_NAMING_OF_WEAK = 28;
/** A chain of less is no evidence, however small an index is: as much as the best run of a chain has. */
const LEAST_CHAIN = 14;
/** The share of the strength that the chain has at least, up to so many bits: of the copies of the evaluation none has less than 24.5 where 51 or more are asked for. */
const SHARE_OF_CHAIN = 0.43;
const ENOUGH_CHAIN = 22;
/** However much is asked for, no more: where that is far above the limits of the levels, names may add any number of bits. */
const MOST_CHAIN = 44;
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
