import type { Finding } from '../core/report.ts';
import { cut, printable } from './cells.ts';
import { explainEvidence } from './evidence.ts';
import { excerpt } from './excerpt.ts';
import { flow, type Span } from './flow.ts';
import { explainFindingKind, licenceAndFamily, licenceName, originPlace, place, severityWord, workName } from './phrases.ts';
import { renameColumns } from './rename-columns.ts';
import type { Theme } from './theme.ts';
import { webUri } from './web-uri.ts';

export interface FindingTextOptions {
  readonly theme: Theme;
  readonly width: number;
  /** Text of the file, where it is at hand, for an excerpt. */
  readonly source: string | null;
}

/** One finding as a paragraph: where, whose, why we think so, what was renamed. */
export function findingText(finding: Finding, options: FindingTextOptions): string[] {
  return finding.idiom ? idiomText(finding, options) : copyText(finding, options);
}

/** A labelled line or list below a headline. */
export function labelled(label: string, spans: readonly Span[], theme: Theme, width: number): string[] {
  return flow(spans, { width, lead: labelLead(label, theme), leadCells: labelWidth, indent: labelWidth });
}

/** Lines already laid out, with the label before the first. */
export function labelledLines(label: string, lines: readonly string[], theme: Theme): string[] {
  return lines.map((line, i) => (i === 0 ? labelLead(label, theme) : ' '.repeat(labelWidth)) + line);
}

/** The first `limit` items with commas, then how many more there are. */
export function itemSpans(items: readonly string[], limit: number, theme: Theme, itemWidth: number): Span[] {
  const shown = items.slice(0, limit).map((item) => cut(printable(item), itemWidth, theme.signs.more));
  const rest = items.length - shown.length;
  const spans = shown.flatMap((text, i): Span[] => {
    const comma = i < shown.length - 1 ? ',' : '';
    return [{ text: text + comma, solid: true }, { text: ' ' }];
  });
  return rest > 0 ? [...spans, { text: `and ${rest} more`, style: theme.quiet, solid: true }] : spans;
}

/** Columns before the text of a labelled line. */
export const labelWidth = 12;

function copyText(finding: Finding, { theme, width, source }: FindingTextOptions): string[] {
  const { match } = finding;
  const highlight = { names: finding.renames.map((r) => r.to), kept: finding.kept };
  const lines = [
    ...headline(finding, theme, width),
    ...flow([{ text: capital(explainFindingKind(finding)) }], { width, lead: '  ', indent: 2 }),
    ...flow([{ text: capital(explainEvidence(finding.evidenceBits, finding.expectedByChance)) }], { width, lead: '  ', indent: 2 }),
  ];
  if (source !== null) {
    const shown = excerpt(source, finding.startLine, finding.endLine, { theme, width, highlight });
    if (shown.length > 0) lines.push('', ...shown, '');
  }
  lines.push(...labelled('origin', [{ text: printable(originPlace(match)) }], theme, width));
  if (match.url && webUri(match.url)) lines.push(...labelled('', [{ text: printable(match.url), style: theme.quiet, solid: true }], theme, width));
  if (match.licenseFamily !== 'unknown') lines.push(...labelled('licence', [{ text: printable(licenceAndFamily(match)) }], theme, width));
  if (finding.renames.length > 0) {
    lines.push(...labelledLines('renamed', renameColumns(finding.renames, { theme, width: width - labelWidth }), theme));
  }
  if (finding.kept.length > 0) lines.push(...labelled('kept', itemSpans(finding.kept, 12, theme, 36), theme, width));
  if (finding.alsoIn.length > 0) {
    lines.push(...labelled('also in', itemSpans(finding.alsoIn.map(workName), 3, theme, 60), theme, width));
  }
  if (finding.note) lines.push(...labelled('note', [{ text: printable(finding.note.note) }], theme, width));
  return lines;
}

function headline(finding: Finding, theme: Theme, width: number): string[] {
  const { match, severity } = finding;
  const where = printable(place(finding.file, finding.startLine, finding.endLine));
  const message: Span[] = [
    { text: `${severityWord(severity)}:`, style: theme.severity[severity] },
    { text: ' probably copied from ' },
    { text: printable(workName(match)), style: theme.work },
    { text: ' (' },
    { text: printable(licenceName(match.license)), style: theme.licence },
    { text: ')' },
  ];
  const whole: Span[] = [{ text: where, style: theme.place, solid: true }, { text: '  ', solid: true }, ...message];
  const single = flow(whole, { width });
  if (single.length === 1) return single;
  return [theme.place(where), ...flow(message, { width, lead: '  ', indent: 4 })];
}

/** Code that everybody writes: two grey lines, so that it doesn't stand in the way of the findings. */
function idiomText(finding: Finding, { theme, width }: FindingTextOptions): string[] {
  const { match, alsoIn } = finding;
  const others = alsoIn.length > 0 ? ` and ${alsoIn.length === 1 ? '1 other work' : `${alsoIn.length} other works`}` : '';
  const where = printable(place(finding.file, finding.startLine, finding.endLine));
  const holder = `${printable(workName(match))} (${printable(licenceName(match.license))})`;
  const quiet = (text: string, solid = false): Span => ({ text, style: theme.quiet, solid });
  return [
    ...flow([quiet(where, true), quiet('  ', true), quiet(`note: common idiom, also in ${holder}${others}`)], { width, indent: 2 }),
    ...flow([quiet(`${capital(explainFindingKind(finding))}; e.g. ${printable(originPlace(match))}`)], { width, lead: '  ', indent: 2 }),
  ];
}

function labelLead(label: string, theme: Theme): string {
  return `  ${label ? theme.label(label) : ''}${' '.repeat(labelWidth - 2 - label.length)}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
