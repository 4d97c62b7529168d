/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, currentFindings, findings } from './support/extension.ts';
import { press, type, hasKeyboard } from './support/input.ts';
import { delay, until } from './support/until.ts';
import { closeAllEditors, inWorkspace, open, readText, writeText } from './support/workspace.ts';

const POLICY = '.nearcopy/policy.json';

/** A file of the test's own with the renamed copy, and its one finding. */
async function copyIn(path: string): Promise<{ uri: vscode.Uri; document: vscode.TextDocument; found: vscode.Diagnostic }> {
  const uri = await writeText(path, await readText(inWorkspace('copies/javascript/renamed.js')));
  const { document } = await vscode.window.showTextDocument(uri);
  const [found] = await findings(uri, 1);
  return { uri, document, found: found! };
}

async function argumentOf(uri: vscode.Uri): Promise<{ uri: string; key: string }> {
  const finding = (await activated()).app.store.get(uri)!.findings[0]!;
  return { uri: uri.toString(), key: finding.key };
}

async function removePolicy(): Promise<void> {
  await Promise.resolve(vscode.workspace.fs.delete(inWorkspace(POLICY))).catch(() => undefined);
  const { app } = await activated();
  await app.policies.reload();
  await app.checker.judgeAgain();
}

suite('What a finding shows and offers', () => {
  suiteSetup(async () => (await activated()).whenIdle());
  teardown(async () => {
    await removePolicy();
    await closeAllEditors();
  });

  test('the hover says whose code it is, under which licence, what was renamed and what was kept', async () => {
    const { uri, found } = await copyIn('hover.js');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, found.range.start);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
    assert.match(text, /Probably copied from sample\\?-works 1\\?\.2\\?\.0/);
    assert.match(text, /\[MIT\]\(https:\/\/spdx\.org\/licenses\/MIT\.html\)/);
    assert.match(text, /evidence/);
    assert.match(text, /\| Original \| Here \|/);
    assert.match(text, /Kept:/);
    assert.match(text, /reason to look, not a legal verdict/);
    assert.match(text, /command:nearcopy\.showEvidence/);
  });

  test('there is no hover beside the copied lines', async () => {
    const { uri, document } = await copyIn('hover.js');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, new vscode.Position(document.lineCount - 1, 0));
    assert.doesNotMatch(JSON.stringify(hovers), /Probably copied/);
  });

  test('the light bulb offers what can be done', async () => {
    const { uri, found } = await copyIn('fixes.js');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, found.range);
    const titles = actions.map(({ title }) => title);
    for (const wanted of ['Show the evidence that this was copied from sample-works 1.2.0', 'Compare with the original in sample-works 1.2.0', 'Attribute this code to sample-works 1.2.0', 'Take this code out', 'Ignore this match…', 'Ignore all of sample-works 1.2.0…', 'sample-works 1.2.0 is our own code']) assert.ok(titles.includes(wanted), `${wanted} is missing in ${titles.join(' | ')}`);
  });

  test('an attribution is put before the code and into the notices, and makes it information', async () => {
    const { uri, document } = await copyIn('attributed.js');
    const text = document.getText();
    await vscode.commands.executeCommand('nearcopy.insertAttribution', await argumentOf(uri));
    assert.match(document.getText(), /\/\/ SPDX-SnippetBegin\n\/\/ SPDX-License-Identifier: MIT\n(\/\/ SPDX-SnippetCopyrightText: .*\n)*\/\/ Origin: sample-works 1\.2\.0, javascript\/original\.js\n/);
    assert.match(document.getText(), /\/\/ SPDX-SnippetEnd\n/);
    const notices = await readText(inWorkspace('THIRD-PARTY-NOTICES.md'));
    assert.match(notices, /## sample-works 1\.2\.0\n\n- Licence: MIT\n/);
    assert.match(notices, /- Used in: attributed\.js \(packIntervals\)/);
    await until('information', () => currentFindings(uri)[0]?.severity === vscode.DiagnosticSeverity.Information);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text, 'one undo takes the comment out again, and the notice with it');
  });

  test('a second copy of the same work is one line more in the notices', async () => {
    for (const path of ['first.js', 'second.js']) {
      const { uri } = await copyIn(path);
      await vscode.commands.executeCommand('nearcopy.insertAttribution', await argumentOf(uri));
    }
    const notices = await readText(inWorkspace('THIRD-PARTY-NOTICES.md'));
    assert.equal(notices.split('## sample-works 1.2.0').length, 2);
    assert.match(notices, /- Used in: first\.js \(packIntervals\)\n- Used in: second\.js \(packIntervals\)/);
    await vscode.workspace.fs.delete(inWorkspace('THIRD-PARTY-NOTICES.md'));
  });

  test('the attribution of a C file is a comment of C', async () => {
    const { document } = await open('copies/c/renamed.c');
    await findings(document.uri, 1);
    await vscode.commands.executeCommand('nearcopy.insertAttribution', await argumentOf(document.uri));
    assert.match(document.getText(), /\/\* SPDX-License-Identifier: MIT \*\//);
    await vscode.workspace.fs.delete(inWorkspace('THIRD-PARTY-NOTICES.md'));
  });

  test('taking the code out takes exactly the copied lines out', async () => {
    const { uri, document, found } = await copyIn('taken-out.js');
    const expected = document.getText().split('\n').filter((_, line) => line < found.range.start.line || line > found.range.end.line).join('\n');
    await vscode.commands.executeCommand('nearcopy.removeCode', await argumentOf(uri));
    assert.equal(document.getText(), expected);
    assert.deepEqual(currentFindings(uri), []);
  });

  if (hasKeyboard) {
    test('a match that is ignored with a reason goes, stays ignored elsewhere, and comes back when that is undone', async () => {
      const { uri } = await copyIn('ignored.js');
      const done = vscode.commands.executeCommand('nearcopy.ignoreFinding', await argumentOf(uri));
      await delay(800);
      type('we wrote it');
      press('Enter');
      await done;
      await until('no findings', () => currentFindings(uri).length === 0);
      const policy = JSON.parse(await readText(inWorkspace(POLICY))) as { ignore: { key: string; reason: string; date: string; work: string }[] };
      assert.equal(policy.ignore[0]!.reason, 'we wrote it');
      assert.match(policy.ignore[0]!.date, /^\d{4}-\d\d-\d\d$/);
      assert.equal(policy.ignore[0]!.work, 'sample-works');
      const moved = await writeText('elsewhere/ignored.js', `// moved\n\n${await readText(uri)}`);
      await vscode.window.showTextDocument(moved);
      const api = await activated();
      await api.whenIdle();
      assert.deepEqual(currentFindings(moved), [], 'the key is of the code, not of the file');
      await removePolicy();
      await findings(uri, 1);
    });
  }

  test('a work that is our own is not reported', async () => {
    const { uri } = await copyIn('own.js');
    await vscode.commands.executeCommand('nearcopy.markOwnWork', await argumentOf(uri));
    await until('no findings', () => currentFindings(uri).length === 0);
    assert.deepEqual((JSON.parse(await readText(inWorkspace(POLICY))) as { ownWorks: string[] }).ownWorks, ['pkg:generic/sample-works']);
    assert.equal((await activated()).app.store.get(uri)?.quiet[0]?.quiet.because, 'own-work');
  });

  test('the policy decides how severe a licence family is', async () => {
    const { uri } = await copyIn('severe.js');
    await writeText(POLICY, JSON.stringify({ severity: { families: { permissive: 'error' } } }));
    await until('an error', () => currentFindings(uri)[0]?.severity === vscode.DiagnosticSeverity.Error);
  });

  test('a mistake in the policy is shown in the policy', async () => {
    const uri = await writeText(POLICY, '{ "ownWorks": "lodash" }');
    const diagnostics = await until('a diagnostic', () => {
      const all = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Nearcopy');
      return all.length > 0 && all;
    });
    assert.match(diagnostics[0]!.message, /ownWorks/);
  });

  test('the original is shown beside the copy, since the index keeps it', async () => {
    const { uri } = await copyIn('compared.js');
    await vscode.commands.executeCommand('nearcopy.compareWithOriginal', await argumentOf(uri));
    const input = await until('a diff', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff && vscode.window.tabGroups.activeTabGroup.activeTab.input);
    assert.equal(input.modified.toString(), uri.toString());
    const left = await vscode.workspace.openTextDocument(input.original);
    assert.match(left.getText(), /packIntervals/);
  });

  test('the evidence opens beside the code and is one view', async () => {
    const { uri } = await copyIn('evidence.js');
    await vscode.commands.executeCommand('nearcopy.showEvidence', await argumentOf(uri));
    await vscode.commands.executeCommand('nearcopy.showEvidence', await argumentOf(uri));
    const tabs = await until('the view', () => {
      const all = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => input instanceof vscode.TabInputWebview);
      return all.length > 0 && all;
    });
    assert.deepEqual(tabs.map(({ label }) => label), ['Evidence: sample-works 1.2.0']);
  });

  test('"why was nothing found here" tells units, what a copy could reach, and what came nearest', async () => {
    const editor = await open('copies/javascript/unrelated.js');
    const line = editor.document.getText().split('\n').findIndex((text) => text.includes('function'));
    editor.selection = new vscode.Selection(line, 0, line + 3, 0);
    await vscode.commands.executeCommand('nearcopy.whyNothing');
    const document = await until('the answer', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'nearcopy-explanation'));
    assert.match(document.getText(), /^# Why was nothing found here\?/);
    assert.match(document.getText(), /\d+ tokens\. A copy of it under other names would show [\d.]+ bits/);
    assert.match(document.getText(), /fingerprints looked up/);
  });

  test('findings are there again after a reload of the window, without a check', async () => {
    const { uri } = await copyIn('remembered.js');
    const { app } = await activated();
    await app.memory.save();
    const [key] = app.store.get(uri)!.findings.map((finding) => finding.key);
    app.store.clear();
    assert.deepEqual(currentFindings(uri), []);
    await app.memory.restore(app.policies);
    assert.equal(app.store.get(uri)!.findings[0]!.key, key);
    assert.equal(currentFindings(uri).length, 1);
  });

  test('what no longer fits its text is not remembered', async () => {
    const { uri } = await copyIn('changed.js');
    const { app } = await activated();
    await app.memory.save();
    app.store.clear();
    await closeAllEditors();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('const nothing = 1;\n'));
    await app.memory.restore(app.policies);
    assert.equal(app.store.get(uri), undefined);
  });
});
