import { alikeLines } from './alike-lines.ts';
import { cut, padEnd, padStart, printable } from './cells.ts';
import type { Comparison } from './comparison.ts';
import { linesOf } from './excerpt.ts';
import { linePairs, type Row } from './line-pairs.ts';
import { paintNames, type NameSet } from './names.ts';
import { count } from './phrases.ts';
import type { Theme } from './theme.ts';

export interface ComparisonRowsOptions {
  readonly theme: Theme;
  readonly width: number;
}

/** Both texts: side by side where there is room for it, else one after the other. */
export function comparisonRows(comparison: Comparison, { theme, width }: ComparisonRowsOptions): string[] {
  const aLines = linesOf(comparison.a.text);
  const bLines = linesOf(comparison.b.text);
  const { kept } = comparison;
  const renamed = new Map(comparison.renames.map((r) => [r.from, r.to]));
  const rows = linePairs({ runs: comparison.runs, aLines: aLines.length, bLines: bLines.length, alike: alikeLines(aLines, bLines, comparison) });
  const wide = width >= sideBySideFrom;
  const column = wide ? Math.floor((width - 3) / 2) : width;
  const a = new Side('a', comparison.a.name, aLines, { names: [...renamed.keys()], kept }, theme.original, theme, column);
  const b = new Side('b', comparison.b.name, bLines, { names: [...renamed.values()], kept }, theme.yours, theme, column);
  const same = (row: Row) => row.type === 'pair' && row.a !== null && row.b !== null && aLines[row.a - 1].trim() === bLines[row.b - 1].trim();

  if (!wide) {
    const listing = (side: Side) => rows.flatMap((row) => side.show(row, same(row)) ?? []);
    return [a.title(), ...listing(a), '', b.title(), ...listing(b)].map((line) => line.trimEnd());
  }
  const bar = theme.quiet(theme.signs.bar);
  const beside = (left: string, right: string) => `${left} ${bar} ${right}`.trimEnd();
  const blank = ' '.repeat(column);
  return [
    beside(a.title(), b.title()),
    ...rows.map((row) => beside(a.show(row, same(row)) ?? blank, b.show(row, same(row)) ?? '')),
  ];
}

const sideBySideFrom = 120;

/** One of the two texts as a column of numbered lines. */
class Side {
  constructor(
    private readonly key: 'a' | 'b',
    private readonly name: string,
    private readonly lines: readonly string[],
    private readonly names: NameSet,
    private readonly nameStyle: (text: string) => string,
    private readonly theme: Theme,
    private readonly width: number,
  ) {}

  title(): string {
    return this.theme.place(padEnd(cut(printable(this.name), this.width, this.theme.signs.more), this.width));
  }

  /** The side's part of a row, padded to the column; null where it has none. */
  show(row: Row, same: boolean): string | null {
    const { theme, width } = this;
    if (row.type === 'gap') {
      const hidden = this.key === 'a' ? row.aLines : row.bLines;
      if (hidden === 0) return null;
      const text = `  ${padStart(theme.signs.gap, this.digits)}  ${count(hidden, 'line')} not shown`;
      return theme.quiet(padEnd(cut(text, width, theme.signs.more), width));
    }
    const line = row[this.key];
    if (line === null) return null;
    const code = padEnd(cut(printable(this.lines[line - 1]), width - this.digits - 4, theme.signs.more), width - this.digits - 4);
    const number = padStart(String(line), this.digits);
    if (!row.matched) return theme.quiet(`  ${number}  ${code}`);
    const mark = same ? theme.good('=') : theme.severity.warning('~');
    return `${mark} ${theme.quiet(number)}  ${paintNames(code, this.names, this.nameStyle)}`;
  }

  private get digits(): number {
    return Math.max(3, String(this.lines.length).length);
  }
}
