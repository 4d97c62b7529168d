import type * as vscode from 'vscode';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Finding, QuietFinding } from '../core/report.ts';

/** Says what findings mean in the workspace that a file belongs to. */
export interface Judging {
  judge(uri: vscode.Uri, found: readonly UnjudgedFinding[], text: string): Promise<{ readonly findings: readonly Finding[]; readonly quiet: readonly QuietFinding[] }>;
  /** The level of evidence that holds for new checks. */
  expectedAtMost(): number;
}
