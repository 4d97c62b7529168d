import type { Report, Severity, Skipped, StaleIgnore } from '../core/report.ts';
import { cells, cut, padEnd, printable } from './cells.ts';
import { flow, type Span } from './flow.ts';
import { caveat, count, duration, severities, severityWord } from './phrases.ts';
import type { QuietMatch, Tally, WorkRow } from './tally.ts';
import type { Theme } from './theme.ts';

export interface SummaryTextOptions {
  readonly theme: Theme;
  readonly width: number;
  /** List every skipped file, and every match that isn't reported. */
  readonly verbose: boolean;
}

/** What a report says besides its findings. */
export type ReportRest = Pick<Report, 'stats' | 'stale' | 'skipped'>;

/** The end of a report: what was found, from which works, what was checked and what wasn't. */
export function summaryText(tally: Tally, rest: ReportRest, { theme, width, verbose }: SummaryTextOptions): string[] {
  const { stale, skipped } = rest;
  const checked = `Checked ${checkedText(rest)}`;
  const left = [
    ...(tally.quiet > 0 ? quietText(tally, theme, width, verbose) : []),
    ...stale.flatMap((entry) => staleText(entry, theme, width)),
    ...(skipped.length > 0 ? skippedText(skipped, theme, width, verbose) : []),
  ];
  if (tally.findings === 0) return [...nothingFound(rest, theme, width), ...left];
  return [
    ...flow(totals(tally, theme), { width }),
    ...workTable(tally.works, theme, width),
    '',
    ...flow([{ text: checked }], { width }),
    ...left,
    ...flow([{ text: caveat, style: theme.quiet }], { width }),
  ];
}

function nothingFound(rest: ReportRest, theme: Theme, width: number): string[] {
  if (rest.stats.files === 0) return flow([{ text: rest.skipped.length > 0 ? 'Nothing was checked.' : 'Nothing to check: no file in a language that Nearcopy reads.' }], { width });
  const spans: Span[] = [
    { text: `${theme.signs.tick} No copies found`, style: theme.good },
    { text: ` in ${checkedText(rest)}` },
  ];
  return flow(spans, { width });
}

function checkedText({ stats }: ReportRest): string {
  return `${count(stats.files, 'file')} with ${count(stats.functions, 'function')} in ${duration(stats.milliseconds)}.`;
}

/** '5 findings: 1 error, 3 warnings, 1 note'. */
function totals(tally: Tally, theme: Theme): Span[] {
  const spans: Span[] = [{ text: count(tally.findings, 'finding'), style: theme.strong }, { text: ':' }];
  const present = severities.filter((severity) => tally.findingsOf(severity) > 0);
  present.forEach((severity: Severity, i) => {
    spans.push({ text: ' ' }, { text: count(tally.findingsOf(severity), severityWord(severity)), style: theme.severity[severity] });
    if (i < present.length - 1) spans.push({ text: ',' });
  });
  return spans;
}

function workTable(rows: readonly WorkRow[], theme: Theme, width: number): string[] {
  const shown = rows.slice(0, tableLimit);
  const last = shown.map((r) => countText(r));
  const room = width - 6 - Math.max(...last.map(cells));
  const licenceWidth = Math.min(Math.max(...shown.map((r) => cells(r.licence))), Math.floor(room / 2));
  const workWidth = Math.min(Math.max(...shown.map((r) => cells(r.work))), room - licenceWidth);
  const column = (text: string, size: number) => padEnd(cut(text, size, theme.signs.more), size);
  const lines = shown.map((row, i) => {
    const work = column(row.work, workWidth);
    const licence = column(row.licence, licenceWidth);
    if (row.onlyIdioms) return theme.quiet(`  ${work}  ${licence}  ${last[i]}`);
    return `  ${theme.work(work)}  ${theme.licence(licence)}  ${last[i]}`;
  });
  const rest = rows.length - shown.length;
  return rest > 0 ? [...lines, theme.quiet(`  ${theme.signs.more} and ${count(rest, 'more work')}`)] : lines;
}

function countText({ findings, files, onlyIdioms }: WorkRow): string {
  const found = count(findings, onlyIdioms ? 'common idiom' : 'finding');
  return `${found} in ${count(files, 'file')}`;
}

/** 'Not reported: 3 matches (2 ignored, 1 vendored with their licence).' Each is named with `verbose` only. */
function quietText(tally: Tally, theme: Theme, width: number, verbose: boolean): string[] {
  const reasons = mostFirst(tally.reasons).map(([words, n]) => `${n.toLocaleString('en-US')} ${words}`);
  const head = flow([{ text: `Not reported: ${tally.quiet === 1 ? '1 match' : `${tally.quiet.toLocaleString('en-US')} matches`} (${reasons.join(', ')}).`, style: theme.quiet }], { width, indent: 2 });
  if (!verbose) return head;
  return [...head, ...tally.quietMatches.map(({ place, work, note }: QuietMatch) => theme.quiet(`  ${place}  ${work}: ${note}`))];
}

function staleText({ key, work, reason }: StaleIgnore, theme: Theme, width: number): string[] {
  const text = `The policy ignores ${key}${work === null ? '' : ` (${work})`}, which matched nothing: ${reason}`;
  return flow([{ text: 'warning:', style: theme.severity.warning }, { text: ` ${printable(text)}` }], { width, indent: 2 });
}

/** The most frequent first. */
function mostFirst(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** 'Skipped 14 files: 9 binary, 4 too large'. Every file is named with `verbose` only: there may be thousands. */
function skippedText(skipped: readonly Skipped[], theme: Theme, width: number, verbose: boolean): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const text = mostFirst(reasons).map(([reason, n]) => `${n.toLocaleString('en-US')} ${printable(reason)}`).join(', ');
  const head = flow([{ text: `Skipped ${count(skipped.length, 'file')}: ${text}.`, style: theme.quiet }], { width, indent: 2 });
  if (!verbose) return head;
  return [...head, ...skipped.map((s) => theme.quiet(`  ${printable(s.file)}  ${printable(s.reason)}`))];
}

const tableLimit = 10;
