import type { Finding, Report } from '../core/report.ts';
import { findingText } from './finding-text.ts';
import { summaryText } from './summary-text.ts';
import { createTheme } from './theme.ts';

export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; 60 to 200 are used. */
  readonly width: number;
  /** Signs from ASCII only. Names, paths and source text stay as they are. */
  readonly ascii?: boolean;
  /** List every skipped file. */
  readonly verbose?: boolean;
  /** The text of a checked file, for excerpts; null where it isn't to be had. */
  readonly source?: (file: string) => string | null;
}

/** A report for a person at a terminal. Ends with a newline. */
export function renderText(report: Report, { color, width, ascii = false, verbose = false, source }: TextOptions): string {
  const theme = createTheme({ color, ascii });
  const columns = clampWidth(width);
  const blocks = [...report.findings]
    .sort(byPlace)
    .map((finding) => findingText(finding, { theme, width: columns, source: source?.(finding.file) ?? null }));
  blocks.push(summaryText(report, { theme, width: columns, verbose }));
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Narrower, nothing could be laid out; wider, lines are hard to read. */
export function clampWidth(width: number): number {
  return Number.isFinite(width) ? Math.min(200, Math.max(60, Math.floor(width))) : 80;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.startLine - b.startLine || a.endLine - b.endLine;
}
