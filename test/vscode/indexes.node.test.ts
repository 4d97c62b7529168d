/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { BuildTaskResult } from '../../src/host/service/tasks.ts';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import { freeIndexName, indexNameProblem } from '../../src/vscode/index-names.ts';
import { isBroken, type UsedIndex } from '../../src/vscode/indexes.ts';
import { answering, type Answered } from './support/answers.ts';
import { activated } from './support/extension.ts';
import { until } from './support/until.ts';
import { fixtureIndex, inWorkspace, original, readText, writeText } from './support/workspace.ts';

suite('Indexes', () => {
  let api: NearcopyApi;
  let folder: string;
  let answered: Answered | undefined;
  const own = (name: string): UsedIndex | undefined => api.app.indexes.used.find((index) => index.from === 'own' && index.name === `${name}.ncx`);
  const project = async (name: string, license = 'Apache-2.0'): Promise<vscode.Uri> => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '2.0.0', license }));
    writeFileSync(join(path, 'intervals.js'), await original('javascript'));
    return vscode.Uri.file(path);
  };
  const build = (uri: vscode.Uri): Thenable<BuildTaskResult | undefined> => vscode.commands.executeCommand('nearcopy.buildIndex', uri);

  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
    folder = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  });
  suiteTeardown(async () => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(api.app.indexes.ownFolder.fsPath, { recursive: true, force: true });
    await api.app.reload();
  });
  teardown(() => {
    answered?.restore();
    answered = undefined;
  });

  test('a folder becomes an index of the given name, which is used at once', async () => {
    answered = answering({ showInputBox: ({ value }: { value: string }) => value });
    const result = await build(await project('shift-planner'));
    assert.deepEqual(result?.works.map(({ label, license }) => `${label} ${license}`), ['shift-planner 2.0.0 Apache-2.0']);
    const index = own('shift-planner');
    assert.ok(index && !isBroken(index.state) && index.state.works === 1 && index.state.functions > 0);
    assert.match(answered.said.join('\n'), /^information: shift-planner 2\.0\.0 \(Apache-2\.0\): \d+ functions? new\./);
  });

  test('names are checked: taken, empty, or nothing that a folder can be called', () => {
    assert.equal(indexNameProblem('planner', ['other']), undefined);
    assert.equal(indexNameProblem('größer 2', []), undefined);
    for (const name of ['', '../up', 'a/b', 'Planner', 'nul', '.hidden', 'ends.', 'x'.repeat(61)]) assert.notEqual(indexNameProblem(name, ['planner']), undefined, name);
    assert.equal(freeIndexName('@scope/name', ['scope-name']), 'scope-name-2');
    assert.equal(freeIndexName('...', []), 'index');
  });

  test('nothing is left of a build that is cancelled at the name', async () => {
    answered = answering({ showInputBox: () => undefined });
    assert.equal(await build(await project('unwanted')), undefined);
    assert.equal(own('unwanted'), undefined);
    assert.deepEqual(readdirSync(api.app.indexes.ownFolder.fsPath).filter((name) => name.startsWith('unwanted')), []);
  });

  test('a work is added, listed by its licence family, and removed again', async () => {
    const index = own('shift-planner')!;
    const second = await project('lane-packer', 'GPL-3.0-only');
    writeFileSync(join(second.fsPath, 'more.py'), await original('python'));
    answered = answering({ showQuickPick: (items: { label: string }[]) => items.find(({ label }) => label.includes('Folder')), showOpenDialog: () => [second] });
    await vscode.commands.executeCommand('nearcopy.addToIndex', { index });
    const path = index.uri.fsPath;
    const { works } = await api.app.host.tasks!.run('list', { path, keyFiles: [] });
    assert.deepEqual(works.map(({ name, licenseFamily }) => `${name} ${licenseFamily}`), ['lane-packer strong-copyleft', 'shift-planner permissive']);
    answered.restore();
    answered = answering({ showQuickPick: (items: { label: string }[]) => items.filter(({ label }) => label.startsWith('lane-packer')), showWarningMessage: (_question: string, _options: unknown, remove: string) => remove });
    const removed = await vscode.commands.executeCommand<readonly string[]>('nearcopy.removeWork', { index });
    assert.equal(removed.length, 1);
    assert.match(removed[0]!, /lane-packer/);
    assert.deepEqual((await api.app.host.tasks!.run('list', { path, keyFiles: [] })).works.map(({ name }) => name), ['shift-planner']);
  });

  test('with a work go the findings that named it, in files that nobody has open, too', async () => {
    const index = own('shift-planner')!;
    const code = await readText(vscode.Uri.joinPath(api.app.context.extensionUri, 'media/walkthrough/sample.js'));
    const yard = await project('truck-yard');
    writeFileSync(join(yard.fsPath, 'intervals.js'), code);
    answered = answering({ showQuickPick: (items: { label: string }[]) => items.find(({ label }) => label.includes('Folder')), showOpenDialog: () => [yard] });
    await vscode.commands.executeCommand('nearcopy.addToIndex', { index });
    const copy = await writeText('yard.js', code);
    const works = (): string[] => (api.app.store.get(copy)?.findings ?? []).map(({ match }) => match.work);
    await vscode.commands.executeCommand('nearcopy.scanPath', copy);
    assert.ok(works().length > 0 && works().every((work) => work === 'truck-yard'), works().join());
    answered.restore();
    answered = answering({ showQuickPick: (items: { label: string }[]) => items.filter(({ label }) => label.startsWith('truck-yard')), showWarningMessage: (_question: string, _options: unknown, remove: string) => remove });
    await vscode.commands.executeCommand('nearcopy.removeWork', { index });
    await until('no findings', () => works().length === 0);
    await vscode.workspace.fs.delete(copy);
  });

  test('of several folders those that fail are named, and the others are in the index', async () => {
    answered = answering({ showInputBox: () => 'several' });
    const good = await project('yard-lights');
    const missing = vscode.Uri.file(join(folder, 'not-there'));
    const result = await vscode.commands.executeCommand<BuildTaskResult>('nearcopy.buildIndex', good, [good, missing]);
    assert.deepEqual(result.works.map(({ label }) => label), ['yard-lights 2.0.0']);
    assert.deepEqual(result.failed.map(({ spec }) => spec), [missing.fsPath]);
    assert.match(answered.said.join('\n'), /^warning: .*not-there.* The others are in the index: 1 work\.$/);
    const index = own('several')!;
    assert.ok(!isBroken(index.state) && index.state.works === 1);
    assert.deepEqual(readdirSync(api.app.indexes.ownFolder.fsPath).filter((name) => name.startsWith('several')), ['several.ncx']);
    rmSync(index.uri.fsPath, { recursive: true });
    await api.app.reload();
  });

  test('a keyed index is opened, listed and scanned with when the file with its secret is named', async () => {
    const path = join(folder, 'secret.ncx');
    const [key, other] = ['key', 'other'].map((name) => vscode.Uri.file(join(folder, name)));
    for (const [n, uri] of [key!, other!].entries()) writeFileSync(uri.fsPath, String(n).repeat(64));
    const source = await project('night-shift');
    execFileSync(process.execPath, [vscode.Uri.joinPath(api.app.context.extensionUri, 'dist/cli.js').fsPath, 'index', 'build', '--keyed', key!.fsPath, '-o', path, source.fsPath], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore' });
    const settings = vscode.workspace.getConfiguration('nearcopy');
    const problem = (): string => {
      const { state } = used();
      return isBroken(state) ? state.problem : '';
    };
    const used = (): UsedIndex => api.app.indexes.used.find(({ name }) => name === 'secret.ncx')!;
    answered = answering({});
    try {
      await settings.update('indexes', [path], vscode.ConfigurationTarget.Workspace);
      await until('the index without its key', () => api.app.indexes.used.some(({ name }) => name === 'secret.ncx'));
      assert.match(problem(), /It is keyed\. .*Use Key File/);
      await vscode.commands.executeCommand('nearcopy.useKeyFile', undefined, other);
      assert.match(problem(), /another secret/);
      assert.match(answered.said.at(-1)!, /^error: .*other is not the secret of every keyed index: secret\.ncx/);
      await vscode.commands.executeCommand('nearcopy.useKeyFile', undefined, key);
      assert.equal(problem(), '');
      assert.ok(!JSON.stringify(settings.inspect('keyFiles')).includes('0'.repeat(64)), 'only the path is kept');
      const { keyFiles } = api.app.indexes;
      assert.deepEqual((await api.app.host.tasks!.run('list', { path, keyFiles })).works.map(({ name }) => name), ['night-shift']);
      await vscode.commands.executeCommand('nearcopy.scanPath', inWorkspace('copies/javascript'));
      const found = api.app.store.get(inWorkspace('copies/javascript/renamed.js'))?.findings ?? [];
      assert.ok(found.some(({ match }) => match.work === 'night-shift'), JSON.stringify(found.map(({ match }) => match.work)));
      await api.app.memory.save();
      assert.ok(!JSON.stringify(api.app.context.workspaceState.keys().map((name) => api.app.context.workspaceState.get(name))).includes('night-shift'), 'nothing of it is kept in the clear');
      assert.deepEqual(await vscode.commands.executeCommand('nearcopy.verifyIndex', { index: used() }), []);
    } finally {
      await settings.update('indexes', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('keyFiles', undefined, vscode.ConfigurationTarget.Global);
      await api.app.reload();
    }
  });

  test('removing asks first, and "no" keeps the work', async () => {
    const index = own('shift-planner')!;
    answered = answering({ showQuickPick: (items: unknown[]) => items, showWarningMessage: () => undefined });
    assert.equal(await vscode.commands.executeCommand('nearcopy.removeWork', { index }), undefined);
    assert.equal((await api.app.host.tasks!.run('list', { path: index.uri.fsPath, keyFiles: [] })).works.length, 1);
  });

  test('verify says that a whole index is whole', async () => {
    answered = answering({});
    assert.deepEqual(await vscode.commands.executeCommand('nearcopy.verifyIndex', { index: own('shift-planner') }), []);
    assert.deepEqual(answered.said, ['information: shift-planner.ncx is whole.']);
  });

  test('verify names what is damaged, and the damaged index is shown as such', async () => {
    answered = answering({ showInputBox: () => 'damaged' });
    await build(await project('damaged'));
    const { uri } = own('damaged')!;
    for (const name of readdirSync(uri.fsPath).filter((file) => file !== 'manifest.json')) writeFileSync(join(uri.fsPath, name), 'x');
    await api.app.reload();
    const index = own('damaged')!;
    assert.ok(isBroken(index.state));
    assert.equal(await vscode.commands.executeCommand('nearcopy.verifyIndex', { index }), undefined);
    assert.match(answered.said.at(-1)!, /^error: damaged\.ncx is damaged: /);
  });

  test('an index that was built here is deleted only when that is confirmed', async () => {
    const index = own('damaged')!;
    answered = answering({ showWarningMessage: () => undefined });
    await vscode.commands.executeCommand('nearcopy.removeIndex', { index });
    assert.ok(own('damaged'));
    answered.restore();
    answered = answering({ showWarningMessage: (_question: string, _options: unknown, remove: string) => remove });
    await vscode.commands.executeCommand('nearcopy.removeIndex', { index });
    assert.equal(own('damaged'), undefined);
    assert.ok(!readdirSync(api.app.indexes.ownFolder.fsPath).includes('damaged.ncx'));
  });

  test('what is no index is refused with a reason, and an index in use is not taken twice', async () => {
    answered = answering({});
    await vscode.commands.executeCommand('nearcopy.useIndex', vscode.Uri.file(folder));
    assert.match(answered.said.at(-1)!, /^error: .* is no index: /);
    await vscode.commands.executeCommand('nearcopy.useIndex', fixtureIndex());
    assert.match(answered.said.at(-1)!, /^error: .* is used already\./);
  });
});
