import type { Finding, Severity } from '../core/report.ts';
import { atLeast } from './severity.ts';

/** From which severity on findings make a scan fail. */
export type FailOn = Severity | 'never';

export const defaultFailOn: FailOn = 'warning';

/** What --fail-on accepts. */
export const failOnValues: readonly FailOn[] = ['error', 'warning', 'information', 'never'];

export function isFailOn(value: string): value is FailOn {
  return (failOnValues as readonly string[]).includes(value);
}

/** 1 where something is to be reported at or above `failOn`, else 0. Errors of usage and of the machine are 2, and not decided here. */
export function exitCode(findings: readonly Pick<Finding, 'severity'>[], failOn: FailOn = defaultFailOn): 0 | 1 {
  return failOn !== 'never' && findings.some((finding) => atLeast(finding.severity, failOn)) ? 1 : 0;
}
