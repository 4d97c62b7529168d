// The wording that text, SARIF and comparisons share.

import type { LicenseFamily } from '../core/license/family.ts';
import type { Finding, FindingKind, Match, ReasonCode, Severity } from '../core/report.ts';

export const caveat = 'A match is a reason to look, not a legal verdict.';

/** Most severe first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** 'same code, 14 names changed', 'identical', 'edited copy: 87% of it matches'. */
export function explainKind(kind: FindingKind, similarity: number, renamed: number): string {
  if (kind === 'verbatim') return 'identical';
  const names = renamed > 0 ? `, ${count(renamed, 'name')} changed` : '';
  if (kind === 'edited') return `edited copy: ${percent(similarity)} of it matches${names}`;
  // Equal tokens and no changed name leave only the literals.
  return `same code${names || ', other values in it'}`;
}

export function explainFindingKind(finding: Finding): string {
  return explainKind(finding.kind, finding.similarity, finding.renames.length);
}

export function workName({ work, version }: { readonly work: string; readonly version: string | null }): string {
  return version ? `${work} ${version}` : work;
}

export function licenceName(license: string): string {
  return license === 'NOASSERTION' || license === '' ? 'licence unknown' : license;
}

/** What a licence asks for, in two words. */
export function familyName(family: LicenseFamily): string {
  return families[family];
}

const families: Readonly<Record<LicenseFamily, string>> = {
  'public-domain': 'public domain',
  permissive: 'permissive',
  'weak-copyleft': 'weak copyleft',
  'strong-copyleft': 'strong copyleft',
  'network-copyleft': 'network copyleft',
  proprietary: 'proprietary',
  unknown: 'unknown',
};

/** 'MIT, permissive'; the licence alone where its family is unknown. */
export function licenceAndFamily({ license, licenseFamily }: { readonly license: string; readonly licenseFamily: LicenseFamily }): string {
  return licenseFamily === 'unknown' ? licenceName(license) : `${licenceName(license)}, ${familyName(licenseFamily)}`;
}

/** Why findings are quiet, in a few words: '3 ignored'. */
export const reasonWords: Readonly<Record<ReasonCode, string>> = {
  'own-origin': "the project's own",
  'own-work': 'own works',
  dependency: 'dependencies',
  vendored: 'vendored with their licence',
  ignored: 'ignored',
  'ignored-work': 'of ignored works',
  severity: 'ignored by family or kind',
  attributed: 'attributed',
  noticed: 'in the notices',
};

/** 'lodash.js:1204-1225'. */
export function place(path: string, startLine: number, endLine: number): string {
  return `${path}:${lineRange(startLine, endLine)}`;
}

export function lineRange(startLine: number, endLine: number): string {
  return startLine === endLine ? String(startLine) : `${startLine}-${endLine}`;
}

/** 'baseChunk in lodash.js:1204-1225'. */
export function originPlace(match: Match): string {
  const where = place(match.path, match.startLine, match.endLine);
  return match.unit ? `${match.unit} in ${where}` : where;
}

/** '1 file', '4,180 functions'. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/** Rounded so that only what is whole is called 100% and only nothing 0%. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share < 1) return '99%';
  if (rounded <= 0 && share > 0) return '1%';
  return `${rounded}%`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What a severity is called where people read it: 'note' is the usual word for information. */
export function severityWord(severity: Severity): string {
  return severity === 'information' ? 'note' : severity;
}
