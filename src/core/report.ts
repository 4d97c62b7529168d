import type { LicenseFamily } from './license/family.ts';

/** What a check says: the public result of the engine, and word for word the JSON of the command line. */
export interface Report {
  readonly version: 1;
  readonly stats: ReportStats;
  readonly findings: readonly Finding[];
  /** What was found too, and isn't reported: for each the reason. */
  readonly quiet: readonly QuietFinding[];
  /** Entries of the policy's `ignore` that matched nothing. Only of a scan of the whole folder that the policy is for. */
  readonly stale: readonly StaleIgnore[];
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
  /** Set where the code stands in several lineages with independent naming, or where most of what is equal is what many makers' code has. */
  readonly idiom?: boolean;
  /** What the project has to do with the work already; says why a finding is milder than its licence alone makes it, where it is. */
  readonly note?: Reason;
  /** Where the evidence stands, for views side by side: only where it was asked for, and never in the JSON. */
  readonly detail?: EvidenceDetail;
}

/** The runs of a match and the names in them. Offsets are UTF-16 in the checked text, half-open. */
export interface EvidenceDetail {
  readonly runs: readonly DetailRun[];
  /** In the order of the checked text. Names and literals that are the same on both sides, or were renamed. */
  readonly names: readonly DetailName[];
  /** The whole text of the original's file, where the index keeps sources. */
  readonly source: string | null;
}

/** Tokens in a row that are equal on both sides. */
export interface DetailRun {
  readonly from: number;
  readonly to: number;
  readonly tokens: number;
  readonly theirs: OriginalRange;
}

export interface DetailName {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** Null where the index keeps no names. */
  readonly original: string | null;
  /** `different`: it breaks the renaming that the rest follows. */
  readonly relation: 'kept' | 'renamed' | 'different';
  /** The number of its pair in `renames` of the finding; -1 where it is not renamed. */
  readonly pair: number;
  readonly theirs: OriginalRange;
}

/** A stretch of the original, by its tokens (half-open) and lines (1-based, inclusive). */
export interface OriginalRange {
  readonly tokens: readonly [number, number];
  readonly startLine: number;
  readonly endLine: number;
  /** UTF-16 offsets in the original's text, half-open; null where that text is not at hand. */
  readonly from: number | null;
  readonly to: number | null;
}

/** A finding that nobody has to look at. Its severity is the one that it would have. */
export interface QuietFinding extends Finding {
  readonly quiet: Reason;
}

export interface Reason {
  readonly because: ReasonCode;
  /** A sentence for people. */
  readonly note: string;
}

export type ReasonCode =
  /** The work is the project itself. */
  | 'own-origin'
  /** The policy names the work as the user's own. */
  | 'own-work'
  /** The work is a dependency of the project. Quiet in the dependency's own folder; a note elsewhere. */
  | 'dependency'
  /** The file lies in a folder with the work's licence beside it. */
  | 'vendored'
  /** The policy ignores this finding, or this work. */
  | 'ignored'
  | 'ignored-work'
  /** The policy ignores this licence family or this kind of match. */
  | 'severity'
  /** The file names the work and its licence. */
  | 'attributed'
  /** The project's notices name the work, and its licence allows the copy. */
  | 'noticed';

export interface StaleIgnore {
  readonly key: string;
  readonly work: string | null;
  readonly reason: string;
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
  readonly licenseFamily: LicenseFamily;
  readonly path: string;
  /** Copyright lines of the work, as found in its files. */
  readonly copyright: readonly string[];
  /** First 16 bytes of the SHA-256 of the original's file, in hexadecimal: a file at hand is the original where they agree. */
  readonly content: string;
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
