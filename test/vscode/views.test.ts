/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import { groupFindings, noFilter } from '../../src/vscode/findings-tree.ts';
import { FindingsView } from '../../src/vscode/findings-view.ts';
import { menuItems } from '../../src/vscode/menu.ts';
import { answering } from './support/answers.ts';
import { activated, extension } from './support/extension.ts';
import { until } from './support/until.ts';
import { closeAllEditors, inWorkspace } from './support/workspace.ts';

interface Contributed {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
  readonly configuration: { readonly properties: Readonly<Record<string, object>> };
}

suite('Views and menus', () => {
  let api: NearcopyApi;
  const manifest = (): Contributed => (extension().packageJSON as { contributes: Contributed }).contributes;

  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
    const answered = answering({});
    await vscode.commands.executeCommand('nearcopy.scanWorkspace');
    answered.restore();
  });
  teardown(closeAllEditors);

  test('findings by file: sorted by path, each with all findings of the file', () => {
    const groups = groupFindings(api.app.store.files, 'file', noFilter);
    const paths = groups.map(({ file }) => file!.path);
    assert.deepEqual(paths, [...paths].sort());
    assert.equal(groups.reduce((sum, { findings }) => sum + findings.length, 0), api.app.store.count);
  });

  test('findings by work and by licence: one group for the one work', () => {
    const works = groupFindings(api.app.store.files, 'work', noFilter).map(({ name }) => name);
    assert.deepEqual(works, ['sample-works 1.2.0']);
    const [license] = groupFindings(api.app.store.files, 'license', noFilter);
    assert.equal(license!.name, 'MIT');
    assert.equal(license!.findings.length, api.app.store.count);
  });

  test('the filter looks at paths, functions and severity', () => {
    const shown = (text: string, severity = noFilter.severity): string[] => groupFindings(api.app.store.files, 'file', { text, severity }).map(({ file }) => vscode.workspace.asRelativePath(file!));
    assert.ok(shown('PYTHON').length > 0 && shown('PYTHON').every((path) => path.includes('python')));
    assert.deepEqual(shown('no such thing'), []);
    assert.deepEqual(shown('', 'error'), []);
    const named = shown('packIntervals');
    assert.ok(named.includes('copies/javascript/renamed.js') && !named.some((path) => path.includes('python')), named.join());
  });

  test('tree items say to a screen reader what the picture shows, and open the lines', async () => {
    const [group] = groupFindings(api.app.store.files, 'file', { text: 'javascript/renamed.js', severity: 'information' });
    const item = FindingsView.prototype.getTreeItem.call(undefined as never, group!.findings[0]!);
    assert.match(item.accessibilityInformation!.label, /^Warning: Probably copied from sample-works 1\.2\.0 \(MIT\).*copies\/javascript\/renamed\.js, lines \d+-\d+$/);
    assert.equal(item.contextValue, 'finding');
    await vscode.commands.executeCommand(item.command!.command, ...item.command!.arguments!);
    const editor = vscode.window.activeTextEditor!;
    assert.equal(vscode.workspace.asRelativePath(editor.document.uri), 'copies/javascript/renamed.js');
    assert.equal(editor.selection.start.line, group!.findings[0]!.finding.startLine - 1);
  });

  test('grouping and filter are commands, and wrong-footed by nothing that is not there', async () => {
    for (const grouping of ['work', 'license', 'file']) await vscode.commands.executeCommand('nearcopy.groupFindings', grouping);
    await vscode.commands.executeCommand('nearcopy.filterFindings', { text: 'zzz', severity: 'information' });
    await vscode.commands.executeCommand('nearcopy.clearFilter');
    await vscode.commands.executeCommand('nearcopy.showFindings');
    await vscode.commands.executeCommand('nearcopy.showIndexes');
  });

  test('the menu begins with what is there to do, and every entry is a command', async () => {
    const items = menuItems(api.app);
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command, kind } of items) if (kind !== vscode.QuickPickItemKind.Separator) assert.ok(command && known.has(command), command);
    assert.ok(items.some(({ label }) => label.includes('Turn off')) && !items[0]!.label.includes('Turn off'), 'Enter does not switch it off');
    assert.ok(items.some(({ label, description }) => label.includes('Show findings') && description === `${api.app.store.count} findings`));
  });

  test('every command of the manifest is registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = manifest().commands.map(({ command }) => command).filter((command) => !known.has(command));
    assert.deepEqual(missing, []);
  });

  test('every menu entry is a command of the manifest, and every title is in words', () => {
    const { commands, menus } = manifest();
    const named = new Set(commands.map(({ command }) => command));
    for (const [menu, entries] of Object.entries(menus)) for (const { command } of entries) assert.ok(command === undefined || named.has(command), `${menu}: ${command}`);
    for (const { title } of commands) assert.doesNotMatch(title, /%/);
  });

  test('every setting is read under its name, and has a default', () => {
    for (const name of Object.keys(manifest().configuration.properties)) assert.notEqual(vscode.workspace.getConfiguration().inspect(name)?.defaultValue, undefined, name);
  });
});

suite('The sample of the walkthrough', () => {
  teardown(closeAllEditors);

  test('ends with a real finding, in an index that goes with the file', async () => {
    const api = await activated();
    await vscode.commands.executeCommand('nearcopy.openSample');
    const { uri } = vscode.window.activeTextEditor!.document;
    const [finding] = await until('a finding', () => api.app.store.get(uri)?.findings);
    assert.equal(finding!.match.work, 'nearcopy-sample');
    assert.equal(finding!.severity, 'warning');
    assert.ok(finding!.renames.length > 10);
    assert.ok(api.app.indexes.used.some(({ from }) => from === 'sample'));
    await closeAllEditors();
    await until('the index is let go', () => !api.app.indexes.used.some(({ from }) => from === 'sample'));
    assert.equal(api.app.store.get(uri), undefined);
    assert.equal(vscode.workspace.getWorkspaceFolder(inWorkspace('')) !== undefined, true);
  });
});
