import * as vscode from 'vscode';
import type { Finding } from '../core/report.ts';
import { activeEditor } from './active-editor.ts';
import type { App } from './app.ts';
import { findingsLabel } from './counts.ts';
import { pathOf } from './documents.ts';
import { findingMessage, licenseLabel, workLabel } from './wording.ts';

/** Checks the whole of the active file, whatever it looks like, and says what came of it. */
export async function scanFile({ checker, store, triggers }: Pick<App, 'checker' | 'store' | 'triggers'>): Promise<readonly Finding[] | undefined> {
  const { l10n, window } = vscode;
  const { document } = activeEditor();
  const checked = new Promise<string | null>((done) => {
    const subscription = checker.onDidCheck(({ uri, skipped }) => {
      if (uri.toString() !== document.uri.toString()) return;
      subscription.dispose();
      done(skipped);
    });
  });
  triggers.check(document, { isNamed: true });
  const skipped = await checked;
  const findings = store.get(document.uri)?.findings ?? [];
  if (skipped !== null) void window.showInformationMessage(l10n.t('{0} was not checked: {1}.', pathOf(document.uri), skipped));
  else if (findings.length === 0) sayNothingFound(l10n.t('No copied code found in {0}.', pathOf(document.uri)));
  else void jumpTo(document, findings, l10n.t('{0} in {1}', findingsLabel(findings.length), pathOf(document.uri)));
  return findings;
}

/** Checks what is selected, apart from the rest of its file. */
export async function scanSelection({ service, policies }: Pick<App, 'service' | 'policies'>): Promise<readonly Finding[] | undefined> {
  const { l10n, window } = vscode;
  const { document, selection } = activeEditor();
  if (selection.isEmpty) throw new Error(l10n.t('Select the code to check first.'));
  const text = document.getText(selection);
  const id = `selection:${document.uri.toString()}`;
  const { findings: found, skipped } = await service.check({ id, path: pathOf(document.uri), language: document.languageId, text, isNamed: true }).finally(() => service.close(id));
  if (skipped !== null) {
    void window.showInformationMessage(l10n.t('The selection was not checked: {0}.', skipped));
    return undefined;
  }
  const above = selection.start.line;
  const here = found.map((finding) => ({ ...finding, startLine: finding.startLine + above, endLine: finding.endLine + above }));
  const { findings } = await policies.judge(document.uri, here, document.getText());
  if (findings.length === 0) sayNothingFound(l10n.t('No copied code found in the selection.'));
  else void jumpTo(document, findings, l10n.t('{0} in the selection', findingsLabel(findings.length)));
  return findings;
}

function sayNothingFound(message: string): void {
  const why = vscode.l10n.t('Why?');
  void vscode.window.showInformationMessage(message, why).then((chosen) => chosen === why && vscode.commands.executeCommand('nearcopy.whyNothing'));
}

/** Lists findings; the lines of the one in focus are shown, and selected where it is picked. */
async function jumpTo(document: vscode.TextDocument, findings: readonly Finding[], title: string): Promise<void> {
  const { l10n, window } = vscode;
  const items = findings.map((finding) => ({
    finding,
    label: `$(${finding.severity === 'information' ? 'info' : finding.severity}) ${workLabel(finding.match)}`,
    description: `${licenseLabel(finding.match.license)}, ${l10n.t('lines {0}-{1}', finding.startLine, finding.endLine)}`,
    detail: findingMessage(finding),
  }));
  const reveal = async ({ startLine, endLine }: Finding, preserveFocus: boolean): Promise<void> => {
    const range = new vscode.Range(startLine - 1, 0, endLine - 1, document.lineAt(Math.min(endLine, document.lineCount) - 1).text.length);
    await window.showTextDocument(document, { selection: range, preserveFocus });
  };
  const chosen = await window.showQuickPick(items, { title, placeHolder: l10n.t('Select a finding to go to its lines'), onDidSelectItem: (item: (typeof items)[number]) => void reveal(item.finding, true) });
  if (chosen) await reveal(chosen.finding, false);
}
