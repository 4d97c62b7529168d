#!/usr/bin/env node
// What the extension costs: size, activation against an empty extension in the same windows, the longest task for a save, memory
// with a large index, and what is left over after many saves and files. Prints a table; the raw figures go to .work/measured.json.
//   node scripts/editor/measure.mjs [--windows=5] [--functions=50000] [--only=activation|host]
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { captured, node, root } from '../steps.mjs';
import { installEditor } from './install.mjs';
import { manifest } from './places.mjs';
import { Person } from './person.mjs';
import { startEditor } from './start-editor.mjs';
import { makeTestWorkspace } from './test-workspace.mjs';

const work = join(root, '.work/measure');
const valueOf = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const windows = Number(valueOf('windows') ?? 5);
const functions = Number(valueOf('functions') ?? 50_000);
const only = valueOf('only');

if (!installEditor()) process.exit(1);
mkdirSync(work, { recursive: true });
const vsix = join(root, 'nearcopy.vsix');
const measured = { vsixBytes: statSync(vsix).size, processor: cpus()[0].model, cores: cpus().length };
if (only !== 'host') measured.activation = await activation();
if (only !== 'activation') Object.assign(measured, await inHost());
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

/** What test/measure/in-editor.ts prints. */
async function inHost() {
  const script = join(work, 'in-editor.cjs');
  await build({ entryPoints: [join(root, 'test/measure/in-editor.ts')], outfile: script, bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['vscode'], logLevel: 'warning' });
  const large = largeIndex();
  const { workspace, remove } = makeTestWorkspace({ withSettings: true });
  try {
    const { output } = node('scripts/editor/run-tests.mjs', [`--extensionTestsPath=${script}`, workspace], { ...captured, env: { ...process.env, NEARCOPY_LARGE_INDEX: large.path } });
    const line = output.split('\n').find((text) => text.startsWith('MEASURED '));
    if (!line) throw new Error(`no figures came:\n${output.slice(-5000)}`);
    return { ...JSON.parse(line.slice('MEASURED '.length)), largeIndex: large };
  } finally {
    remove();
  }
}

/** An index of the packages in node_modules, largest first, until it holds as many functions as asked for. Kept between runs. */
function largeIndex() {
  const path = join(work, `index-${functions}.ncx`);
  const count = () => Number(/functions\s+([\d,]+)/.exec(node('dist/cli.js', ['index', 'info', path], captured).output)?.[1].replaceAll(',', '') ?? 0);
  if (existsSync(path) && count() >= functions) return { path, functions: count() };
  rmSync(path, { recursive: true, force: true });
  const modules = join(root, 'node_modules');
  const packages = readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((sub) => `${name}/${sub}`) : name.startsWith('.') ? [] : [name]));
  for (let at = 0, size = 40; at < packages.length; at += size) {
    const verb = existsSync(path) ? ['add', path] : ['build', '-o', path];
    const { ok, output } = node('dist/cli.js', ['index', ...verb, ...packages.slice(at, at + size).map((name) => join(modules, name))], captured);
    if (!ok) throw new Error(output);
    if (count() >= functions) break;
  }
  return { path, functions: count() };
}

function print({ vsixBytes, activation: times, saves, leaks, large, largeIndex: index }) {
  const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const rows = [['package', mega(vsixBytes)]];
  if (times) rows.push(['activation, median of windows', `${median(times.ours)} ms (${times.ours.join(', ')}); an empty extension ${median(times.empty)} ms (${times.empty.join(', ')})`]);
  if (saves) rows.push(['longest task for a save, median and worst', `${median(saves.on).toFixed(1)} and ${Math.max(...saves.on).toFixed(1)} ms; with checking off ${median(saves.off).toFixed(1)} and ${Math.max(...saves.off).toFixed(1)} ms`]);
  if (large) rows.push([`memory of the thread, ${index.functions} functions`, `${mega(large.heapBytes)} heap, ${mega(large.wasmBytes)} WebAssembly`]);
  for (const [name, state] of Object.entries(leaks ?? {})) rows.push([`left over, ${name}`, Object.entries(state).map(([key, value]) => `${key} ${/Bytes$/.test(key) ? mega(value) : value}`).join(', ')]);
  for (const [name, value] of rows) console.log(`${name.padEnd(44)} ${value}`);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
