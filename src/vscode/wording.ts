import { l10n } from 'vscode';
import type { Finding, Match, Severity } from '../core/report.ts';
import { evidenceFigures, evidenceStrength } from '../report/evidence.ts';
import { printable } from '../report/cells.ts';
import { percent } from '../report/phrases.ts';

// What a finding says to a person, in the language of the editor. Texts of indexes and code go through `printable`: a
// direction mark or control character in a name must not turn a sentence round.

/** `Probably copied from lodash 4.17.21 (MIT): debounce, lodash.js:10372-10451; 14 names changed.` */
export function findingMessage(finding: Finding): string {
  const { match } = finding;
  const parts = { work: workLabel(match), license: licenseLabel(match.license), place: originLabel(match), change: changeLabel(finding) };
  return finding.idiom
    ? l10n.t('Common code: it stands in several works with names of their own, such as {work} ({license}): {place}; {change}.', parts)
    : l10n.t('Probably copied from {work} ({license}): {place}; {change}.', parts);
}

export const workLabel = ({ work, version }: Pick<Match, 'work' | 'version'>): string => printable(version ? `${work} ${version}` : work);

export const licenseLabel = (license: string): string => (license === 'NOASSERTION' || license === '' ? l10n.t('licence unknown') : printable(license));

/** `debounce, lodash.js:10372-10451`. */
export const originLabel = ({ unit, path, startLine, endLine }: Match): string => printable(`${unit ? `${unit}, ` : ''}${path}:${startLine === endLine ? startLine : `${startLine}-${endLine}`}`);

export function changeLabel({ kind, renames, similarity }: Finding): string {
  if (kind === 'verbatim') return l10n.t('identical');
  const names = renames.length === 0 ? '' : renames.length === 1 ? l10n.t('1 name changed') : l10n.t('{0} names changed', renames.length);
  if (kind === 'renamed') return names || l10n.t('the same code with other values');
  const edited = l10n.t('edited, {0} of it matches', percent(similarity));
  return names ? `${edited}, ${names}` : edited;
}

/** Strength of the evidence in plain words. */
function strengthLabel({ evidenceBits, expectedByChance }: Finding): string {
  const strength = evidenceStrength(evidenceBits, expectedByChance);
  if (strength === 'very strong') return l10n.t('very strong evidence');
  if (strength === 'strong') return l10n.t('strong evidence');
  return strength === 'fair' ? l10n.t('fair evidence') : l10n.t('weak evidence');
}

/** `very strong evidence (143 bits; expected by chance 3e-31 times)`. */
export const evidenceLabel = (finding: Finding): string => `${strengthLabel(finding)} (${evidenceFigures(finding.evidenceBits, finding.expectedByChance)})`;

export function severityLabel(severity: Severity): string {
  if (severity === 'error') return l10n.t('Error');
  return severity === 'warning' ? l10n.t('Warning') : l10n.t('Information');
}

export const caveat = (): string => l10n.t('A match is a reason to look, not a legal verdict.');
