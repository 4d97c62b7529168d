import * as vscode from 'vscode';
import type { Finding, Match } from '../core/report.ts';
import type { ServiceLanguage } from '../host/service/protocol.ts';
import type { App } from './app.ts';
import { chosenFinding, type FindingArgument } from './finding-argument.ts';
import { pathOf, readText } from './documents.ts';
import { noticesWith } from '../policy/notices.ts';

/** Puts a comment with origin, copyright and licence before the copied lines, and the work into THIRD-PARTY-NOTICES.md. */
export function registerAttribution({ store, documents, triggers }: Pick<App, 'store' | 'documents' | 'triggers'>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nearcopy.insertAttribution', async (argument?: FindingArgument) => {
      const chosen = chosenFinding(store, argument);
      if (!chosen) return;
      const document = await vscode.workspace.openTextDocument(chosen.uri);
      const edit = new vscode.WorkspaceEdit();
      attribute(edit, document, chosen.finding, documents.languageOf(document.uri, document.languageId));
      const notices = await addNotice(edit, chosen.uri, chosen.finding);
      if (!await vscode.workspace.applyEdit(edit)) throw new Error(vscode.l10n.t('The attribution could not be inserted: {0} does not accept changes.', pathOf(chosen.uri)));
      if (notices) await (await vscode.workspace.openTextDocument(notices)).save();
      triggers.check(document);
    }),
    vscode.commands.registerCommand('nearcopy.removeCode', async (argument?: FindingArgument) => {
      const chosen = chosenFinding(store, argument);
      if (!chosen) return;
      const edit = new vscode.WorkspaceEdit();
      edit.delete(chosen.uri, new vscode.Range(chosen.finding.startLine - 1, 0, chosen.finding.endLine, 0));
      await vscode.workspace.applyEdit(edit);
      const place = new vscode.Position(chosen.finding.startLine - 1, 0);
      await vscode.window.showTextDocument(chosen.uri, { selection: new vscode.Range(place, place) });
    }),
  );
}

/** Comment lines by the SPDX specification's tags for snippets (annex H, 2.3): https://spdx.github.io/spdx-spec/v2.3/file-tags/ */
export function attributionLines(match: Match): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const origin = [`${match.work}${match.version ? ` ${match.version}` : ''}`, match.path, match.url].filter(Boolean).join(', ');
  return {
    before: [
      'SPDX-SnippetBegin',
      ...(match.license === 'NOASSERTION' ? [] : [`SPDX-License-Identifier: ${match.license}`]),
      ...match.copyright.map((line) => `SPDX-SnippetCopyrightText: ${line}`),
      `Origin: ${origin}`,
    ],
    after: ['SPDX-SnippetEnd'],
  };
}

function attribute(edit: vscode.WorkspaceEdit, document: vscode.TextDocument, finding: Finding, language: ServiceLanguage | undefined): void {
  const { before, after } = attributionLines(finding.match);
  const first = document.lineAt(finding.startLine - 1);
  const indent = first.text.slice(0, first.firstNonWhitespaceCharacterIndex);
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const block = (lines: readonly string[]): string => lines.map((line) => `${indent}${commented(line, language)}${eol}`).join('');
  edit.insert(document.uri, new vscode.Position(finding.startLine - 1, 0), block(before));
  const last = document.lineAt(Math.min(finding.endLine, document.lineCount) - 1);
  if (finding.endLine < document.lineCount) edit.insert(document.uri, new vscode.Position(finding.endLine, 0), block(after));
  else edit.insert(document.uri, last.range.end, eol + block(after));
}

/** One line as a comment. What would end it early is taken out. */
function commented(text: string, language: ServiceLanguage | undefined): string {
  const plain = text.replace(/[\r\n]+/g, ' ');
  const comment = language?.comment ?? { line: '//' };
  if ('line' in comment && comment.line) return `${comment.line} ${plain}`;
  const [start, end] = comment.block ?? ['/*', '*/'];
  return `${start} ${plain.replaceAll(end, '')} ${end}`;
}

async function addNotice(edit: vscode.WorkspaceEdit, uri: vscode.Uri, finding: Finding): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const notices = vscode.Uri.joinPath(folder.uri, 'THIRD-PARTY-NOTICES.md');
  const now = await readText(notices).catch(() => null);
  const then = noticesWith(now ?? '', finding.match, { path: pathOf(uri), unit: finding.match.unit });
  if (now === null) edit.createFile(notices, { contents: new TextEncoder().encode(then), ignoreIfExists: true });
  else if (then !== now) edit.replace(notices, new vscode.Range(0, 0, Number.MAX_SAFE_INTEGER, 0), then);
  return notices;
}
