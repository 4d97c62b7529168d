/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, currentFindings, findings } from './support/extension.ts';
import { hasKeyboard, press, putOnClipboard } from './support/input.ts';
import { delay, until } from './support/until.ts';
import { closeAllEditors, inWorkspace, open, original, readText, replaceAll, writeText } from './support/workspace.ts';

const HONEST = 'export function tally(list) {\n  return list.length;\n}\n';

/** The copied function of `renamed.js`, without its marks. */
const renamed = async (): Promise<string> => readText(inWorkspace('copies/javascript/renamed.js'));

suite('Checking while editing', () => {
  suiteSetup(async () => (await activated()).whenIdle());
  teardown(closeAllEditors);

  test('a file with a copy gets a diagnostic on exactly the copied lines when it is opened', async () => {
    const { document } = await open('copies/javascript/renamed.js');
    const [found] = await findings(document.uri, 1);
    const lines = document.getText().split('\n');
    const [from, to] = [lines.findIndex((line) => line.includes('>>>')), lines.findIndex((line) => line.includes('<<<'))];
    assert.deepEqual([found!.range.start.line, found!.range.end.line], [from + 1, to - 1]);
    assert.equal(found!.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(found!.message, /^Probably copied from sample-works 1\.2\.0 \(MIT\): packIntervals, javascript\/original\.js:\d+-\d+; \d+ names changed\.$/);
  });

  for (const [language, file] of [['typescript', 'renamed.ts'], ['python', 'renamed.py'], ['java', 'renamed.java'], ['c', 'renamed.c'], ['go', 'renamed.go']] as const) {
    test(`a renamed copy is found in ${language}`, async () => {
      const { document } = await open(`copies/${language}/${file}`);
      const [found] = await findings(document.uri, 1);
      assert.match(found!.message, /names changed/);
    });
  }

  test('unrelated code of the same size gets none', async () => {
    const { document } = await open('copies/javascript/unrelated.js');
    await (await activated()).whenIdle();
    assert.deepEqual(currentFindings(document.uri), []);
  });

  test('a copy that is typed in at once is found without saving, and goes when it is taken out', async () => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'javascript', content: '' }));
    await replaceAll(editor, await renamed());
    await findings(editor.document.uri, 1);
    await replaceAll(editor, HONEST);
    await until('no findings', () => currentFindings(editor.document.uri).length === 0);
  });

  test('ordinary typing asks for no check, saving does', async () => {
    const uri = await writeText('typed.js', HONEST);
    const editor = await vscode.window.showTextDocument(uri);
    const api = await activated();
    await delay(1000); // until the file system has told of the new file
    await api.whenIdle();
    const checks = new Array<string>();
    const subscription = api.app.checker.onDidCheck((outcome) => checks.push(outcome.uri.path));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 2), 'const n = 1;'));
    await delay(600);
    assert.equal(checks.length, 0);
    await editor.document.save();
    await until('a check', () => checks.includes(uri.path));
    subscription.dispose();
  });

  test('a finding moves with the lines above it', async () => {
    const uri = await writeText('moving.js', await renamed());
    const editor = await vscode.window.showTextDocument(uri);
    const [before] = await findings(uri, 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// one\n// two\n'));
    const [after] = currentFindings(uri);
    assert.equal(after!.range.start.line, before!.range.start.line + 2);
    assert.equal(after!.range.end.line, before!.range.end.line + 2);
  });

  test('a copy with CRLF and a byte order mark is found on the same lines', async () => {
    const text = (await renamed()).replaceAll('\n', '\r\n');
    const uri = await writeText('windows.js', `\uFEFF${text}`);
    const [found] = await vscode.window.showTextDocument(uri).then(() => findings(uri, 1));
    const [plain] = await open('copies/javascript/renamed.js').then(({ document }) => findings(document.uri, 1));
    assert.deepEqual([found!.range.start.line, found!.range.end.line], [plain!.range.start.line, plain!.range.end.line]);
  });

  test('a file that another program writes is checked without being opened', async () => {
    const uri = await writeText('agent/written.js', await renamed());
    await findings(uri, 1);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(HONEST));
    await until('no findings', () => currentFindings(uri).length === 0);
  });

  test('so is a folder that comes with files in it, but nothing that ignore files leave out', async () => {
    const api = await activated();
    const checked = new Set<string>();
    const subscription = api.app.checker.onDidCheck(({ uri }) => checked.add(uri.path));
    await writeText('.gitignore', 'made/\n');
    await writeText('deep/.nearcopyignore', 'left/\n');
    await delay(1000); // until the file system has told of them
    const copy = await renamed();
    const ignored = [await writeText('made/written.js', copy), await writeText('deep/left/written.js', copy)];
    const moved = await writeText('moved-from.d/sub/written.js', copy);
    await vscode.workspace.fs.rename(inWorkspace('moved-from.d'), inWorkspace('moved-to'));
    const uri = inWorkspace('moved-to/sub/written.js');
    await findings(uri, 1);
    await api.whenIdle();
    subscription.dispose();
    for (const one of ignored) assert.ok(!checked.has(one.path), `${one.path} was checked`);
    assert.deepEqual(currentFindings(moved), []);
    for (const name of ['.gitignore', 'made', 'deep', 'moved-to']) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
    await until('no findings', () => currentFindings(uri).length === 0);
  });

  test('findings go with their file', async () => {
    const uri = await writeText('gone.js', await renamed());
    await findings(uri, 1);
    await vscode.workspace.fs.delete(uri);
    await until('no findings', () => currentFindings(uri).length === 0);
  });

  test('code in a cell of a notebook is checked when the notebook opens', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, await readText(inWorkspace('copies/python/renamed.py')), 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await findings(notebook.cellAt(0).document.uri, 1);
  });

  test('the other side of a diff is not reported, ours is', async () => {
    const left = inWorkspace('copies/javascript/renamed.js').with({ scheme: 'git', query: '{}' });
    const right = await writeText('diffed.js', await renamed());
    await vscode.commands.executeCommand('vscode.diff', left, right).then(undefined, () => undefined);
    await findings(right, 1);
    assert.deepEqual(currentFindings(left), []);
  });

  test('a generated file is left out', async () => {
    const uri = await writeText('made.js', `// Code generated by a tool. DO NOT EDIT.\n${await renamed()}`);
    await vscode.window.showTextDocument(uri);
    await (await activated()).whenIdle();
    assert.deepEqual(currentFindings(uri), []);
  });

  test('a document is known to the service once through its edits', async () => {
    const api = await activated();
    const uri = await writeText('large.js', `${await original('javascript')}\n${HONEST}\n${await renamed()}`);
    const editor = await vscode.window.showTextDocument(uri);
    await until('findings', () => currentFindings(uri).length > 0);
    for (let i = 0; i < 5; i++) {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `// ${i}\n`));
      await editor.document.save();
      await api.whenIdle();
    }
    assert.equal((await api.stats()).sessions, 1);
  });

  test('the service forgets documents when they are closed', async () => {
    const api = await activated();
    await closeAllEditors();
    await until('no documents', async () => (await api.stats()).sessions === 0, 20_000);
  });

  if (hasKeyboard) {
    test('code that is really pasted is found without saving', async () => {
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'javascript', content: '' }));
      putOnClipboard(await renamed());
      press('Control+v');
      await findings(editor.document.uri, 1);
    });
  }

  test('switching Nearcopy off takes its findings away, and on brings them back', async () => {
    const { document } = await open('copies/javascript/renamed.js');
    await findings(document.uri, 1);
    const settings = vscode.workspace.getConfiguration('nearcopy');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    try {
      await until('no findings', () => currentFindings(document.uri).length === 0);
    } finally {
      await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await findings(document.uri, 1);
  });
});
