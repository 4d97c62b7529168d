import type { DetailName, DetailRun, Finding } from '../../core/report.ts';
import { alikeLines } from '../alike-lines.ts';
import { linePairs, type Row } from '../line-pairs.ts';
import { LinedText } from './lined-text.ts';
import { MarkedText, spanOfLines, type Span } from './marked-text.ts';

/** A finding with the texts of both sides, as far as they are at hand. */
export interface EvidenceTexts {
  readonly finding: Finding;
  /** The text that was checked. */
  readonly ours: string;
  /** The whole text of the original's file; null where it is not at hand. */
  readonly original: string | null;
}

/** Both sides of a finding in lines: what stands beside what, and where runs and names are. */
export interface EvidenceRows {
  readonly rows: readonly EvidenceRow[];
  readonly runs: readonly RunFigures[];
  readonly names: readonly DetailName[];
  readonly ours: MarkedText;
  readonly original: MarkedText | null;
}

export type EvidenceRow =
  /** Lines are 1-based; null where a side has none. `sign`: the same text, the same code under other names or in another layout, neither. */
  | { readonly type: 'pair'; readonly original: number | null; readonly ours: number | null; readonly sign: '=' | '~' | '' }
  /** So many lines that are left out here. */
  | { readonly type: 'gap'; readonly original: number; readonly ours: number };

export interface RunFigures {
  /** Lines of ours that it takes. */
  readonly lines: number;
  /** Distinct renamed names in it. */
  readonly renamed: number;
}

/** At most `limit` rows; what doesn't fit becomes a gap at the end. `lined` may remember texts. */
export function evidenceRows({ finding, ours: ourText, original: originalText }: EvidenceTexts, limit: number, lined = (text: string): LinedText => new LinedText(text)): EvidenceRows {
  const { runs, names } = finding.detail ?? { runs: [wholeFinding(finding, ourText)], names: [] };
  const ours = new MarkedText(lined(ourText), runs, names);
  const original = originalText === null ? null : new MarkedText(lined(originalText), runs.map((run) => placeOf(run, originalText)), names.map(({ theirs }) => spanIn(theirs)));
  // Without the original's text, ours is set against itself, and one side shown.
  const left = original ?? ours;
  const compared = runs.map((run, i) => {
    const mine = ours.range(run);
    const theirs = originalText === null ? mine : left.range(placeOf(runs[i], originalText));
    return { aStart: theirs.start, aEnd: theirs.end, bStart: mine.start, bEnd: mine.end, tokens: run.tokens };
  });
  const alike = original ? alikeLines(original.lines, ours.lines, finding) : (a: number, b: number) => a === b;
  const rows = linePairs({ runs: compared, aLines: left.lines.length, bLines: ours.lines.length, alike }).map((row) => evidenceRow(row, ours, original));
  return { rows: shortened(rows, limit), runs: runs.map((run) => figures(run, names, ours)), names, ours, original };
}

/** The lines of the original's file that the names and runs of a line of ours stand on; null where none is known. */
export function originLines({ ours, names }: EvidenceRows, line: number): { readonly start: number; readonly end: number } | null {
  const places = ours.namesOf(line).map((name) => names[name].theirs);
  if (places.length === 0) return null;
  return { start: Math.min(...places.map(({ startLine }) => startLine)), end: Math.max(...places.map(({ startLine }) => startLine)) };
}

/** What is known without detail: the lines. */
function wholeFinding({ startLine, endLine, match }: Finding, text: string): DetailRun {
  const theirs = { tokens: [0, 0], startLine: match.startLine, endLine: match.endLine, from: null, to: null } as const;
  return { ...spanOfLines(text, startLine, endLine), tokens: 0, theirs };
}

function placeOf({ theirs }: DetailRun, text: string): Span {
  return spanIn(theirs) ?? spanOfLines(text, theirs.startLine, theirs.endLine);
}

function spanIn({ from, to }: DetailRun['theirs']): Span | null {
  return from === null || to === null ? null : { from, to };
}

function evidenceRow(row: Row, ours: MarkedText, original: MarkedText | null): EvidenceRow {
  if (row.type === 'gap') return { type: 'gap', original: original ? row.aLines : 0, ours: row.bLines };
  if (!original) return { type: 'pair', original: null, ours: row.b, sign: '' };
  const isPair = row.matched && row.a !== null && row.b !== null;
  const isSame = isPair && original.lines[row.a! - 1].trim() === ours.lines[row.b! - 1].trim();
  return { type: 'pair', original: row.a, ours: row.b, sign: isSame ? '=' : isPair ? '~' : '' };
}

function shortened(rows: readonly EvidenceRow[], limit: number): readonly EvidenceRow[] {
  if (rows.length <= limit) return rows;
  const [shown, hidden] = [rows.slice(0, limit), rows.slice(limit)];
  const count = (side: 'original' | 'ours') => hidden.reduce((sum, row) => sum + (row.type === 'gap' ? row[side] : row[side] === null ? 0 : 1), 0);
  return [...shown, { type: 'gap', original: count('original'), ours: count('ours') }];
}

function figures(run: DetailRun, names: readonly DetailName[], ours: MarkedText): RunFigures {
  const { start, end } = ours.range(run);
  const pairs = names.filter(({ from, to, pair }) => pair >= 0 && run.from <= from && to <= run.to).map(({ pair }) => pair);
  return { lines: end - start + 1, renamed: new Set(pairs).size };
}
