// Times every stage of a scan, and what it is compared with, on real code; then how queries grow with the index. Prints tables.
//   node dist/tools/bench.js [--corpus DIR] [--json FILE] [--rounds N] [--languages a,b] [--megabytes N] [--sizes N,N|none] [--split projects|files]
//   node dist/tools/bench.js --against DIST|COMMIT [--corpus DIR] [--json FILE] [--rounds N] [--megabytes N]
// DIR holds projects; without it those of test/bench/corpus.list are fetched into .work. Half of its projects become an index, the
// others are checked against it; with --split files half of the files, so that each finds its siblings. All times are processor time. The first round warms up and is not counted. --sizes: functions of the indexes that are asked, see bench-scale.
// --against has this build and another do the same work in turns, and exits 1 where this one is worse beyond noise. The other is a folder with cli.js, or a commit, which is built
// in a git worktree that is removed in the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describeMachine } from '../scripts/machine.mjs';
import { compareWith } from '../test/bench/against.ts';
import { argumentsOf, positive, refuse } from '../test/bench/arguments.ts';
import { benchCorpus } from '../test/bench/bench-corpus.ts';
import { runBench } from '../test/bench/bench.ts';
import { buildNamed, BuildError, ownBuild, type Build } from '../test/bench/built-commit.ts';
import type { Split } from '../test/bench/samples.ts';

const root = resolve(import.meta.dirname, '../..');
const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, json: text, rounds: text, languages: text, megabytes: text, sizes: text, against: text, split: text } });
const json = values.json === undefined ? null : resolve(values.json);
// All options before anything is fetched, built or made.
const isComparison = values.against !== undefined;
const rounds = positive('rounds', values.rounds, isComparison ? 7 : 5);
const bytes = positive('megabytes', values.megabytes, isComparison ? 6 : 2) * 1e6;
const sizes = values.sizes === 'none' ? [] : (values.sizes ?? '10000,100000').split(',').map((size) => positive('sizes', size, 0));
const split = splitOf(values.split);
if (values.against !== undefined) await compareBuilds(values.against);
else await benchAll();

async function compareBuilds(named: string): Promise<void> {
  const stop = new AbortController();
  // A build of a commit is removed before the program ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(new BuildError(`stopped by ${signal}`)));
  let other: Build | null = null;
  try {
    other = buildNamed(root, named);
    const corpus = benchCorpus(root, values.corpus);
    const comparisons = await compareWith({ machine: describeMachine(root), ours: ownBuild(root), other, corpus, rounds, bytes, json, stop: stop.signal });
    if (comparisons.some(({ isWorse }) => isWorse)) process.exitCode = 1;
  } catch (failure) {
    // Where a signal ended what ran, it is heard only now: in the next turn that waits for anything.
    await turn();
    await turn();
    const error: unknown = stop.signal.aborted ? stop.signal.reason : failure;
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  } finally {
    other?.remove();
  }
}

async function benchAll(): Promise<void> {
  const corpus = benchCorpus(root, values.corpus);
  const indexes = mkdtempSync(join(tmpdir(), 'nearcopy-bench-'));
  const program = join(import.meta.dirname, 'bench-scale.js');
  try {
    await runBench({
      root,
      corpus,
      rounds,
      mostBytes: bytes,
      languages: values.languages?.split(',') ?? [],
      split,
      scale: sizes.length === 0 ? null : { program, corpus, sizes, indexes, queries: 1000, rounds: 4 },
      json,
    });
  } finally {
    rmSync(indexes, { recursive: true, force: true });
  }
}

function splitOf(split = 'projects'): Split {
  if (split !== 'projects' && split !== 'files') refuse(`--split takes projects or files, not '${split}'`);
  return split;
}
