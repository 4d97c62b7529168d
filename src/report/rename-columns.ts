import type { Rename } from '../core/report.ts';
import { cells, cut, padEnd, printable } from './cells.ts';
import { flow } from './flow.ts';
import type { Theme } from './theme.ts';

export interface RenameColumnsOptions {
  readonly theme: Theme;
  /** Columns for the map itself. */
  readonly width: number;
}

/** The rename map, old to new, in as many columns as fit; the first 12 and how many more. */
export function renameColumns(renames: readonly Rename[], { theme, width }: RenameColumnsOptions): string[] {
  const { arrow, more } = theme.signs;
  const shown = renames.slice(0, limit);
  const rest = renames.length - shown.length;
  const restLine = rest > 0 ? [theme.quiet(`${more} and ${rest} more`)] : [];
  if (shown.every((r) => r.from === null)) return [...newNames(shown, theme, width), ...restLine];

  const longest = Math.max(6, Math.floor((width - arrow.length - 2) / 2));
  const fit = (name: string) => cut(printable(name), longest, more);
  const rows = shown.map((r) => ({ from: r.from === null ? '?' : fit(r.from), to: fit(r.to) }));
  const size = (names: readonly string[]) => Math.max(...names.map(cells));
  const cellWidth = size(rows.map((r) => r.from)) + arrow.length + 2 + size(rows.map((r) => r.to));
  const columns = Math.max(1, Math.min(3, shown.length, Math.floor((width + gutter) / (cellWidth + gutter))));
  const height = Math.ceil(rows.length / columns);

  // Down the columns, as one reads a list of names; arrows line up within each column.
  const grid = Array.from({ length: columns }, (_, c) => rows.slice(c * height, (c + 1) * height)).filter((c) => c.length > 0);
  const widths = grid.map((column) => ({ from: size(column.map((r) => r.from)), to: size(column.map((r) => r.to)) }));
  const lines = Array.from({ length: height }, (_, y) => {
    const line = grid.filter((column) => y < column.length);
    return line
      .map((column, c) => {
        const { from, to } = column[y];
        const last = c === line.length - 1;
        const old = padEnd(from, widths[c].from);
        return `${theme.original(old)} ${theme.quiet(arrow)} ${theme.yours(last ? to : padEnd(to, widths[c].to))}`;
      })
      .join(' '.repeat(gutter));
  });
  return [...lines, ...restLine];
}

/** An index without names still says which names were changed. */
function newNames(renames: readonly Rename[], theme: Theme, width: number): string[] {
  const spans = renames.flatMap((r, i) => [
    { text: cut(printable(r.to), width - 2, theme.signs.more), style: theme.yours, solid: true },
    { text: i < renames.length - 1 ? ', ' : ' ' },
  ]);
  return flow([...spans, { text: '(the index keeps no original names)', style: theme.quiet }], { width });
}

const limit = 12;
const gutter = 4;
