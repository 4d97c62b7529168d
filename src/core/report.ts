/** What a check says: the public result of the engine, and word for word the JSON of the command line. */
export interface Report {
  readonly version: 1;
  readonly stats: ReportStats;
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

export interface ReportStats {
  /** Files read and parsed. */
  readonly files: number;
  /** Units of 24 tokens or more in them. */
  readonly functions: number;
  readonly milliseconds: number;
}

export type FindingKind = 'verbatim' | 'renamed' | 'edited';
export type Severity = 'error' | 'warning' | 'information';

/** One region of a file that is probably a copy, and the work that it was probably copied from. Lines are 1-based and inclusive. */
export interface Finding {
  /** Hash of the aligned tokens and the lineage, in hexadecimal: stays when the code moves or other code changes. */
  readonly key: string;
  readonly file: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** Matched tokens over the tokens of the longer of the two ranges, 0 to 1. */
  readonly similarity: number;
  readonly evidenceBits: number;
  /** The number of equally strong matches that unrelated code of this size would show by chance against these indexes. */
  readonly expectedByChance: number;
  /** Names that were changed: `from` in the original (null where the index keeps no names), `to` in the file. */
  readonly renames: readonly Rename[];
  /** Names and literals that both sides share. */
  readonly kept: readonly string[];
  readonly match: Match;
  /** Other works that hold the same code. */
  readonly alsoIn: readonly AlsoIn[];
  /** Set where the code stands in several lineages with independent naming. */
  readonly idiom?: boolean;
}

export interface Rename {
  readonly from: string | null;
  readonly to: string;
}

export interface Match {
  readonly work: string;
  readonly version: string | null;
  readonly purl: string | null;
  /** SPDX expression, or NOASSERTION. */
  readonly license: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly url: string | null;
  /** The name of the function that the lines belong to, where there is one. */
  readonly unit: string | null;
}

export interface AlsoIn {
  readonly work: string;
  readonly version: string | null;
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}
