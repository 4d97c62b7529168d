import { cells, printable } from './cells.ts';
import { comparisonRows } from './comparison-rows.ts';
import type { ComparedRun, Comparison } from './comparison.ts';
import { explainEvidence } from './evidence.ts';
import { itemSpans, labelled, labelledLines, labelWidth } from './finding-text.ts';
import { flow, type Span } from './flow.ts';
import { count, explainKind, lineRange, percent } from './phrases.ts';
import { renameColumns } from './rename-columns.ts';
import { clampWidth } from './text.ts';
import { createTheme, type Theme } from './theme.ts';

export interface ComparisonOptions {
  readonly color: boolean;
  /** Columns of the terminal; from 120 on the two sides stand side by side. */
  readonly width: number;
  /** Signs from ASCII only. Names and source text stay as they are. */
  readonly ascii?: boolean;
}

/** A comparison for a person at a terminal: the verdict, the names, then both texts with the matched lines marked. */
export function renderComparison(comparison: Comparison, { color, width, ascii = false }: ComparisonOptions): string {
  const theme = createTheme({ color, ascii });
  const columns = clampWidth(width);
  const { a, b, runs } = comparison;
  const lines = [...verdict(comparison, theme, columns), ...details(comparison, theme, columns)];
  if (runs.length > 0) lines.push('', ...comparisonRows(comparison, { theme, width: columns }));
  // Said last, where the eye is after a long listing, and only where there is one.
  if (runs.length > 0 && cells(a.text + b.text) > 0) lines.push('', theme.quiet(legend));
  return `${lines.join('\n')}\n`;
}

const legend = '= same text   ~ same code, other names or layout';

function verdict({ a, b, kind, similarity, renames }: Comparison, theme: Theme, width: number): string[] {
  const names: Span[] = [
    { text: printable(a.name), style: theme.place, solid: true },
    { text: ' and ' },
    { text: printable(b.name), style: theme.place, solid: true },
    { text: ': ' },
  ];
  const found: Span = kind
    ? { text: explainKind(kind, similarity, renames.length), style: theme.severity.warning }
    : { text: 'no significant match', style: theme.good };
  return flow([...names, found], { width, indent: 2 });
}

function details({ a, b, runs, evidenceBits, similarity, renames, kept }: Comparison, theme: Theme, width: number): string[] {
  if (runs.length === 0) return [];
  const tokens = runs.reduce((sum, run) => sum + run.tokens, 0);
  const matched = `${count(tokens, 'token')} in ${count(runs.length, 'run')}, ${percent(similarity)} of the longer side`;
  const lines = [
    ...flow([{ text: capital(explainEvidence(evidenceBits, null)) }], { width, lead: '  ', indent: 2 }),
    ...labelled('matched', [{ text: matched }], theme, width),
    ...labelled('', [{ text: `lines ${span(runs, 'a')} of ${printable(a.name)}` }], theme, width),
    ...labelled('', [{ text: `lines ${span(runs, 'b')} of ${printable(b.name)}` }], theme, width),
  ];
  if (renames.length > 0) {
    lines.push(...labelledLines('renamed', renameColumns(renames, { theme, width: width - labelWidth }), theme));
  }
  if (kept.length > 0) lines.push(...labelled('kept', itemSpans(kept, 12, theme, 36), theme, width));
  return lines;
}

/** From the first matched line to the last. */
function span(runs: readonly ComparedRun[], side: 'a' | 'b'): string {
  const starts = runs.map((run) => (side === 'a' ? run.aStart : run.bStart));
  const ends = runs.map((run) => (side === 'a' ? run.aEnd : run.bEnd));
  return lineRange(Math.min(...starts), Math.max(...ends));
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
