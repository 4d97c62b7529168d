import type { Finding, QuietFinding, Report, Severity, Skipped, StaleIgnore } from '../core/report.ts';
import { cells, cut, padEnd, printable } from './cells.ts';
import { flow, type Span } from './flow.ts';
import { caveat, count, duration, licenceAndFamily, place, reasonWords, severities, severityWord, workName } from './phrases.ts';
import type { Theme } from './theme.ts';

export interface SummaryTextOptions {
  readonly theme: Theme;
  readonly width: number;
  /** List every skipped file. */
  readonly verbose: boolean;
}

/** The end of a report: what was found, from which works, what was checked and what wasn't. */
export function summaryText(report: Report, { theme, width, verbose }: SummaryTextOptions): string[] {
  const { findings, quiet, stale, skipped } = report;
  const checked = `Checked ${checkedText(report)}`;
  const left = [
    ...(quiet.length > 0 ? quietText(quiet, theme, width, verbose) : []),
    ...stale.flatMap((entry) => staleText(entry, theme, width)),
    ...(skipped.length > 0 ? skippedText(skipped, theme, width, verbose) : []),
  ];
  if (findings.length === 0) return [...nothingFound(report, theme, width), ...left];
  return [
    ...flow(totals(findings, theme), { width }),
    ...workTable(findings, theme, width),
    '',
    ...flow([{ text: checked }], { width }),
    ...left,
    ...flow([{ text: caveat, style: theme.quiet }], { width }),
  ];
}

function nothingFound(report: Report, theme: Theme, width: number): string[] {
  if (report.stats.files === 0) return flow([{ text: report.skipped.length > 0 ? 'Nothing was checked.' : 'Nothing to check: no file in a language that Nearcopy reads.' }], { width });
  const spans: Span[] = [
    { text: `${theme.signs.tick} No copies found`, style: theme.good },
    { text: ` in ${checkedText(report)}` },
  ];
  return flow(spans, { width });
}

function checkedText({ stats }: Report): string {
  return `${count(stats.files, 'file')} with ${count(stats.functions, 'function')} in ${duration(stats.milliseconds)}.`;
}

/** '5 findings: 1 error, 3 warnings, 1 note'. */
function totals(findings: readonly Finding[], theme: Theme): Span[] {
  const spans: Span[] = [{ text: count(findings.length, 'finding'), style: theme.strong }, { text: ':' }];
  const present = severities.filter((s) => findings.some((f) => f.severity === s));
  present.forEach((severity: Severity, i) => {
    const n = findings.filter((f) => f.severity === severity).length;
    spans.push({ text: ' ' }, { text: count(n, severityWord(severity)), style: theme.severity[severity] });
    if (i < present.length - 1) spans.push({ text: ',' });
  });
  return spans;
}

interface WorkRow {
  readonly work: string;
  readonly licence: string;
  readonly findings: number;
  readonly files: number;
  readonly onlyIdioms: boolean;
}

/** By work and licence, the work with most copies first; works of which only idioms were found come last. */
function workTable(findings: readonly Finding[], theme: Theme, width: number): string[] {
  const rows = workRows(findings);
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

function workRows(findings: readonly Finding[]): WorkRow[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.match.work, finding.match.version, finding.match.license]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const rows = [...groups.values()].map((group) => ({
    work: printable(workName(group[0].match)),
    licence: printable(licenceAndFamily(group[0].match)),
    findings: group.length,
    files: new Set(group.map((f) => f.file)).size,
    onlyIdioms: group.every((f) => f.idiom === true),
  }));
  return rows.sort(
    (a, b) => Number(a.onlyIdioms) - Number(b.onlyIdioms) || b.findings - a.findings || (a.work < b.work ? -1 : a.work > b.work ? 1 : 0),
  );
}

/** 'Not reported: 3 matches (2 ignored, 1 vendored with their licence).' Each is named with `verbose` only. */
function quietText(quiet: readonly QuietFinding[], theme: Theme, width: number, verbose: boolean): string[] {
  const reasons = counted(quiet.map((finding) => reasonWords[finding.quiet.because])).map(([words, n]) => `${n.toLocaleString('en-US')} ${words}`);
  const head = flow([{ text: `Not reported: ${quiet.length === 1 ? '1 match' : `${quiet.length.toLocaleString('en-US')} matches`} (${reasons.join(', ')}).`, style: theme.quiet }], { width, indent: 2 });
  if (!verbose) return head;
  return [...head, ...quiet.map(({ file, startLine, endLine, match, quiet: { note } }) => theme.quiet(`  ${printable(place(file, startLine, endLine))}  ${printable(workName(match))}: ${printable(note)}`))];
}

function staleText({ key, work, reason }: StaleIgnore, theme: Theme, width: number): string[] {
  const text = `The policy ignores ${key}${work === null ? '' : ` (${work})`}, which matched nothing: ${reason}`;
  return flow([{ text: 'warning:', style: theme.severity.warning }, { text: ` ${printable(text)}` }], { width, indent: 2 });
}

/** How often each text stands in a list, the most frequent first. */
function counted(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** 'Skipped 14 files: 9 binary, 4 too large'. Every file is named with `verbose` only: there may be thousands. */
function skippedText(skipped: readonly Skipped[], theme: Theme, width: number, verbose: boolean): string[] {
  const text = counted(skipped.map(({ reason }) => reason)).map(([reason, n]) => `${n.toLocaleString('en-US')} ${printable(reason)}`).join(', ');
  const head = flow([{ text: `Skipped ${count(skipped.length, 'file')}: ${text}.`, style: theme.quiet }], { width, indent: 2 });
  if (!verbose) return head;
  return [...head, ...skipped.map((s) => theme.quiet(`  ${printable(s.file)}  ${printable(s.reason)}`))];
}

const tableLimit = 10;
