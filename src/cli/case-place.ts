import type { CasePart } from '../mutation/reported-case.ts';
import type { IndexedFile } from '../store/indexed-file.ts';
import { LineTable } from '../core/tokens/line-table.ts';
import { MIN_UNIT_TOKENS } from '../core/tokens/token-file.ts';
import { UsageError } from './usage-error.ts';

/** A file, or lines of it, as the user wrote it: FILE, FILE:LINE or FILE:FROM-TO. */
export interface Place {
  readonly written: string;
  readonly path: string;
  /** 1-based and inclusive; null for all of the file. */
  readonly lines: Lines | null;
}

export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** Throws a `UsageError` where the last line comes before the first. */
export function placeOf(written: string): Place {
  const [, path, from, to = from] = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/s.exec(written)!;
  if (Number(to) < Number(from)) throw new UsageError(`${written}: the lines are reversed; write ${path}:${to}-${from}`);
  return { written, path, lines: from === undefined ? null : { startLine: Number(from), endLine: Number(to) } };
}

/** Throws a `UsageError` for lines that the text of a file doesn't have. */
export function refuseLinesOutside(text: string, { written, path, lines }: Place): void {
  const count = new LineTable(text).rowOf(text.length - 1) + 1;
  if (lines !== null && (lines.startLine < 1 || lines.endLine > count)) throw new UsageError(`${written}: ${path} has ${count} ${count === 1 ? 'line' : 'lines'}, counted from 1`);
}

/** Throws a `UsageError` for lines after all code of a file in an index, which doesn't say how many lines there are. */
export function refuseLinesAfterCode({ lastLines }: IndexedFile, { written, path, lines }: Place): void {
  const last = lastLines.reduce((a, b) => Math.max(a, b + 1), 0);
  if (lines !== null && (lines.startLine < 1 || lines.startLine > last)) throw new UsageError(`${written}: in the index, ${path} has code up to line ${last}, counted from 1`);
}

/** The code of a place: the very lines; of a single line the function around it. Throws a `UsageError` where there is none. */
export function partAt(file: IndexedFile, { written, lines }: Place): CasePart {
  const isLine = lines !== null && lines.startLine === lines.endLine;
  const part = isLine ? partAround(file, lines) : partOf(file, tokensIn(file, lines));
  if (part.end <= part.start) throw new UsageError(`${written} holds no code`);
  return part;
}

/** The smallest unit around lines, which findings are looked for in; the very lines where there is none, or only one as large as a library. */
export function partAround(file: IndexedFile, lines: Lines): CasePart {
  const { firstLines, lastLines } = file;
  const size = ({ start, end }: TokenRange): number => end - start;
  const around = file.units.filter((unit) => size(unit) >= MIN_UNIT_TOKENS && size(unit) <= LARGEST && firstLines[unit.start] + 1 <= lines.startLine && lastLines[unit.end - 1] + 1 >= lines.endLine);
  return partOf(file, around.sort((a, b) => size(a) - size(b))[0] ?? tokensIn(file, lines));
}

/** Tokens. */
const LARGEST = 4000;

/** Half-open. */
type TokenRange = Pick<CasePart, 'start' | 'end'>;

const partOf = (file: IndexedFile, { start, end }: TokenRange): CasePart => ({ tokens: file, units: file.units, start, end });

/** All tokens that lines hold a part of. */
function tokensIn({ codes, firstLines, lastLines }: IndexedFile, lines: Lines | null): TokenRange {
  if (lines === null) return { start: 0, end: codes.length };
  const inside = [...codes.keys()].filter((token) => firstLines[token] + 1 <= lines.endLine && lastLines[token] + 1 >= lines.startLine);
  return inside.length === 0 ? { start: 0, end: 0 } : { start: inside[0], end: inside[inside.length - 1] + 1 };
}
