import * as vscode from 'vscode';
import type { Finding } from '../core/report.ts';
import { licenceUri } from '../report/licence-uri.ts';
import type { App } from './app.ts';
import { rangeOf, webAddress } from './diagnostics.ts';
import { argumentFor } from './finding-argument.ts';
import { LANGUAGES } from './paste.ts';
import { caveat, changeLabel, evidenceLabel, licenseLabel, originLabel, workLabel } from './wording.ts';

/** Says over copied lines whose code it is, how sure that is, and what was renamed. */
export function registerHover({ store }: Pick<App, 'store'>): vscode.Disposable {
  return vscode.languages.registerHoverProvider(LANGUAGES.map((language) => ({ language })), {
    provideHover(document, position) {
      const finding = store.at(document.uri, position.line);
      return finding && new vscode.Hover(findingMarkdown(finding, document.uri), rangeOf(finding, document));
    },
  });
}

/** Trusted for Nearcopy's own commands only; everything that comes from code or an index is escaped. */
export function findingMarkdown(finding: Finding, uri: vscode.Uri): vscode.MarkdownString {
  const { l10n } = vscode;
  const { match, renames, kept, alsoIn, note } = finding;
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: COMMANDS.map(([command]) => command) };
  const paragraph = (text: string): void => void markdown.appendMarkdown(`${text}\n\n`);
  const title = finding.idiom ? l10n.t('Common code, also in') : l10n.t('Probably copied from');
  paragraph(`**${title} ${linked(workLabel(match), webAddress(match.url)?.toString(true))}** (${linked(licenseLabel(match.license), licenceUri(match.license))})`);
  paragraph(`$(file-code) ${escape(originLabel(match))} · ${escape(changeLabel(finding))}`);
  paragraph(`$(law) ${escape(evidenceLabel(finding))}`);
  if (note) paragraph(`$(info) ${escape(note.note)}`);
  const argument = encodeURIComponent(JSON.stringify([argumentFor(uri, finding)]));
  paragraph(COMMANDS.map(([command, title]) => `[${title()}](command:${command}?${argument})`).join(' · '));
  if (renames.length > 0) {
    const rows = renames.slice(0, MOST_ROWS).map(({ from, to }) => `| ${from === null ? '–' : code(from)} | ${code(to)} |`);
    paragraph([`| ${l10n.t('Original')} | ${l10n.t('Here')} |`, '| :-- | :-- |', ...rows].join('\n'));
    if (renames.length > MOST_ROWS) paragraph(l10n.t('and {0} more names', renames.length - MOST_ROWS));
  }
  if (kept.length > 0) paragraph(`${l10n.t('Kept:')} ${listed(kept.map(code), MOST_KEPT)}`);
  if (alsoIn.length > 0) paragraph(`${alsoIn.length === 1 ? l10n.t('Also in 1 other work:') : l10n.t('Also in {0} other works:', alsoIn.length)} ${listed(alsoIn.map((work) => escape(workLabel(work))), MOST_WORKS)}`);
  paragraph(`*${caveat()}*`);
  return markdown;
}

const COMMANDS: readonly (readonly [string, () => string])[] = [
  ['nearcopy.showEvidence', () => vscode.l10n.t('Evidence')],
  ['nearcopy.compareWithOriginal', () => vscode.l10n.t('Compare')],
  ['nearcopy.insertAttribution', () => vscode.l10n.t('Attribute')],
  ['nearcopy.ignoreFinding', () => vscode.l10n.t('Ignore…')],
];
const MOST_ROWS = 12;
const MOST_KEPT = 12;
const MOST_WORKS = 5;

function listed(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? vscode.l10n.t('{0} and {1} more', shown, items.length - most) : shown;
}

const linked = (text: string, target: string | null | undefined): string => (target ? `[${escape(text)}](${target.replace(/[^\w:/.?=%~@,;+#&$'-]/gu, percentEncoded)})` : escape(text));

/** A character of an address so that it means nothing in Markdown; `encodeURIComponent` leaves parentheses as they are. */
const percentEncoded = (character: string): string => Array.from(new TextEncoder().encode(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** Markdown of a text from outside, with nothing in it that means something. */
const escape = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-!~<>|$&]/g, '\\$&').replace(/\s+/g, ' ');

/** A name in code style. Names with backticks would end it, so those are escaped as text. */
const code = (name: string): string => {
  const short = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  return /[`\n|\\]/.test(short) ? escape(short) : `\`${short}\``;
};
