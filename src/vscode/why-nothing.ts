import * as vscode from 'vscode';
import type { ExplainedUnit, Explanation } from '../host/service/protocol.ts';
import { printable } from '../report/cells.ts';
import type { App } from './app.ts';
import { pathOf } from './documents.ts';

/** Answers "Why was nothing found here?" for the selection: what was looked at, what a copy could reach, what came nearest. */
export function registerWhyNothing({ service, indexes }: Pick<App, 'service' | 'indexes'>): vscode.Disposable {
  let answer = '';
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { onDidChange: changed.event, provideTextDocumentContent: () => answer }),
    vscode.commands.registerCommand('nearcopy.whyNothing', async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor into the code that the question is about.'));
      const { document, selection } = editor;
      const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
      const explanation = await service.explain({
        document: { id: document.uri.toString(), path: pathOf(document.uri), language: document.languageId, text: document.getText(), isNamed: true },
        from,
        to: Math.max(to, from + 1),
      });
      answer = explanationMarkdown(explanation, { path: pathOf(document.uri), startLine: selection.start.line + 1, endLine: selection.end.line + 1, indexes: indexes.used.map(({ name }) => name) });
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Why Nothing Was Found')}.md` });
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    }),
  );
}

const SCHEME = 'nearcopy-explanation';

interface Asked {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly indexes: readonly string[];
}

/** The answer as a page. */
export function explanationMarkdown({ skipped, units, expectedAtMost }: Explanation, { path, startLine, endLine, indexes }: Asked): string {
  const { l10n } = vscode;
  const lines = [`# ${l10n.t('Why was nothing found here?')}`, '', l10n.t('{0}, lines {1} to {2}.', code(path), startLine, endLine), ''];
  if (indexes.length === 0) lines.push(l10n.t('There is no index to compare with. Build one, or name one in the setting {0}.', '`nearcopy.indexes`'));
  else if (skipped !== null) lines.push(l10n.t('The file was not looked at: {0}.', skipped));
  else if (units.length === 0) lines.push(l10n.t('There is no function of 24 tokens or more here. Shorter code carries too little information to be attributed to anybody.'));
  else {
    lines.push(l10n.t('Compared with {0}. A match is shown where chance explains it at most {1} times.', indexes.map(code).join(', '), times(expectedAtMost)), '');
    for (const unit of units) lines.push(...unitMarkdown(unit, expectedAtMost));
  }
  return `${lines.join('\n')}\n`;
}

function unitMarkdown(unit: ExplainedUnit, expectedAtMost: number): string[] {
  const { l10n } = vscode;
  const { startLine, endLine, tokens, reachableBits, reachableExpected, keys, unknownKeys, candidates, nearest } = unit;
  const enough = reachableExpected <= expectedAtMost;
  return [
    `## ${l10n.t('Lines {0} to {1}', startLine, endLine)}`,
    '',
    `- ${l10n.t('{0} tokens. A copy of it under other names would show {1} bits, which chance explains {2} times: {3}.', tokens, reachableBits, times(reachableExpected), enough ? l10n.t('enough to be reported') : l10n.t('too little to be reported, whatever the index holds'))}`,
    `- ${l10n.t('{0} fingerprints looked up, {1} of them unknown to the indexes; {2} candidates compared in full.', keys, unknownKeys, candidates)}`,
    `- ${nearest ? l10n.t('Nearest: {0} with {1} bits, which chance explains {2} times.', `${code(nearest.path)} (${code([nearest.work, nearest.version].filter(Boolean).join(' '))})`, nearest.bits, times(nearest.expected)) : l10n.t('Nothing in the indexes comes near it.')}`,
    '',
  ];
}

const times = (expected: number): string => (expected >= 0.01 && expected < 1000 ? String(Number(expected.toPrecision(2))) : expected.toExponential(0));
const code = (text: string): string => `\`${printable(text).replaceAll('`', "'")}\``;
