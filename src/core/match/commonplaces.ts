import { gramKey } from './evidence.ts';
import type { FamilyModel } from './family-model.ts';
import { gramHash } from './gram-hash.ts';
import { lowerBound } from '../lower-bound.ts';
import type { Run } from './runs.ts';

/** Windows of so many tokens that stand in the code of many makers: their hashes (`commonplaceHash`), increasing. */
export interface CommonplaceSet {
  readonly length: number;
  readonly hashes: Uint32Array;
}

/**
 * What many makers' code has without one having copied another: what compilers and bundlers put into a module, and what a language has
 * everybody write. A run of equal tokens is held against the longest windows that fit into it: a long one that is put together from short
 * commonplaces is somebody's own.
 */
export class Commonplaces {
  /** The longest first. */
  readonly sets: readonly CommonplaceSet[];

  constructor(sets: readonly CommonplaceSet[]) {
    this.sets = [...sets].sort((a, b) => b.length - a.length);
  }

  /** For each token of a run, `length` tokens from `at` on: whether it stands in a commonplace. */
  within(codes: Uint8Array, at: number, length: number): boolean[] {
    const marked = new Array<boolean>(length).fill(false);
    const set = this.sets.find((one) => one.length <= length);
    if (!set) return marked;
    for (let from = 0; from + set.length <= length; from++) {
      if (holds(set.hashes, commonplaceHash(codes, at + from, set.length))) marked.fill(true, from, from + set.length);
    }
    return marked;
  }
}

/** 24 bits: a window that is in no set looks as if it were once in hundreds of times. It takes several to make a difference. */
export const commonplaceHash = (codes: Uint8Array, at: number, length: number): number => gramHash(codes, at, length) >>> 8;

/**
 * The share of what the structure of a match says that lies in commonplaces, 0 to 1: of the surprisals of its tokens, a 4-gram counting once, as
 * in its evidence. `codes` are the tokens that the runs stand in by `aAt`.
 */
export function commonplaceShare(codes: Uint8Array, runs: readonly Run[], model: FamilyModel): number {
  if (model.commonplaces.sets.length === 0) return 0;
  const seen = new Set<number>();
  let [common, all] = [0, 0];
  for (const { aAt, length } of runs) {
    model.commonplaces.within(codes, aAt, length).forEach((isCommon, t) => {
      const gram = gramKey(codes, aAt + t, t);
      if (seen.has(gram)) return;
      seen.add(gram);
      const bits = model.surprisal(codes, aAt + t, aAt);
      all += bits;
      if (isCommon) common += bits;
    });
  }
  return all === 0 ? 0 : common / all;
}

/** From this share on a match is a common idiom: whoever wrote the code, the match doesn't show whom it was taken from. */
export const MOSTLY_COMMONPLACE = 0.7;

const holds = (sorted: Uint32Array, value: number): boolean => sorted[lowerBound(sorted, value)] === value;
