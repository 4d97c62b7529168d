import type { LineTable } from './line-table.ts';
import type { TokenFile } from './token-file.ts';

/** The spelling of a distinct text of a file, by its link (1 + its entry in `textHashes`). */
export function spellingOf({ starts, ends, textFirst }: TokenFile, source: string, link: number): string {
  const token = textFirst[link - 1];
  return source.slice(starts[token], ends[token]);
}

/** Offsets, half-open, that the tokens of [start, end) span. Templates put tokens in another order than the text, so they are looked for. */
export function offsetsOf({ starts, ends }: TokenFile, start: number, end: number): { readonly from: number; readonly to: number } {
  return { from: minimum(starts, start, end), to: maximum(ends, start, end) };
}

/** Lines of a range of offsets, 1-based and inclusive. */
export const lineRange = (lines: LineTable, from: number, to: number): { startLine: number; endLine: number } => ({
  startLine: 1 + lines.rowOf(from),
  endLine: 1 + lines.rowOf(Math.max(from, to - 1)),
});

/** Least and greatest of values[from .. to), which is not empty. */
export const minimum = (values: Uint32Array, from: number, to: number): number => values.subarray(from, to).reduce((x, y) => Math.min(x, y));
export const maximum = (values: Uint32Array, from: number, to: number): number => values.subarray(from, to).reduce((x, y) => Math.max(x, y));
