/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import type { FinishedScan } from '../../src/vscode/scans.ts';
import { answering, type Answered } from './support/answers.ts';
import { activated } from './support/extension.ts';
import { closeAllEditors, inWorkspace, readText, writeText } from './support/workspace.ts';

suite('Scans of files on disk', () => {
  let api: NearcopyApi;
  let answered: Answered;
  suiteSetup(async () => {
    api = await activated();
    await closeAllEditors();
    await api.whenIdle();
  });
  setup(() => { answered = answering({}); });
  teardown(() => answered.restore());

  test('results are remembered by content: a second scan computes and writes nothing', async () => {
    const results = vscode.Uri.joinPath(api.app.context.globalStorageUri, 'results').fsPath;
    await vscode.commands.executeCommand('nearcopy.scanWorkspace');
    const kept = (): string[] => readdirSync(results).filter((name) => name.endsWith('.results')).map((name) => `${name} ${statSync(join(results, name)).size} ${statSync(join(results, name)).ino}`);
    const before = kept();
    assert.ok(before.length > 0);
    const again = await vscode.commands.executeCommand<FinishedScan>('nearcopy.scanWorkspace');
    assert.deepEqual(kept(), before);
    assert.ok(again.findings > 0);
  });

  test('changed files: those that git calls changed or new, and no others', async () => {
    const root = inWorkspace('').fsPath;
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: root, stdio: 'ignore' });
    try {
      git('init', '-q');
      git('add', '.');
      git('commit', '-q', '-m', 'all');
      await writeText('fresh.js', await readText(inWorkspace('copies/javascript/renamed.js')));
      api.app.store.clear();
      const scan = await vscode.commands.executeCommand<FinishedScan>('nearcopy.scanChanged');
      assert.equal(scan.stats.files, 1);
      assert.deepEqual(api.app.store.files.map(({ uri }) => vscode.workspace.asRelativePath(uri)), ['fresh.js']);
    } finally {
      rmSync(join(root, '.git'), { recursive: true, force: true });
      rmSync(join(root, 'fresh.js'), { force: true });
    }
  });

  test('changed files need git, and git a workspace that is trusted', () => {
    const { contributes } = api.app.context.extension.packageJSON as { contributes: { commands: { command: string; enablement?: string }[] } };
    assert.equal(contributes.commands.find(({ command }) => command === 'nearcopy.scanChanged')?.enablement, 'isWorkspaceTrusted');
  });

  test('a folder from the explorer: only what is in it', async () => {
    api.app.store.clear();
    const scan = await vscode.commands.executeCommand<FinishedScan>('nearcopy.scanPath', inWorkspace('copies/python'));
    assert.ok(scan.findings > 0);
    assert.ok(api.app.store.files.every(({ uri }) => uri.path.includes('/copies/python/')));
  });

  test('the HTML report stands side by side with the originals that the index keeps', async () => {
    await vscode.commands.executeCommand('nearcopy.scanPath', inWorkspace('copies/javascript'));
    const file = inWorkspace('exported.html');
    await vscode.commands.executeCommand('nearcopy.exportReport', 'html', file);
    const page = await readText(file);
    await vscode.workspace.fs.delete(file);
    assert.match(page, /^<!doctype html>/);
    assert.ok(page.includes('layOutShifts') && page.includes('packIntervals'), 'our names and theirs');
    assert.ok(page.includes('findIndex((other) =&gt; other.until') || /const lane of|lanes/.test(page), 'the code of the original');
  });
});
