/** What the engine can be expected to find of somebody's own code: the result of `nearcopy evaluate`, and word for word its JSON. */
export interface Evaluation {
  readonly version: 1;
  /** Seconds of sampling that were allowed, and whether the time, or the user, ended it before every function was tried. */
  readonly seconds: number;
  readonly isSample: boolean;
  readonly seed: string;
  readonly levels: readonly EvaluatedLevel[];
  readonly languages: readonly EvaluatedLanguage[];
  /** Files that were left out, with the reason. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

export interface EvaluatedLevel {
  readonly name: string;
  readonly expectedAtMost: number;
}

export interface EvaluatedLanguage {
  readonly language: string;
  readonly files: number;
  /** Units of 24 tokens or more, and how many of them were mutated. */
  readonly functions: number;
  readonly mutated: number;
  /** Findings in the code as it is, at each level: real copies, idioms and chance. */
  readonly findings: readonly number[];
  readonly operators: readonly EvaluatedRow[];
  readonly sizes: readonly EvaluatedRow[];
  /** Over all mutants. */
  readonly all: EvaluatedRow;
  /** The level to choose, and why. */
  readonly level: string;
  readonly because: string;
}

/** Mutants of one kind. */
export interface EvaluatedRow {
  readonly name: string;
  /** What was done to them. */
  readonly title: string;
  readonly of: number;
  /** Found ones at each level, with the 95% interval of their share (0 to 1). */
  readonly found: readonly { readonly count: number; readonly low: number; readonly high: number }[];
}

/** The share of found ones at a level, from 0 to 1; null where there were none to find. */
export const shareAt = ({ of, found }: EvaluatedRow, level: number): number | null => (of === 0 ? null : found[level].count / of);

/** The place of a level among those that were evaluated. */
export const levelAt = ({ levels }: Evaluation, name: string): number => levels.findIndex((level) => level.name === name);
