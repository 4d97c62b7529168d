/// <reference types="mocha" />
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAllEditors, fixtureIndex, original, readText, writeText } from './support/workspace.ts';
import { hasKeyboard, press, putOnClipboard } from './support/input.ts';
import { until } from './support/until.ts';

// That the ground the other suites stand on is there.
suite('The test bed', () => {
  teardown(closeAllEditors);

  test('the workspace is a copy with an index of our originals beside it', async () => {
    const names = (await vscode.workspace.fs.readDirectory(fixtureIndex())).map(([name]) => name);
    assert.ok(names.includes('manifest.json'), names.join(', '));
    assert.match(await original('javascript'), /packIntervals/);
  });

  test('files can be written and read', async () => {
    assert.equal(await readText(await writeText('written.txt', 'größer\r\n')), 'größer\r\n');
  });

  test('no proposed API is to be had', () => {
    // What VS Code has as a proposal only; a host that allows everything would give it.
    assert.throws(() => (vscode.workspace as unknown as { registerTextSearchProvider(scheme: string, provider: object): void }).registerTextSearchProvider('none', {}), /enabledApiProposals|cannot use API proposal|proposed/i);
  });

  if (hasKeyboard) {
    test('a real Ctrl+V pastes what is on the clipboard of the system', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
      await vscode.window.showTextDocument(document);
      putOnClipboard('from the clipboard');
      press('Control+v');
      await until('the pasted text', () => document.getText() === 'from the clipboard');
    });
  }
});
