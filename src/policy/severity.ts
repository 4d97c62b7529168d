import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Severity } from '../core/report.ts';
import { isTestPath } from '../core/tokens/screen.ts';

/**
 * How loud a finding is. Code that everybody writes only informs; so does a test that resembles another project's test in part, since
 * tables and set-up of tests look alike everywhere.
 */
export function severityOf(finding: JudgedPart): Severity {
  const isTestOfTest = finding.kind === 'edited' && isTestPath(finding.file) && isTestPath(finding.match.path);
  return finding.idiom || isTestOfTest ? 'information' : 'warning';
}

type JudgedPart = Pick<UnjudgedFinding, 'kind' | 'file' | 'idiom'> & { readonly match: Pick<UnjudgedFinding['match'], 'path'> };

/** Most severe first. */
const order: readonly Severity[] = ['error', 'warning', 'information'];

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return order.indexOf(severity) <= order.indexOf(threshold);
}
