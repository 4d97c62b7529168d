import type { CommandLine } from './run.ts';

/** Two pieces of code in one language, each in a file of its own. */
export interface Pair {
  readonly language: string;
  readonly original: string;
  readonly suspect: string;
}

/** Files of the languages that all can read, each language in a folder of its own below `folder`. */
export interface SpeedFiles {
  readonly folder: string;
  readonly languages: Readonly<Record<string, readonly string[]>>;
  readonly lines: number;
}

/** Another program that looks for copies, with one choice of its options. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Whether it is made to see copies under other names. */
  readonly seesRenaming: boolean;
  /** Exit codes that mean that it found something. */
  readonly found: readonly number[];
  /**
   * What compares the files of each language with one another: one start for all of them, unless the program can't do it. `scratch` is a folder for what it reads and
   * writes on its way. Null for what only tells pairs apart.
   */
  scan: ((files: SpeedFiles, scratch: string) => readonly CommandLine[]) | null;
  /** For each pair the share of the suspect, 0 to 1, that it takes for the original's; null where it can't read the language. */
  compare(pairs: readonly Pair[]): (number | null)[];
}
