// Times what happens to an index in its life, against building it anew: add, update, remove, verify, merge.
//   node dist/tools/index-life.js [--corpus DIR] [--work NAME] [--rounds N] [--keyed] [--json FILE]
// Each folder of DIR is one work; without it the packages in node_modules are. NAME is the work that comes and goes: one of middle size unless
// told. --keyed also makes and verifies the same index under a key. All in one thread; times are processor time, the median of the rounds, which interleave all changes.
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { argumentsOf } from '../test/bench/arguments.ts';
import { indexDigest } from '../src/core/index/digest.ts';
import { presenceOf } from '../src/host/node/absence.ts';
import { buildIndex, type BuildOutcome, type BuildRequest } from '../src/host/node/index-build.ts';
import { nodeIndexFiles } from '../src/host/node/index-files.ts';
import { readKeys } from '../src/host/node/key-file.ts';
import { openSource } from '../src/sources/open-source.ts';
import { exportSingle } from '../src/store/export.ts';
import { mergeIndexes } from '../src/store/merge.ts';
import { withIndex } from '../src/store/open.ts';
import { removeWorks } from '../src/store/remove.ts';
import { verifyIndex } from '../src/store/verify.ts';
import { table } from '../test/bench/table.ts';

const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, work: text, rounds: text, json: text, keyed: { type: 'boolean' } } });
const root = resolve(import.meta.dirname, '../..');
const corpus = resolve(values.corpus ?? join(root, 'node_modules'));
const rounds = Number(values.rounds ?? 3);
const folders = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => join(corpus, name)).sort();
const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-index-life-'));
const at = (name: string): string => join(scratch, name);

interface Step {
  readonly name: string;
  readonly seconds: number[];
}

const steps = new Map<string, Step>();

async function timed<Result>(name: string, action: () => Result | Promise<Result>): Promise<Result> {
  const before = process.cpuUsage();
  const result = await action();
  const { user, system } = process.cpuUsage(before);
  const step = steps.get(name) ?? { name, seconds: [] };
  steps.set(name, step);
  step.seconds.push((user + system) / 1e6);
  process.stderr.write(`${name}: ${step.seconds.at(-1)!.toFixed(1)} s\n`);
  return result;
}

const build = (path: string, sources: readonly string[], mode: BuildRequest['mode'], keyFiles: readonly string[] = []) => buildIndex({ path, sources: sources.map((spec) => ({ spec })), mode, workers: 1, keyFiles });
const digest = (path: string): string => withIndex(nodeIndexFiles, path, {}, indexDigest);

function expectEqual(what: string, a: string, b: string): void {
  if (digest(a) !== digest(b)) throw new Error(`${what}: ${basename(a)} and ${basename(b)} have different digests`);
}

function expectSound(path: string, keyFiles: readonly string[] = []): void {
  const { problems } = verifyIndex(nodeIndexFiles, path, readKeys(keyFiles));
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** The same index under a key. */
async function keyedRound(): Promise<void> {
  writeFileSync(at('secret'), 'a secret that is good enough for a measurement');
  rmSync(at('keyed.ncx'), { recursive: true, force: true });
  await timed('rebuild, keyed', () => build(at('keyed.ncx'), folders, 'build', [at('secret')]));
  await timed('verify, keyed', () => expectSound(at('keyed.ncx'), [at('secret')]));
}

function copy(from: string, to: string): string {
  rmSync(at(to), { recursive: true, force: true });
  cpSync(at(from), at(to), { recursive: true });
  return at(to);
}

/** The work that comes and goes: of middle size by its functions. */
function chooseWork({ works }: BuildOutcome): string {
  if (values.work !== undefined) return join(corpus, values.work);
  const sized = works.filter(({ newFunctions }) => newFunctions > 0).sort((a, b) => a.newFunctions - b.newFunctions);
  return sized[Math.floor(sized.length / 2)]!.spec;
}

let outcome: BuildOutcome | null = null;
let chosen = '';
try {
  for (let round = 0; round < rounds; round++) {
    rmSync(at('full.ncx'), { recursive: true, force: true });
    outcome = await timed('rebuild', () => build(at('full.ncx'), folders, 'build'));
    chosen ||= chooseWork(outcome);
    const id = withIndex(nodeIndexFiles, at('full.ncx'), {}, ({ catalogue }) => {
      const label = outcome!.works.find(({ spec }) => spec === chosen)!.label;
      return catalogue.inputs().find(({ labels }) => [labels.name, labels.version].filter(Boolean).join(' ') === label)!.id;
    });
    copy('full.ncx', 'less.ncx');
    await timed('remove the work', () => removeWorks(nodeIndexFiles, at('less.ncx'), [id]));
    copy('less.ncx', 'more.ncx');
    await timed('add the work', () => build(at('more.ncx'), [chosen], 'add'));
    expectEqual('add', at('more.ncx'), at('full.ncx'));
    await timed('update it, nothing changed', () => build(at('more.ncx'), [chosen], 'update'));
    await timed('verify', () => expectSound(at('full.ncx')));
    await timed('verify --absent the work, without verify', async () => {
      const source = await openSource(chosen, { history: false });
      await presenceOf({ path: at('less.ncx'), keyFile: [] }, source, 1e-3).finally(() => source.dispose());
    });
    rmSync(at('own.ncx'), { recursive: true, force: true });
    await build(at('own.ncx'), [chosen], 'build');
    rmSync(at('merged.ncx'), { recursive: true, force: true });
    await timed('merge the work', () => mergeIndexes(nodeIndexFiles, at('merged.ncx'), [at('less.ncx'), at('own.ncx')]));
    expectEqual('merge', at('merged.ncx'), at('full.ncx'));
    if (values.keyed) await keyedRound();
    await timed('export as one file', () => exportSingle(nodeIndexFiles, at('merged.ncx'), at('single')));
  }
  print();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function print(): void {
  const { stats, segments } = withIndex(nodeIndexFiles, at('merged.ncx'), {}, ({ stats: all, segments: list }) => ({ stats: all, segments: list.length }));
  const own = outcome!.works.find(({ spec }) => spec === chosen)!;
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
  const whole = median(steps.get('rebuild')!.seconds);
  const figures = [...steps.values()].map(({ name, seconds }) => ({ step: name, seconds: median(seconds), ofRebuild: median(seconds) / whole }));
  const count = (n: number): string => n.toLocaleString('en-US');
  process.stdout.write([
    `${count(stats.works)} works, ${count(stats.files)} files, ${count(stats.functions)} functions, ${count(stats.tokens)} tokens`,
    `${(stats.bytes / 1e6).toFixed(1)} MB in ${segments} ${segments === 1 ? 'segment' : 'segments'}, ${(stats.bytes / stats.functions).toFixed(0)} bytes a function`,
    `the work: ${own.label}, ${count(own.files)} files, ${count(own.newFunctions)} units of its own`,
    '',
    table(['step', 'seconds', 'of a rebuild'], figures.map(({ step, seconds, ofRebuild }) => [step, seconds.toFixed(2), `${(ofRebuild * 100).toFixed(1)}%`])),
    '',
  ].join('\n'));
  if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify({ stats, segments, work: own, rounds, figures }, null, 1)}\n`);
}
