import { cut, padStart, printable } from './cells.ts';
import { paintNames, type NameSet } from './names.ts';
import { count } from './phrases.ts';
import type { Theme } from './theme.ts';

export interface ExcerptOptions {
  readonly theme: Theme;
  readonly width: number;
  /** Names to colour. */
  readonly highlight: NameSet;
}

/** The first lines of a range and its last one, with line numbers: enough to recognise the code. */
export function excerpt(text: string, startLine: number, endLine: number, { theme, width, highlight }: ExcerptOptions): string[] {
  const lines = dedent(linesOf(text, startLine, endLine));
  const digits = Math.max(4, String(endLine).length);
  const { bar, gap, more } = theme.signs;
  const row = (label: string, code: string) => `  ${theme.quiet(`${padStart(label, digits)} ${bar}`)} ${code}`.trimEnd();
  const show = (i: number) =>
    row(String(startLine + i), paintNames(cut(printable(lines[i]), width - digits - 5, more), highlight, theme.yours));
  if (lines.length <= head + 2) return lines.map((_, i) => show(i));
  const hidden = lines.length - head - 1;
  return [
    ...lines.slice(0, head).map((_, i) => show(i)),
    row(gap, theme.quiet(count(hidden, 'more line'))),
    show(lines.length - 1),
  ];
}

/** Lines of a text without their ends, tabs as spaces: all, or those of a range, from 1, inclusive; the others aren't cut. A final line end opens no further line. */
export function linesOf(text: string, startLine = 1, endLine = Infinity): string[] {
  const lines: string[] = [];
  const ends = /\r\n?|\n/g;
  for (let line = 1, start = 0; start < text.length && line <= endLine; line++) {
    const end = ends.exec(text);
    if (line >= startLine) lines.push(text.slice(start, end?.index).replaceAll('\t', '    '));
    start = end ? ends.lastIndex : text.length;
  }
  return lines;
}

const head = 3;

function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(common));
}
