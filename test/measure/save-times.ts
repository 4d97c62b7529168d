import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { CheckTimes } from '../../src/host/service/protocol.ts';
import type { NearcopyApi } from '../../src/vscode/app.ts';
import { pathOf } from '../../src/vscode/documents.ts';
import { delay } from '../vscode/support/until.ts';
import { closeAllEditors, fixtureIndex, open } from '../vscode/support/workspace.ts';
import { changeLine } from './changes.ts';

const SAVES = 100;
const WARM_UP = 10;
/** Code that is no comment, put behind a statement: the tokens of a function change. */
const STATEMENT = ' void 0;';

/** Milliseconds from saving to the diagnostic, and what they are made of. */
export interface SaveTime {
  /** From `save()` until the diagnostic is in the hands of VS Code. */
  readonly total: number;
  /** Of it, until VS Code says that the file is saved. */
  readonly editor: number;
  readonly parse: number;
  /** Reading the tree into tokens: the same text once more, which is not parsed. */
  readonly tokens: number;
  /** Fingerprints, and what is known of the functions that didn't change: the same text once more, in which none did. */
  readonly fingerprints: number;
  /** Looking up what changed. */
  readonly candidates: number;
  readonly alignment: number;
  /** Messages between threads, judging, showing, and what waits for a core. */
  readonly rest: number;
  /** The longest task of the extension host's main thread meanwhile. */
  readonly longestTask: number;
}

/** Saves a file of 1,000 lines again and again, each time with another function changed, with an index in use. */
export async function saveTimes(api: NearcopyApi, index: string, file: string): Promise<SaveTime[]> {
  const setting = vscode.workspace.getConfiguration('nearcopy');
  await setting.update('indexes', [fixtureIndex().fsPath, index], vscode.ConfigurationTarget.Workspace);
  await delay(500);
  const editor = await open(file);
  await api.whenIdle();
  const lines = statements(editor.document);
  const times: SaveTime[] = [];
  for (let i = 0; i < WARM_UP + SAVES; i++) {
    await changeLine(editor, lines[(i * 7) % lines.length]!, STATEMENT);
    await delay(50);
    await api.whenIdle();
    const time = await timeOfSave(api, editor.document);
    if (i >= WARM_UP) times.push(time);
  }
  await closeAllEditors();
  return times;
}

/** Lines that end in a statement. */
function statements(document: vscode.TextDocument): number[] {
  const all = Array.from({ length: document.lineCount }, (_, at) => at);
  return all.filter((at) => /^\s+(const|return|let)\b.*;$/.test(document.lineAt(at).text));
}

async function timeOfSave(api: NearcopyApi, document: vscode.TextDocument): Promise<SaveTime> {
  const { checker, store, service } = api.app;
  const isOurs = (uri: vscode.Uri): boolean => uri.toString() === document.uri.toString();
  const subscriptions: vscode.Disposable[] = [];
  // The listener that shows diagnostics stands before this one. VS Code's own event of them comes late, to gather several.
  const shown = new Promise<number>((done) => subscriptions.push(store.onDidChange((uris) => uris.some(isOurs) && done(performance.now()))));
  const saved = new Promise<number>((done) => subscriptions.push(vscode.workspace.onDidSaveTextDocument(({ uri }) => isOurs(uri) && done(performance.now()))));
  const checked = new Promise<CheckTimes>((done) => subscriptions.push(checker.onDidCheck(({ uri, times }) => isOurs(uri) && done(times))));
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const start = performance.now();
  await document.save();
  const [end, written, times] = [await shown, await saved, await checked];
  await delay(20);
  histogram.disable();
  for (const subscription of subscriptions) subscription.dispose();
  const { times: again } = await service.check({ id: document.uri.toString(), path: pathOf(document.uri), language: document.languageId, text: document.getText() });
  const fingerprints = Math.min(again.findings + again.candidates, times.candidates + times.findings);
  const inThread = times.analyse + times.candidates + times.alignment + times.findings;
  return {
    total: end - start,
    editor: written - start,
    parse: Math.max(0, times.analyse - again.analyse),
    tokens: Math.min(again.analyse, times.analyse),
    fingerprints,
    candidates: times.candidates + times.findings - fingerprints,
    alignment: times.alignment,
    rest: Math.max(0, end - written - inThread),
    longestTask: histogram.max / 1e6,
  };
}
