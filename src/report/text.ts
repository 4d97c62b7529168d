import type { Finding, QuietFinding, Report } from '../core/report.ts';
import { findingText } from './finding-text.ts';
import { summaryText, type ReportRest } from './summary-text.ts';
import { Tally } from './tally.ts';
import { createTheme, type Theme } from './theme.ts';

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
export function renderText(report: Report, options: TextOptions): string {
  const text = new TextReport(options);
  return text.found(report) + text.end(report);
}

/** The same, as it comes: what was found in file after file, then the end. It keeps no more of a finding than a few counts. */
export class TextReport {
  readonly #tally: Tally;
  readonly #theme: Theme;
  readonly #width: number;
  readonly #verbose: boolean;
  readonly #source: (file: string) => string | null;

  constructor({ color, width, ascii = false, verbose = false, source = () => null }: TextOptions) {
    this.#theme = createTheme({ color, ascii });
    this.#width = clampWidth(width);
    [this.#verbose, this.#source] = [verbose, source];
    this.#tally = new Tally({ listsQuiet: verbose });
  }

  /** What was found in some files, all of them after the files before by path: a paragraph and an empty line for each finding. */
  found({ findings, quiet }: { readonly findings: readonly Finding[]; readonly quiet: readonly QuietFinding[] }): string {
    const paragraphs: string[] = [];
    let [file, source]: [string | null, string | null] = [null, null];
    for (const finding of [...findings].sort(byPlace)) {
      if (finding.file !== file) [file, source] = [finding.file, this.#source(finding.file)];
      this.#tally.add(finding);
      paragraphs.push(`${findingText(finding, { theme: this.#theme, width: this.#width, source }).join('\n')}\n\n`);
    }
    for (const finding of quiet) this.#tally.addQuiet(finding);
    return paragraphs.join('');
  }

  /** The end: how much was found of which works, what was checked and what wasn't. */
  end(rest: ReportRest): string {
    return `${summaryText(this.#tally, rest, { theme: this.#theme, width: this.#width, verbose: this.#verbose }).join('\n')}\n`;
  }
}

/** Narrower, nothing could be laid out; wider, lines are hard to read. */
export function clampWidth(width: number): number {
  return Number.isFinite(width) ? Math.min(200, Math.max(60, Math.floor(width))) : 80;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.startLine - b.startLine || a.endLine - b.endLine;
}
