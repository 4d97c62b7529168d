/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Finding } from '../../src/core/report.ts';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import type { FinishedScan } from '../../src/vscode/scans.ts';
import { answering, type Answered } from './support/answers.ts';
import { activated } from './support/extension.ts';
import { until } from './support/until.ts';
import { closeAllEditors, inWorkspace, open, readText, writeText } from './support/workspace.ts';

suite('Scans', () => {
  let api: NearcopyApi;
  let answered: Answered | undefined;
  const scanWorkspace = async (): Promise<FinishedScan | undefined> => vscode.commands.executeCommand<FinishedScan | undefined>('nearcopy.scanWorkspace');
  const found = (path: string): readonly Finding[] => api.app.store.get(inWorkspace(path))?.findings ?? [];

  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
  });
  setup(async () => {
    await closeAllEditors();
    await api.whenIdle();
    api.app.store.clear();
  });
  teardown(async () => {
    answered?.restore();
    answered = undefined;
    await closeAllEditors();
  });

  test('the workspace: findings of files that nobody has opened are in the store, and the end is said once', async () => {
    answered = answering({});
    const scan = await scanWorkspace();
    assert.ok(scan && scan.stats.files >= 20, JSON.stringify(scan?.stats));
    for (const path of ['copies/javascript/renamed.js', 'copies/python/renamed.py', 'copies/go/edited.go']) assert.equal(found(path).length, 1, path);
    assert.deepEqual(found('copies/javascript/unrelated.js'), []);
    assert.equal(scan.findings, api.app.store.count);
    await until('the last word', () => answered!.said.length > 0);
    assert.match(answered.said.join('\n'), /^information: \d+ findings in \d+ files\./);
  });

  test('a scan gives the same findings as the check of an open file', async () => {
    const uri = await writeText('same.java', await readText(inWorkspace('copies/java/renamed.java')));
    answered = answering({});
    await scanWorkspace();
    const [scanned] = found('same.java');
    await api.whenIdle();
    api.app.store.clear();
    await open('same.java');
    const [checked] = await until('a finding', () => found('same.java').length > 0 && found('same.java'));
    await vscode.workspace.fs.delete(uri);
    assert.ok(scanned);
    assert.deepEqual({ ...scanned }, { ...checked });
  });

  test('ignore files are honoured', async () => {
    answered = answering({});
    const before = await scanWorkspace();
    await writeText('left-out/copy.js', await readText(inWorkspace('copies/javascript/renamed.js')));
    const within = await scanWorkspace();
    await writeText('.gitignore', 'left-out/\n');
    const without = await scanWorkspace();
    await vscode.workspace.fs.delete(inWorkspace('.gitignore'));
    await vscode.workspace.fs.delete(inWorkspace('left-out'), { recursive: true });
    assert.deepEqual([within!.stats.files, without!.stats.files], [before!.stats.files + 1, before!.stats.files]);
  });

  test('a finding whose code is gone from the disk goes with the next scan', async () => {
    const uri = await writeText('fleeting.js', await readText(inWorkspace('copies/javascript/renamed.js')));
    answered = answering({});
    await scanWorkspace();
    assert.equal(found('fleeting.js').length, 1);
    await writeText('fleeting.js', 'export const nothing = 0;\n');
    await scanWorkspace();
    assert.deepEqual(found('fleeting.js'), []);
    await vscode.workspace.fs.delete(uri);
  });

  test('a scan that is cancelled ends soon, says nothing more, and leaves no report of its own', async () => {
    const before = api.app.scans.last;
    const source = new vscode.CancellationTokenSource();
    const folders = [{ root: inWorkspace(''), paths: [inWorkspace('')] }];
    const running = api.app.scans.run({ folders, token: source.token });
    assert.equal(api.app.scans.isRunning, true);
    source.cancel();
    await assert.rejects(running);
    assert.equal(api.app.scans.isRunning, false);
    assert.equal(api.app.scans.last, before);
  });

  test('progress counts files and findings up to the end', async () => {
    const source = new vscode.CancellationTokenSource();
    const states: { files: number; total: number | undefined; findings: number }[] = [];
    const scan = await api.app.scans.run({ folders: [{ root: inWorkspace(''), paths: [inWorkspace('copies')] }], token: source.token, onProgress: (state) => states.push(state) });
    assert.ok(states.length > 0);
    assert.ok(states.every(({ files }, i) => i === 0 || files >= states[i - 1]!.files), 'files only grow');
    assert.ok(states.every(({ files, total }) => total === undefined || files <= total));
    assert.ok(scan.findings > 0);
  });

  test('an open document with changes is scanned as it is, not as it is on disk', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', 'off', vscode.ConfigurationTarget.Workspace);
    try {
      const uri = await writeText('unsaved.js', await readText(inWorkspace('copies/javascript/renamed.js')));
      const editor = await vscode.window.showTextDocument(uri);
      await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, editor.document.lineCount, 0)));
      answered = answering({});
      await scanWorkspace();
      await api.whenIdle();
      assert.equal(editor.document.isDirty, true);
      assert.deepEqual(found('unsaved.js'), []);
      await closeAllEditors();
      await vscode.workspace.fs.delete(uri);
    } finally {
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('severity by the setting: it wins over the policy, for files that nobody has open, too', async () => {
    answered = answering({});
    await scanWorkspace();
    const severities = (): string[] => [...new Set(found('copies/python/renamed.py').map(({ severity }) => severity))];
    assert.deepEqual(severities(), ['warning']);
    const section = vscode.workspace.getConfiguration('nearcopy');
    try {
      await section.update('severity', { permissive: 'error' }, vscode.ConfigurationTarget.Workspace);
      await until('errors', () => severities()[0] === 'error');
      await section.update('severity', { permissive: 'ignore' }, vscode.ConfigurationTarget.Workspace);
      await until('nothing to look at', () => severities().length === 0);
    } finally {
      await section.update('severity', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await until('warnings', () => severities()[0] === 'warning');
  });

  test('only one scan at a time', async () => {
    answered = answering({});
    const source = new vscode.CancellationTokenSource();
    const running = api.app.scans.run({ folders: [{ root: inWorkspace(''), paths: [inWorkspace('')] }], token: source.token });
    assert.equal(await scanWorkspace(), undefined);
    assert.match(answered.said.join('\n'), /^error: A scan is running/);
    await running;
  });

  test('a file: checked whatever it looks like, its findings listed', async () => {
    const picked: { label: string; detail: string }[] = [];
    answered = answering({ showQuickPick: (items: { label: string; detail: string }[]) => (picked.push(...items), undefined) });
    await open('copies/typescript/renamed.ts');
    const findings = await vscode.commands.executeCommand<readonly Finding[]>('nearcopy.scanFile');
    assert.equal(findings.length, 1);
    await until('the list', () => picked.length > 0);
    assert.match(picked[0]!.label, /sample-works 1\.2\.0/);
    assert.match(picked[0]!.detail, /^Probably copied from/);
  });

  test('a selection: lines of the finding are those of the document', async () => {
    answered = answering({ showQuickPick: () => undefined });
    const editor = await open('copies/javascript/renamed.js');
    const lines = editor.document.getText().split('\n');
    const [from, to] = [lines.findIndex((line) => line.includes('>>>')), lines.findIndex((line) => line.includes('<<<'))];
    editor.selection = new vscode.Selection(from + 1, 0, to, 0);
    const findings = await vscode.commands.executeCommand<readonly Finding[]>('nearcopy.scanSelection');
    assert.deepEqual(findings.map(({ startLine, endLine }) => [startLine, endLine]), [[from + 2, to]]);
  });

  test('a selection of honest code: told so, with a way to ask why', async () => {
    let offered: unknown[] = [];
    answered = answering({ showInformationMessage: (...asked: unknown[]) => void (offered = asked) });
    const editor = await open('copies/javascript/unrelated.js');
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
    assert.deepEqual(await vscode.commands.executeCommand('nearcopy.scanSelection'), []);
    await until('a message', () => offered.length > 0);
    assert.deepEqual(offered, ['No copied code found in the selection.', 'Why?']);
  });
});

suite('Report export', () => {
  let api: NearcopyApi;
  suiteSetup(async () => {
    api = await activated();
    await api.whenIdle();
    const answered = answering({});
    await vscode.commands.executeCommand('nearcopy.scanWorkspace');
    answered.restore();
  });
  const exported = async (format: string): Promise<string> => {
    const file = inWorkspace(`exported.${format}`);
    await vscode.commands.executeCommand('nearcopy.exportReport', format, file);
    const text = await readText(file);
    await vscode.workspace.fs.delete(file);
    return text;
  };

  test('JSON: the findings that the view shows', async () => {
    const report = JSON.parse(await exported('json')) as { version: number; stats: { files: number }; findings: { file: string }[] };
    assert.equal(report.version, 1);
    assert.equal(report.findings.length, api.app.store.count);
    assert.ok(report.findings.some(({ file }) => file === 'copies/javascript/renamed.js'));
    assert.ok(report.stats.files > 0);
  });

  test('SARIF: one result for each finding', async () => {
    const log = JSON.parse(await exported('sarif')) as { version: string; runs: { results: { suppressions?: unknown }[] }[] };
    assert.equal(log.version, '2.1.0');
    assert.equal(log.runs[0]!.results.filter(({ suppressions }) => !suppressions).length, api.app.store.count);
  });

  test('without a format and a file the command asks for both, and cancelling writes nothing', async () => {
    const asked: string[] = [];
    const answered = answering({
      showQuickPick: (items: { label: string }[]) => (asked.push(items.map(({ label }) => label).join()), items.find(({ label }) => label === 'JSON')),
      showSaveDialog: () => (asked.push('file'), undefined),
    });
    await vscode.commands.executeCommand('nearcopy.exportReport');
    answered.restore();
    assert.match(asked[0]!, /SARIF,JSON$/);
    assert.equal(asked[1], 'file');
    assert.deepEqual(answered.said, []);
  });
});
