import type { Finding } from '../core/report.ts';
import { printable } from './cells.ts';
import { explainEvidence } from './evidence.ts';
import { caveat, explainFindingKind, licenceName, originPlace, workName } from './phrases.ts';
import { webUri } from './web-uri.ts';

export interface SarifMessage {
  readonly text: string;
  readonly markdown: string;
}

/** What a result says, plain and as Markdown with the rename map. Viewers may show the first sentence only, so it says the essence. */
export function sarifMessage(finding: Finding): SarifMessage {
  const { match } = finding;
  const said = sentence(finding.idiom ? 'Common idiom, also in ' : 'Probably copied from ');
  const licence = licenceName(match.license);
  const facts = [explainFindingKind(finding), explainEvidence(finding.evidenceBits, finding.expectedByChance)].map(sentence);
  const text = [
    `${said}${workName(match)} (${licence}): ${originPlace(match)}.`,
    ...facts.map((fact) => `${fact}.`),
    ...(finding.note ? [finding.note.note] : []),
    caveat,
  ].join(' ');

  const url = webUri(match.url);
  const where = code(originPlace(match));
  const paragraphs = [
    `${said}**${escapeMarkdown(workName(match))}** (${escapeMarkdown(licence)}): ${url ? `[${where}](<${url}>)` : where}.`,
    `${facts.join('. ')}.`,
    ...(finding.note ? [escapeMarkdown(finding.note.note)] : []),
    ...renameTable(finding),
    ...others(finding),
    `_${caveat}_`,
  ];
  return { text: escapeBraces(printable(text)), markdown: escapeBraces(paragraphs.join('\n\n')) };
}

/** SARIF reads `{0}` in a message as a placeholder, and names can hold braces. */
export function escapeBraces(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

function renameTable({ renames }: Finding): string[] {
  const named = renames.filter((r) => r.from !== null);
  if (named.length === 0) return [];
  const rows = named.slice(0, limit).map((r) => `| ${cell(r.from!)} | ${cell(r.to)} |`);
  const rest = named.length - rows.length;
  const table = ['| original | here |', '| --- | --- |', ...rows].join('\n');
  return rest > 0 ? [table, `… and ${rest} more.`] : [table];
}

function others({ alsoIn }: Finding): string[] {
  if (alsoIn.length === 0) return [];
  const shown = alsoIn.slice(0, 3).map((work) => escapeMarkdown(workName(work)));
  const rest = alsoIn.length - shown.length;
  return [`Also in ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`];
}

/** Names come from anywhere; as Markdown they must stay text. */
function escapeMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>#|~!&]/g, '\\$&');
}

/** A code span, fenced with more backticks than the text holds in a row. */
function code(text: string): string {
  const safe = printable(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${safe} ${fence}` : `${fence}${safe}${fence}`;
}

/** In a table a bar ends the cell even within a code span, unless it is escaped. */
function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const limit = 12;
