import type { CommandLine } from './run.ts';

/** Two pieces of code in one language, each in a file of its own. */
export interface Pair {
  readonly language: string;
  readonly original: string;
  readonly suspect: string;
}

/** Another program that looks for copies, with one choice of its options. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Whether it is made to see copies under other names. */
  readonly seesRenaming: boolean;
  /** Exit codes that mean that it found something. */
  readonly found: readonly number[];
  /** What compares the files of one language in a folder with one another; null where it can't read the language. Not asked for what only tells pairs apart. */
  scan: ((language: string, folder: string, files: readonly string[]) => CommandLine | null) | null;
  /** For each pair the share of the suspect, 0 to 1, that it takes for the original's; null where it can't read the language. */
  compare(pairs: readonly Pair[]): (number | null)[];
}
