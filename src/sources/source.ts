import type { IndexWork } from '../core/index/contract.ts';

/** Where the files of one work come from: a folder, a file, an archive or a package of a registry, all alike to the caller. */
export interface Source {
  /** As the user wrote it. */
  readonly spec: string;
  readonly facts: WorkFacts;
  /** Files in the order of their paths. Places that can't be read are left out and end up in `problems`. */
  files(): AsyncIterable<SourceFile>;
  /** What could not be read, complete once `files()` has been read to its end. */
  readonly problems: readonly Problem[];
  /** Subresource integrity of the package as the registry gave it (`sha512-...`), or null. */
  readonly integrity: string | null;
  /** Removes what was unpacked. May be called twice. */
  dispose(): Promise<void>;
}

export interface SourceFile {
  /** Relative to the source, with `/`; the base name where the source is a file. */
  readonly path: string;
  readonly size: number;
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
