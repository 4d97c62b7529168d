import type { UnjudgedFinding } from '../../core/match/findings.ts';
import type { Report } from '../../core/report.ts';
import type { Evaluation } from '../../report/evaluation.ts';

/** Runs tasks that take a while, each in a thread of its own. */
export interface TaskRunner {
  /**
   * Rejects with the task's error, or, soon after the signal, with its reason. A change of an index that is made all the same, because it was nearly
   * done or didn't hear, resolves: a rejection says that there was none,
   * unless the thread was ended in the moment between the change and its answer.
   */
  run<Kind extends TaskKind>(kind: Kind, request: Tasks[Kind]['request'], options?: TaskOptions): Promise<Tasks[Kind]['result']>;
}

export interface TaskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TaskProgress) => void;
}

export interface TaskProgress {
  /** What is being done, such as the name of a work; '' for the task as a whole. */
  readonly label: string;
  readonly done: number;
  /** Undefined where it isn't known yet. */
  readonly total?: number;
  /** The file that was done last. */
  readonly path?: string;
  /** What a scan has found in a file, before any policy. Progress that says so is never left out. */
  readonly found?: { readonly path: string; readonly findings: readonly UnjudgedFinding[] };
}

export type TaskKind = keyof Tasks;

/** Requests and results are plain data. */
export interface Tasks {
  readonly scan: { readonly request: ScanTask; readonly result: ScanSummary };
  readonly build: { readonly request: BuildTask; readonly result: BuildTaskResult };
  readonly remove: { readonly request: IndexTask & { readonly works: readonly string[] }; readonly result: readonly string[] };
  readonly list: { readonly request: IndexTask; readonly result: IndexListing };
  readonly verify: { readonly request: IndexTask; readonly result: { readonly problems: readonly string[] } };
  readonly export: { readonly request: ExportTask; readonly result: string };
  readonly evaluate: { readonly request: EvaluateTask; readonly result: Evaluation };
}

/** What is done to one index. Paths are absolute, here and below. */
export interface IndexTask {
  readonly path: string;
  /** Files with secrets; read where the index is keyed. */
  readonly keyFiles: readonly string[];
}

export interface ScanTask {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly indexes: readonly string[];
  /** Files with secrets of indexes that are keyed. */
  readonly keyFiles: readonly string[];
  readonly expectedAtMost: number;
  /** Patterns as in .gitignore, of the settings and the policy. */
  readonly ignore: readonly string[];
  readonly workers?: number;
  /** Only files that git says are changed or new. */
  readonly changedOnly?: boolean;
  /** Where results are kept by content; null: nowhere. */
  readonly cache: string | null;
}

/** What a scan says at its end; its findings came as progress. */
export type ScanSummary = Pick<Report, 'stats' | 'skipped'>;

export interface BuildTask extends IndexTask {
  readonly mode: 'build' | 'add';
  /** What the user would write on the command line. */
  readonly sources: readonly { readonly spec: string; readonly name?: string; readonly license?: string }[];
  readonly keepSource: boolean;
  readonly workers?: number;
}

export interface BuildTaskResult {
  readonly works: readonly { readonly label: string; readonly license: string; readonly files: number; readonly newFunctions: number }[];
  /** Sources that could not be had, of several; the index holds the others. */
  readonly failed: readonly { readonly spec: string; readonly reason: string }[];
}

export interface IndexListing {
  readonly functions: number;
  readonly bytes: number;
  readonly works: readonly ListedWork[];
}

export interface ListedWork {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly license: string;
  readonly licenseFamily: string;
  readonly files: number;
  readonly url: string | null;
}

/** Makes the page of an HTML report. */
export interface ExportTask {
  readonly report: Report;
  /** Where the report's files lie: each path begins with the name of one of them, or one has the name ''. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  readonly indexes: readonly string[];
  readonly keyFiles: readonly string[];
  readonly expectedAtMost: number;
  /** Folders that originals may lie in. */
  readonly sources: readonly string[];
  readonly toolVersion: string;
}

/** Says what would be found of somebody's own code. Its progress has the labels `read`, `look up` (files) and `try` (seconds). */
export interface EvaluateTask {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly indexes: readonly string[];
  readonly keyFiles: readonly string[];
  /** Patterns as in .gitignore, of the settings and the policy. */
  readonly ignore: readonly string[];
  /** Time for trying changed functions. */
  readonly seconds: number;
}
