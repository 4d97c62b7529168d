/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Evaluation } from '../../src/report/evaluation.ts';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import { answering, type Answered } from './support/answers.ts';
import { activated } from './support/extension.ts';
import { until } from './support/until.ts';
import { closeAllEditors, inWorkspace, writeText } from './support/workspace.ts';

const evaluate = (path: string): Thenable<Evaluation | undefined> => vscode.commands.executeCommand('nearcopy.evaluateAccuracy', inWorkspace(path));
const view = (): vscode.Tab | undefined => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('nearcopy.evaluation'));

suite('Accuracy on the own code', () => {
  let api: NearcopyApi;
  let answered: Answered;
  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
  });
  setup(() => { answered = answering({ showQuickPick: (items: unknown[]) => items[0] }); });
  teardown(async () => {
    answered.restore();
    await closeAllEditors();
  });

  test('a folder is evaluated, and the page stands in a view of its own, which the next one takes over', async () => {
    const evaluation = await evaluate('copies/javascript');
    assert.deepEqual(answered.said, []);
    assert.deepEqual(evaluation?.languages.map(({ language }) => language), ['javascript']);
    assert.equal(evaluation.isSample, false);
    assert.ok(evaluation.overall.all.of > 50 && evaluation.overall.all.found[1]!.count > evaluation.overall.all.of / 2, JSON.stringify(evaluation.overall));
    // The copies are copies of what the index holds.
    assert.ok(evaluation.overall.findings[1]!.count > 0);
    await until('the view', view);
    assert.equal(view()!.label, 'Accuracy');
    await evaluate('copies/lua');
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview).length, 1);
  });

  test('without an answer to how long nothing happens', async () => {
    answered.restore();
    answered = answering({ showQuickPick: () => undefined });
    assert.equal(await evaluate('copies/javascript'), undefined);
    assert.deepEqual([answered.said, view()], [[], undefined]);
  });

  test('where there is no function to try, it says so', async () => {
    const file = await writeText('words/notes.md', 'nothing');
    assert.equal(await evaluate('words'), undefined);
    assert.match(answered.said.join('\n'), /^error: words holds no function of 24 tokens or more/);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, '..'), { recursive: true });
  });

  test('without an index it says so', async () => {
    const settings = vscode.workspace.getConfiguration('nearcopy');
    try {
      await settings.update('starterIndex', 'never', vscode.ConfigurationTarget.Workspace);
      await settings.update('indexes', [], vscode.ConfigurationTarget.Workspace);
      await until('no index', () => api.app.indexes.paths.length === 0);
      assert.equal(await evaluate('copies/javascript'), undefined);
      assert.deepEqual(answered.said, ['warning: There is no index to compare with.']);
    } finally {
      await settings.update('indexes', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('starterIndex', undefined, vscode.ConfigurationTarget.Workspace);
      await until('the index again', () => api.app.indexes.paths.length > 0);
    }
  });

  test('a browser, which has no threads for it, does not offer it', () => {
    const { contributes } = api.app.context.extension.packageJSON as { contributes: { menus: Record<string, { command?: string; when?: string }[]> } };
    const offered = Object.entries(contributes.menus).flatMap(([menu, items]) => items.filter(({ command }) => command === 'nearcopy.evaluateAccuracy').map(({ when }) => ({ menu, when })));
    // The submenu of the explorer isn't there in a browser.
    assert.deepEqual(offered.filter(({ when }) => !when?.includes('!nearcopy.isBrowser')).map(({ menu }) => menu), ['nearcopy.explorer']);
    assert.equal(offered.length, 3);
  });

  test('it can be cancelled, and leaves nothing that runs', async () => {
    const cancelling = new AbortController();
    const { tasks } = api.app.host;
    const { indexes } = api.app;
    let seen = 0;
    const request = { cwd: inWorkspace('').fsPath, paths: ['copies'], indexes: indexes.paths, keyFiles: [], ignore: [], seconds: 600 };
    const onProgress = ({ label }: { readonly label: string }): void => {
      if (label === 'try' && ++seen === 2) cancelling.abort();
    };
    await assert.rejects(tasks!.run('evaluate', request, { signal: cancelling.signal, onProgress }), { name: 'AbortError' });
  });
});
