/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Comparison } from '../../src/report/comparison.ts';
import { answering, type Answered } from './support/answers.ts';
import { activated } from './support/extension.ts';
import { until } from './support/until.ts';
import { closeAllEditors, inWorkspace, open, original } from './support/workspace.ts';

suite('Compare selections', () => {
  let answered: Answered;
  suiteSetup(async () => (await activated()).whenIdle());
  setup(() => { answered = answering({}); });
  teardown(async () => {
    answered.restore();
    await closeAllEditors();
  });
  const marked = (document: vscode.TextDocument): vscode.Selection => {
    const lines = document.getText().split('\n');
    return new vscode.Selection(lines.findIndex((line) => line.includes('>>>')) + 1, 0, lines.findIndex((line) => line.includes('<<<')), 0);
  };

  test('two selections in one document: what is the same under other names', async () => {
    const text = await vscode.workspace.openTextDocument(inWorkspace('copies/javascript/renamed.js'));
    const both = await vscode.workspace.openTextDocument({ language: 'javascript', content: `${await original('javascript')}\n\n${text.getText()}` });
    const editor = await vscode.window.showTextDocument(both);
    const starts = both.getText().split('\n').flatMap((line, n) => (line.includes('>>> packIntervals') ? [n + 1] : []));
    const ends = both.getText().split('\n').flatMap((line, n) => (line.includes('<<< packIntervals') ? [n] : []));
    editor.selections = starts.map((start, i) => new vscode.Selection(start, 0, ends[i]!, 0));
    assert.equal(editor.selections.length, 2);
    const comparison = await vscode.commands.executeCommand<Comparison>('nearcopy.compareSelections');
    assert.equal(comparison.kind, 'renamed');
    assert.ok(comparison.renames.some(({ from, to }) => from === 'packIntervals' && to === 'layOutShifts'));
    await until('a diff', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab!.label, /the same code, \d+ names changed$/);
    assert.match(answered.said.join('\n'), /^information: The same code, \d+ names changed\./);
  });

  test('one is selected first, the other compared with it', async () => {
    const first = await open('copies/javascript/renamed.js');
    first.selection = marked(first.document);
    await vscode.commands.executeCommand('nearcopy.selectForCompare');
    const second = await open('copies/javascript/unrelated.js');
    second.selection = new vscode.Selection(0, 0, second.document.lineCount, 0);
    const comparison = await vscode.commands.executeCommand<Comparison>('nearcopy.compareWithSelected');
    assert.equal(comparison?.kind, null, answered.said.join('\n'));
    assert.match(answered.said.join('\n'), /No significant match/);
  });
});

suite('Turning off and on', () => {
  teardown(async () => {
    await vscode.workspace.getConfiguration('nearcopy').update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    await closeAllEditors();
  });

  test('off takes the findings away and checks nothing; on checks what is open', async () => {
    const api = await activated();
    const { document } = await open('copies/javascript/renamed.js');
    await until('a finding', () => api.app.store.get(document.uri));
    await vscode.commands.executeCommand('nearcopy.toggle');
    await until('no findings', () => api.app.store.count === 0);
    await vscode.commands.executeCommand('nearcopy.toggle');
    await until('a finding again', () => api.app.store.get(document.uri));
  });
});
