import type { LicenseFamily } from '../core/license/family.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { FindingKind, Severity } from '../core/report.ts';
import { isTestPath } from '../core/tokens/screen.ts';

/** What the policy makes of a finding: how loud it is, or that it isn't reported. */
export type Verdict = Severity | 'ignore';

/** Kinds of matches that a policy tells apart; `test` is a test that resembles another project's test in part. */
export type PolicyKind = FindingKind | 'idiom' | 'test';

/** How severe at most a finding is, by the family of its licence and by each kind that it is of: the mildest of these holds. */
export interface SeverityTable {
  readonly families: Readonly<Record<LicenseFamily, Verdict>>;
  readonly kinds: Readonly<Record<PolicyKind, Verdict>>;
}

/**
 * Every licence that asks for something is worth a warning: a permissive one still wants its notice kept. Code that everybody writes
 * only informs, and so do tests, since their tables and set-up look alike everywhere.
 */
export const defaultSeverities: SeverityTable = {
  families: {
    'public-domain': 'information',
    permissive: 'warning',
    'weak-copyleft': 'warning',
    'strong-copyleft': 'warning',
    'network-copyleft': 'warning',
    proprietary: 'warning',
    unknown: 'warning',
  },
  kinds: { verbatim: 'error', renamed: 'error', edited: 'error', idiom: 'information', test: 'information' },
};

/** What of a finding its severity depends on. */
export type JudgedPart = Pick<UnjudgedFinding, 'kind' | 'file' | 'idiom'> & { readonly match: Pick<UnjudgedFinding['match'], 'path' | 'licenseFamily'> };

export function verdictOf(finding: JudgedPart, table: SeverityTable = defaultSeverities): Verdict {
  return mildest([table.families[finding.match.licenseFamily], ...kindsOf(finding).map((kind) => table.kinds[kind])]);
}

/** The kinds that a finding is of: always one of the three, and what else it is. */
export function kindsOf(finding: JudgedPart): PolicyKind[] {
  const isTestOfTest = finding.kind === 'edited' && isTestPath(finding.file) && isTestPath(finding.match.path);
  return [finding.kind, ...(finding.idiom ? ['idiom' as const] : []), ...(isTestOfTest ? ['test' as const] : [])];
}

export function mildest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((mild, verdict) => (verdictOrder.indexOf(verdict) > verdictOrder.indexOf(mild) ? verdict : mild), 'error');
}

/** From the loudest to the mildest. */
export const verdictOrder: readonly Verdict[] = ['error', 'warning', 'information', 'ignore'];

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return verdictOrder.indexOf(severity) <= verdictOrder.indexOf(threshold);
}
