// Runs inside Node's extension host, for scripts/editor/measure.mjs: what the extension costs there, and whether anything is
// left over. Prints one line, `MEASURED {json}`.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { AppStats, NearcopyApi } from '../../src/vscode/app.ts';
import { activated } from '../vscode/support/extension.ts';
import { changeLine } from './changes.ts';
import { saveTimes } from './save-times.ts';
import { delay } from '../vscode/support/until.ts';
import { closeAllEditors, inWorkspace, open, readText, writeText } from '../vscode/support/workspace.ts';

const WARM_UP_SAVES = 50;
const SAVES = 500;
const FILES = 50;
const TIMED_SAVES = 40;

/** Bytes and counts at one moment. The extension host is shared with the extensions that come with VS Code. */
interface Snapshot extends AppStats {
  readonly hostHeapBytes: number;
}

export async function run(): Promise<void> {
  const api = await activated();
  await api.whenIdle();
  if (given('PART') === 'saves') return console.log(`MEASURED ${JSON.stringify({ saveTimes: await saveTimes(api, given('LARGE_INDEX'), given('FILE')) })}`);
  const saves = await timedSaves(api);
  const leaks = await leftOver(api);
  console.log(`MEASURED ${JSON.stringify({ saves, leaks, large: await withIndex(api, given('LARGE_INDEX')) })}`);
}

/** What scripts/editor/measure.mjs says. */
function given(name: 'PART' | 'LARGE_INDEX' | 'FILE'): string {
  const value = process.env[`NEARCOPY_MEASURE_${name}`];
  if (value === undefined) throw new Error(`NEARCOPY_MEASURE_${name} is missing: measure with npm run measure`);
  return value;
}

/** The longest task in the extension host's main thread for each save, in milliseconds: with the extension on, and off. */
async function timedSaves(api: NearcopyApi): Promise<{ on: number[]; off: number[] }> {
  const editor = await open('copies/typescript/renamed.ts');
  const series = async (): Promise<number[]> => {
    const longest: number[] = [];
    for (let i = 0; i < TIMED_SAVES; i++) {
      const histogram = monitorEventLoopDelay({ resolution: 1 });
      histogram.enable();
      await changeAndSave(api, editor);
      await delay(50);
      histogram.disable();
      longest.push(histogram.max / 1e6);
    }
    return longest.slice(TIMED_SAVES / 4); // the first warm up
  };
  const on = await series();
  const setting = vscode.workspace.getConfiguration('nearcopy');
  await setting.update('enable', false, vscode.ConfigurationTarget.Workspace);
  const off = await series();
  await setting.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
  await api.whenIdle();
  await closeAllEditors();
  return { on, off };
}

async function leftOver(api: NearcopyApi): Promise<Record<'warm' | 'afterSaves' | 'afterFiles', Snapshot>> {
  let editor = await open('copies/typescript/renamed.ts');
  for (let i = 0; i < WARM_UP_SAVES; i++) await changeAndSave(api, editor);
  await openAndClose(api, 'warm-up', FILES);
  const warm = await snapshot(api);
  editor = await open('copies/typescript/renamed.ts');
  for (let i = 0; i < SAVES; i++) await changeAndSave(api, editor);
  await closeAllEditors();
  const afterSaves = await snapshot(api);
  await openAndClose(api, 'opened', FILES);
  return { warm, afterSaves, afterFiles: await snapshot(api) };
}

async function withIndex(api: NearcopyApi, path: string): Promise<Snapshot> {
  await vscode.workspace.getConfiguration('nearcopy').update('indexes', [path], vscode.ConfigurationTarget.Workspace);
  await delay(500);
  await openAndClose(api, 'with-large-index', FILES);
  const editor = await open('copies/typescript/renamed.ts');
  for (let i = 0; i < WARM_UP_SAVES; i++) await changeAndSave(api, editor);
  return snapshot(api);
}

async function changeAndSave(api: NearcopyApi, editor: vscode.TextEditor): Promise<void> {
  await changeLine(editor, 12);
  await editor.document.save();
  await api.whenIdle();
}

async function openAndClose(api: NearcopyApi, name: string, files: number): Promise<void> {
  const text = await readText(inWorkspace('copies/typescript/renamed.ts'));
  for (let i = 0; i < files; i++) await writeText(`${name}/file-${i}.ts`, text.replaceAll('spreadOut', `spread${i}`));
  for (let i = 0; i < files; i++) {
    await open(`${name}/file-${i}.ts`);
    await api.whenIdle();
    await closeAllEditors();
  }
  await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
  await delay(500);
  await api.whenIdle();
}

async function snapshot(api: NearcopyApi): Promise<Snapshot> {
  await delay(2_000);
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return { ...await api.stats(), hostHeapBytes: process.memoryUsage().heapUsed };
}
