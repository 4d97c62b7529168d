import type { Rename } from '../core/report.ts';
import { replaceNames } from './names.ts';

export interface AlikeLinesOptions {
  /** Names of A and what they are called in B. */
  readonly renames: readonly Rename[];
  readonly kept: readonly string[];
}

/** Whether line `a` of A says what line `b` of B says: renamed names and the space between words aside. Lines count from 1. */
export function alikeLines(aLines: readonly string[], bLines: readonly string[], { renames, kept }: AlikeLinesOptions): (a: number, b: number) => boolean {
  const names = new Map(renames.flatMap(({ from, to }) => (from === null ? [] : [[from, to] as const])));
  // Files are long and matches short: a line is looked at when it is asked for.
  const plainA: string[] = [];
  const plainB: string[] = [];
  return (a, b) => {
    plainA[a] ??= withoutSpace(replaceNames(aLines[a - 1], { names, kept }));
    plainB[b] ??= withoutSpace(bLines[b - 1]);
    return plainA[a] !== '' && plainA[a] === plainB[b];
  };
}

function withoutSpace(line: string): string {
  return line.replace(/\s+/g, '');
}
