import * as vscode from 'vscode';
import type { Finding, Severity } from '../core/report.ts';
import { documentOf } from './documents.ts';
import type { FindingStore } from './finding-store.ts';
import { findingMessage } from './wording.ts';

export const SOURCE = 'Nearcopy';

/** A diagnostic that knows its finding, so that quick fixes need not look for it. */
export class FindingDiagnostic extends vscode.Diagnostic {
  readonly finding: Finding;

  constructor(finding: Finding, range: vscode.Range) {
    super(range, findingMessage(finding), SEVERITIES[finding.severity]);
    this.finding = finding;
    this.source = SOURCE;
    const target = webAddress(finding.match.url);
    this.code = target ? { value: finding.kind, target } : finding.kind;
  }
}

/** Shows the findings of the store as diagnostics, on the lines that were copied. */
export function showDiagnostics(store: FindingStore): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('nearcopy');
  const subscription = store.onDidChange((uris) => collection.set(uris.map((uri) => [uri, store.get(uri)?.findings.map((finding) => new FindingDiagnostic(finding, rangeOf(finding, documentOf(uri)))) ?? []])));
  return vscode.Disposable.from(collection, subscription);
}

/** The lines of a finding, without the space before the first; whole lines where the text isn't at hand. */
export function rangeOf({ startLine, endLine }: Pick<Finding, 'startLine' | 'endLine'>, document?: vscode.TextDocument): vscode.Range {
  if (!document) return new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER);
  const first = document.lineAt(Math.min(startLine, document.lineCount) - 1);
  const last = document.lineAt(Math.min(endLine, document.lineCount) - 1);
  return new vscode.Range(first.lineNumber, first.firstNonWhitespaceCharacterIndex, last.lineNumber, last.range.end.character);
}

/** An address as a link; undefined where it isn't one of the web, since an index may say anything. */
export function webAddress(url: string | null): vscode.Uri | undefined {
  return url !== null && /^https?:\/\//i.test(url) ? vscode.Uri.parse(url) : undefined;
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};
