import type * as vscode from 'vscode';
import type { Finding, Severity } from '../core/report.ts';
import { verdictOrder } from '../policy/severity.ts';
import type { FileFindings } from './finding-store.ts';
import { licenseLabel, workLabel } from './wording.ts';

/** What the findings are put together by. */
export type Grouping = 'file' | 'work' | 'license';

export interface FindingFilter {
  /** Anywhere in the path, work, licence, function or names; '' for all. */
  readonly text: string;
  /** The mildest that is shown. */
  readonly severity: Severity;
}

export const noFilter: FindingFilter = { text: '', severity: 'information' };

/** A finding as commands of its menu take it, too. */
export interface FindingNode {
  readonly type: 'finding';
  readonly uri: string;
  readonly key: string;
  readonly startLine: number;
  readonly file: vscode.Uri;
  readonly finding: Finding;
  readonly group: GroupNode;
}

export interface GroupNode {
  readonly type: 'group';
  readonly grouping: Grouping;
  /** The file's address, or the work or licence in words. */
  readonly name: string;
  /** Set where a file groups. */
  readonly file: vscode.Uri | undefined;
  readonly findings: readonly FindingNode[];
}

/** The findings that pass the filter, in groups: files by path, works and licences by how many findings they have. */
export function groupFindings(files: readonly FileFindings[], grouping: Grouping, filter: FindingFilter): GroupNode[] {
  const groups = new Map<string, { -readonly [Key in keyof GroupNode]: GroupNode[Key] } & { findings: FindingNode[] }>();
  for (const { uri: file, findings } of [...files].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1))) {
    for (const finding of [...findings].sort((a, b) => a.startLine - b.startLine)) {
      if (!passes(finding, file, filter)) continue;
      const name = nameOf(finding, file, grouping);
      let group = groups.get(name);
      if (!group) groups.set(name, (group = { type: 'group', grouping, name, file: grouping === 'file' ? file : undefined, findings: [] }));
      group.findings.push({ type: 'finding', uri: file.toString(), key: finding.key, startLine: finding.startLine, file, finding, group });
    }
  }
  const found = [...groups.values()];
  return grouping === 'file' ? found : found.sort((a, b) => b.findings.length - a.findings.length || (a.name < b.name ? -1 : 1));
}

function nameOf({ match }: Finding, file: vscode.Uri, grouping: Grouping): string {
  if (grouping === 'file') return file.toString();
  return grouping === 'work' ? workLabel(match) : licenseLabel(match.license);
}

function passes(finding: Finding, file: vscode.Uri, { text, severity }: FindingFilter): boolean {
  if (verdictOrder.indexOf(finding.severity) > verdictOrder.indexOf(severity)) return false;
  if (text === '') return true;
  const { match, renames } = finding;
  const said = [file.path, match.work, match.version, match.license, match.path, match.unit, ...renames.flatMap(({ from, to }) => [from, to])];
  return said.some((part) => part?.toLowerCase().includes(text.toLowerCase()));
}
