import type { FindingKind } from '../core/report.ts';

/** Two pieces of code side by side: what `nearcopy compare A B` shows. */
export interface Comparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** Null: no significant match. Runs and renames may be given all the same, as the best there is. */
  readonly kind: FindingKind | null;
  /** Matched tokens over the tokens of the longer of the two ranges, 0 to 1. */
  readonly similarity: number;
  readonly evidenceBits: number;
  /** Maximal runs of equal tokens, in order on both sides. */
  readonly runs: readonly ComparedRun[];
  /** Names of A and what they are called in B. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
  /** Names and literals that both sides share. */
  readonly kept: readonly string[];
}

export interface ComparedSide {
  /** What to call it: a path, or 'standard input'. */
  readonly name: string;
  readonly text: string;
}

/** Lines are 1-based and inclusive. Two runs may share a line. */
export interface ComparedRun {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
  readonly tokens: number;
}
