/** What the engine can be expected to find of somebody's own code: the result of `nearcopy evaluate`, and word for word its JSON. */
export interface Evaluation {
  readonly version: 1;
  /** Seconds of sampling that were allowed, and whether they were over before every function was tried. */
  readonly seconds: number;
  readonly isSample: boolean;
  readonly seed: string;
  /** The strictest first. */
  readonly levels: readonly EvaluatedLevel[];
  /** All languages together. */
  readonly overall: EvaluatedCode;
  readonly languages: readonly EvaluatedLanguage[];
  /** Files that were left out, with the reason. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

export interface EvaluatedLevel {
  readonly name: string;
  readonly expectedAtMost: number;
}

export interface EvaluatedCode {
  readonly files: number;
  /** Units of 24 tokens or more, and how many of them were mutated. */
  readonly functions: number;
  readonly mutated: number;
  /** Functions of languages that the indexes hold code of: no others can have findings. */
  readonly compared: number;
  /** Findings in the code as it is, at each level, as a scan would show them: real copies, idioms and chance; with the interval of how many a compared function has. */
  readonly findings: readonly EvaluatedCount[];
  /** Over all mutants. */
  readonly all: EvaluatedRow;
  /** The level to choose, and why. */
  readonly level: string;
  readonly because: string;
}

export interface EvaluatedLanguage extends EvaluatedCode {
  readonly language: string;
  readonly operators: readonly EvaluatedRow[];
  readonly sizes: readonly EvaluatedRow[];
}

/** Mutants of one kind. */
export interface EvaluatedRow {
  /** An operator, a size such as `20-40` in tokens, or `all`. */
  readonly name: string;
  /** How much of the function was changed, from 0 to 1; null where that isn't chosen. */
  readonly rate: number | null;
  /** What was done to them. */
  readonly title: string;
  readonly of: number;
  /** Found ones at each level. */
  readonly found: readonly EvaluatedCount[];
}

/** Hits, with the 95% interval of their share (0 to 1). */
export interface EvaluatedCount {
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** The share of found ones at a level, from 0 to 1; null where there were none to find. */
export const shareAt = ({ of, found }: EvaluatedRow, level: number): number | null => (of === 0 ? null : found[level].count / of);

/** The place of a level among those that were evaluated. */
export const levelAt = ({ levels }: Pick<Evaluation, 'levels'>, name: string): number => levels.findIndex((level) => level.name === name);
