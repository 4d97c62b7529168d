import type { IndexWork } from '../core/index/contract.ts';
import type { StatedLicense } from '../core/license/file-license.ts';

/** Where the files of one work come from: a folder, a file, an archive or a package of a registry, all alike to the caller. */
export interface Source {
  /** As the user wrote it. */
  readonly spec: string;
  readonly facts: WorkFacts;
  /** Files in the order of their paths. Places that can't be read are left out and end up in `problems`. */
  files(): AsyncIterable<SourceFile>;
  /** What could not be read, complete once `files()` has been read to its end. */
  readonly problems: readonly Problem[];
  /** Subresource integrity of what was fetched (`sha512-...`), of the control file for a Debian source package; null for what was not fetched. */
  readonly integrity: string | null;
  /** What the user should know, such as that another version than the one asked for was taken. */
  readonly notes: readonly string[];
  /** Removes what was unpacked. May be called twice. */
  dispose(): Promise<void>;
}

export interface SourceFile {
  /** Relative to the source, with `/`; the base name where the source is a file. */
  readonly path: string;
  readonly size: number;
  /** What the project states of the file's licence outside of it (REUSE, debian/copyright), where that is another than the work's; or null. */
  readonly license: StatedLicense | null;
  /** Day when the file first appeared, `YYYY-MM-DD`, where its history is at hand. */
  readonly date?: string | null;
  /** Reads the content; rejects with a SourceError where the file has gone. */
  bytes(): Promise<Uint8Array>;
}

/** What is known of a work as a whole, in the form that the index keeps. */
export type WorkFacts = Omit<IndexWork, 'files'>;

/** What the user says of a work, which wins over what is found. */
export interface FactOverrides {
  readonly name?: string;
  readonly workVersion?: string;
  /** SPDX expression, or NOASSERTION. */
  readonly license?: string;
  /** Day of release, `YYYY-MM-DD`. Said here, a registry needn't be asked. */
  readonly date?: string;
}

/** A source as the user names it, with what is said of it. */
export interface SourceRequest extends FactOverrides {
  /** A path, an address or a package. */
  readonly spec: string;
  /** Subresource integrity (`sha512-...`) that what is fetched must have. */
  readonly integrity?: string;
  /** Which of its files to take: patterns as in a .gitignore file, white space between them. Default: all. */
  readonly only?: string;
  /** Which of those to leave out, in the same form. Default: none. */
  readonly without?: string;
  /** Whether to ask git when the files of a local folder first appeared. Default: true. */
  readonly history?: boolean;
  /** What paths are relative to. Default: the process's folder. */
  readonly cwd?: string;
}

/** A place that could not be read; the rest goes on without it. */
export interface Problem {
  /** Relative to the source, with `/`. */
  readonly path: string;
  readonly reason: string;
}

/** A source that can't be used. The message names it and says what to do, and stands on its own in front of the user. */
export class SourceError extends Error {
  readonly spec: string;

  constructor(spec: string, problem: string, options?: { cause?: unknown }) {
    super(`${spec}: ${problem}`, options);
    this.name = 'SourceError';
    this.spec = spec;
  }
}
