import type { Severity } from '../core/report.ts';

/** How loud a finding is. Code that everybody writes only informs. */
export function severityOf(finding: { readonly idiom?: boolean }): Severity {
  return finding.idiom ? 'information' : 'warning';
}

/** Most severe first. */
const order: readonly Severity[] = ['error', 'warning', 'information'];

export function atLeast(severity: Severity, threshold: Severity): boolean {
  return order.indexOf(severity) <= order.indexOf(threshold);
}
