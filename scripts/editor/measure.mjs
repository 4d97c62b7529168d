#!/usr/bin/env node
// What the extension costs: size, activation against an empty extension in the same windows, the longest task for a save, memory
// with a large index, and what is left over after many saves and files. Prints a table; the raw figures go to .work/measured.json.
//   node scripts/editor/measure.mjs [--only=activation,memory,saves,typing] [--windows=5] [--index=PATH]
// activation; memory: longest tasks, memory with 50,000 functions, and leaks; saves: from a save to its diagnostic with 100,000 functions, by stage;
// typing: from a key to its letter. `--index`: the index for the last two. The machine should have nothing else to do.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { describeMachine, machineText, versionIn } from '../machine.mjs';
import { captured, node, root } from '../steps.mjs';
import { installEditor } from './install.mjs';
import { indexWith } from './measured-index.mjs';
import { typingTimes } from './measured-typing.mjs';
import { codeServer, manifest, serverNode, vscodeServer } from './places.mjs';
import { Person } from './person.mjs';
import { startEditor } from './start-editor.mjs';
import { makeTestWorkspace } from './test-workspace.mjs';

const work = join(root, '.work/measure');
const valueOf = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const windows = Number(valueOf('windows') ?? 5);
const parts = (valueOf('only') ?? 'activation,memory,saves,typing').split(',');
const LONG_FILE = 'thousand.ts';

if (!installEditor()) process.exit(1);
mkdirSync(work, { recursive: true });
const vsix = resolve(valueOf('vsix') ?? join(root, 'nearcopy.vsix'));
const measured = { machine: describeMachine(root), editor: { vscode: versionIn(vscodeServer), codeServer: versionIn(codeServer), node: versionIn(serverNode) }, vsixBytes: statSync(vsix).size, load: loadavg() };
if (parts.includes('activation')) measured.activation = await activation();
if (parts.includes('memory')) {
  measured.memoryIndex = indexWith(50_000, { folder: work });
  Object.assign(measured, await inHost('costs', measured.memoryIndex));
}
if (parts.includes('saves') || parts.includes('typing')) measured.saveIndex = indexWith(100_000, { folder: work, mayBeStarter: true, given: valueOf('index') && resolve(valueOf('index')) });
if (parts.includes('saves')) Object.assign(measured, await inHost('saves', measured.saveIndex, writeLongFile));
if (parts.includes('typing')) measured.typing = await typing(measured.saveIndex);
writeFileSync(join(root, '.work/measured.json'), JSON.stringify(measured, null, 2));
print(measured);

/** Milliseconds to load and activate, of ours and of an empty extension, as VS Code counts them, for each of several windows. */
async function activation() {
  const { workspace, index, remove } = makeTestWorkspace();
  const editor = await startEditor({ vsix: [vsix, emptyExtension()], settings: { 'nearcopy.indexes': [index] }, viewport: { width: 1400, height: 3000 } });
  const times = { ours: [], empty: [] };
  try {
    const page = await editor.context.newPage();
    const person = new Person({ page, editor, workspace, index });
    for (let i = 0; i < windows; i++) {
      if (i === 0) await person.openWindow();
      else await person.reload();
      await person.open('copies/typescript/renamed.ts');
      await person.extensionReady();
      await page.waitForTimeout(3_000);
      const rows = await person.runningExtensions();
      times.ours.push(timeIn(rows, manifest.displayName));
      times.empty.push(timeIn(rows, 'Empty extension'));
      await person.press('Control+w');
    }
    return times;
  } finally {
    await editor.stop();
    remove();
  }
}

/** A row of Show Running Extensions, such as `Nearcopy 0.1.0 Activation: 12ms`. */
function timeIn(rows, name) {
  const row = rows.find((text) => text.includes(name));
  const [, time] = /(\d+)\s*ms/.exec(row ?? '') ?? [];
  if (time === undefined) throw new Error(`the activation time of ${name} is not in: ${rows.join(' | ')}`);
  return Number(time);
}

/** With the same activation events as ours. */
function emptyExtension() {
  const folder = join(work, 'empty');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { engines, activationEvents } = manifest;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', displayName: 'Empty extension', publisher: 'nearcopy', version: '0.0.1', license: 'MIT', engines: { vscode: engines.vscode }, main: './main.js', activationEvents }));
  writeFileSync(join(folder, 'main.js'), 'exports.activate = () => undefined;\n');
  const file = join(work, 'empty.vsix');
  const { ok, output } = node('node_modules/@vscode/vsce/vsce', ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '-o', file], { ...captured, cwd: folder });
  if (!ok) throw new Error(output);
  return file;
}

/** What test/measure/in-editor.ts prints: of the costs in the extension host, or of saves. */
async function inHost(part, index, prepare = () => undefined) {
  const script = join(work, 'in-editor.cjs');
  await build({ entryPoints: [join(root, 'test/measure/in-editor.ts')], outfile: script, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], logLevel: 'warning' });
  const { workspace, remove } = makeTestWorkspace({ withSettings: true });
  prepare(workspace);
  try {
    const env = { ...process.env, NEARCOPY_MEASURE_PART: part, NEARCOPY_MEASURE_LARGE_INDEX: index.path, NEARCOPY_MEASURE_FILE: LONG_FILE };
    const { output } = node('scripts/editor/run-tests.mjs', [`--extensionTestsPath=${script}`, workspace], { ...captured, env });
    const line = output.split('\n').find((text) => text.startsWith('MEASURED '));
    if (!line) throw new Error(`no figures came:\n${output.slice(-5000)}`);
    return JSON.parse(line.slice('MEASURED '.length));
  } finally {
    remove();
  }
}

async function typing(index) {
  const { workspace, remove } = makeTestWorkspace();
  writeLongFile(workspace);
  try {
    return await typingTimes({ vsix, workspace, index: index.path, file: LONG_FILE });
  } finally {
    remove();
  }
}

/** 1,000 lines: whole files of the extension itself, so that the code has no error, a near-copy between them, and comments for the rest. */
function writeLongFile(workspace) {
  const folder = join(root, 'src/vscode');
  const linesOf = (file) => readFileSync(file, 'utf8').trimEnd().split('\n');
  const copy = linesOf(join(workspace, 'copies/typescript/renamed.ts'));
  const own = [];
  for (const file of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort()) {
    const lines = linesOf(join(folder, file));
    if (own.flat().length + lines.length + copy.length <= 1000) own.push(lines);
  }
  const half = own.length >> 1;
  const lines = [...own.slice(0, half), copy, ...own.slice(half)].flat();
  const rest = Array.from({ length: 1000 - lines.length }, (_, i) => `// line ${lines.length + i + 1}`);
  writeFileSync(join(workspace, LONG_FILE), `${[...lines, ...rest].join('\n')}\n`);
}

function print({ machine, editor: versions, vsixBytes, activation: times, saves, leaks, large, memoryIndex, saveTimes, saveIndex, typing: keys }) {
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const both = (values) => `${quantile(values, 0.5).toFixed(1)} and ${quantile(values, 0.95).toFixed(1)} ms`;
  const rows = [['package', mega(vsixBytes)]];
  if (times) rows.push(['activation, median of windows', `${quantile(times.ours, 0.5)} ms (${times.ours.join(', ')}); an empty extension ${quantile(times.empty, 0.5)} ms (${times.empty.join(', ')})`]);
  if (saves) rows.push(['longest task for a save, p50 and worst', `${quantile(saves.on, 0.5).toFixed(1)} and ${Math.max(...saves.on).toFixed(1)} ms; with checking off ${quantile(saves.off, 0.5).toFixed(1)} and ${Math.max(...saves.off).toFixed(1)} ms`]);
  if (large) rows.push([`memory of the thread, ${memoryIndex.functions} functions`, `${mega(large.heapBytes)} heap, ${mega(large.wasmBytes)} WebAssembly`]);
  for (const [name, state] of Object.entries(leaks ?? {})) rows.push([`left over, ${name}`, Object.entries(state).map(([key, value]) => `${key} ${/Bytes$/.test(key) ? mega(value) : value}`).join(', ')]);
  if (saveTimes) {
    rows.push([`save to diagnostic, 1,000 lines, ${saveIndex.functions} functions`, 'p50 and p95']);
    for (const stage of Object.keys(saveTimes[0])) rows.push([`  ${stage}`, both(saveTimes.map((time) => time[stage]))]);
  }
  if (keys) rows.push(['a key to its letter, p50 and p95', `${both(keys.on)}; with checking off ${both(keys.off)} (${keys.on.length} and ${keys.off.length} keys)`]);
  console.log(`${machineText(machine)}\nVS Code ${versions.vscode} (code-server ${versions.codeServer}) on Node v${versions.node}\n`);
  for (const [name, value] of rows) console.log(`${name.padEnd(54)} ${value}`);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
