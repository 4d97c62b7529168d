import type { IndexErrorCode } from '../../core/index/errors.ts';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { Comparison } from '../../report/comparison.ts';
import type { Walks } from '../../syntax/syntax.ts';

/**
 * What an editor asks of the service that checks open documents. All arguments and results are plain data, since the service runs
 * in a thread of its own.
 */
export interface CheckService {
  /** Opens the indexes and sets the threshold; replaces what was set before. An index that can't be opened is said, not thrown. */
  setUp(setup: ServiceSetup): Promise<ServiceState>;
  /** Checks a document. Parses only what changed since its last check, and looks up only functions that changed. */
  check(document: CheckedDocument): Promise<CheckResult>;
  /** Forgets a document and frees its trees. */
  close(id: string): Promise<void>;
  /** Where exactly the evidence of a finding of an open document stands; null where the finding is no longer there. */
  evidence(request: EvidenceRequest): Promise<UnjudgedFinding | null>;
  /** Why nothing is found in a stretch of a document. */
  explain(request: ExplainRequest): Promise<Explanation>;
  compare(a: Snippet, b: Snippet): Promise<CompareResult>;
  figures(): Promise<ServiceFigures>;
}

export interface ServiceSetup {
  readonly indexes: readonly IndexPlace[];
  readonly expectedAtMost: number;
}

export interface IndexPlace {
  /** What to call it. */
  readonly name: string;
  /** A folder or file of the machine that the service runs on; or the bytes of each file of it by name; or, in a browser, where the editor finds it. */
  readonly at: string | IndexBytes | IndexAddress;
  /** Files with secrets, for an index that is keyed: of the machine that the service runs on. */
  readonly keyFiles?: readonly string[];
}

export interface IndexBytes {
  /** By name, in the folder of the index; a packed index is one file, and its name is ''. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** An index that the service reads through the editor. */
export interface IndexAddress {
  readonly address: string;
  /** Of a packed index: its size in bytes, and when it was changed in milliseconds, 0 where nobody knows. Null for a folder. */
  readonly packed: { readonly size: number; readonly mtime: number } | null;
}

export interface ServiceState {
  readonly indexes: readonly IndexState[];
  readonly languages: readonly ServiceLanguage[];
}

/** What is known of a language without loading its grammar. */
export interface ServiceLanguage {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly string[];
  readonly aliases: readonly string[];
  readonly comment: { readonly line?: string; readonly block?: readonly [string, string] };
}

export type IndexState =
  | { readonly name: string; readonly works: number; readonly functions: number; readonly bytes: number; readonly isKeyed: boolean; /** Why a browser holds it in memory instead of reading it bit by bit. */ readonly inMemory?: string }
  | {
      readonly name: string;
      readonly problem: string;
      /** What kind of problem it is, where the index itself is the problem: for who says it in other words. */
      readonly code: IndexErrorCode | null;
    };

export interface CheckedDocument {
  /** What the document is known by until it is closed. */
  readonly id: string;
  /** With `/`: as findings shall show it. Its ending tells the language where `language` doesn't. */
  readonly path: string;
  readonly language?: string;
  readonly text: string;
  /** Check it even where it looks generated or minified. */
  readonly isNamed?: boolean;
}

export interface CheckResult {
  readonly findings: readonly UnjudgedFinding[];
  readonly functions: number;
  /** Why it was not checked, or null. */
  readonly skipped: string | null;
  readonly times: CheckTimes;
}

/** Milliseconds. */
export interface CheckTimes {
  /** Parsing, and reading the tree into tokens. */
  readonly analyse: number;
  /** Fingerprints, and looking them up; only what changed is looked up. */
  readonly candidates: number;
  readonly alignment: number;
  /** All else: what is known of what didn't change, and the findings. */
  readonly findings: number;
}

export interface EvidenceRequest {
  readonly document: CheckedDocument;
  readonly key: string;
  readonly startLine: number;
  /** The original's file, where it is at hand; offsets on its side are given then. */
  readonly original: string | null;
}

/** Offsets are UTF-16, half-open. */
export interface ExplainRequest {
  readonly document: CheckedDocument;
  readonly from: number;
  readonly to: number;
}

export interface Explanation {
  /** Why nothing at all was looked at, or null. */
  readonly skipped: string | null;
  /** Findings are shown that chance explains at most so many times. */
  readonly expectedAtMost: number;
  readonly units: readonly ExplainedUnit[];
}

export interface ExplainedUnit {
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
  /** The evidence that a renamed copy of it would show, in bits, and how often chance shows as much. */
  readonly reachableBits: number;
  readonly reachableExpected: number;
  readonly keys: number;
  readonly unknownKeys: number;
  readonly candidates: number;
  readonly nearest: NearestCandidate | null;
}

export interface NearestCandidate {
  readonly work: string;
  readonly version: string | null;
  readonly path: string;
  readonly bits: number;
  readonly expected: number;
}

export interface Snippet {
  readonly name: string;
  readonly text: string;
  readonly language?: string;
}

export type CompareResult = { readonly comparison: Comparison } | { readonly problem: string };

/** For the log, and for tests that look for leaks. */
export interface ServiceFigures {
  /** Documents that trees are kept of. */
  readonly documents: number;
  readonly walks: Walks;
  /** Bytes that the parser holds, and of the thread's heap. */
  readonly parserBytes: number;
  readonly heapBytes: number;
  /** How indexes are read in a browser; null elsewhere. */
  readonly indexes: IndexTraffic | null;
}

/** Bytes, since the thread began. */
export interface IndexTraffic {
  /** Copied into the browser's private files. */
  readonly copied: number;
  /** Read from these copies. */
  readonly read: number;
  /** Of open indexes, held in memory now. */
  readonly inMemory: number;
}
