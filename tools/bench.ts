// Times every stage of a scan, and what it is compared with, on real code; then how queries grow with the index. Prints tables.
//   node dist/tools/bench.js [--corpus DIR] [--json FILE] [--rounds N] [--languages a,b] [--megabytes N] [--sizes N,N|none] [--split projects|files]
//   node dist/tools/bench.js --against DIST [--corpus DIR] [--rounds N] [--megabytes N]
// DIR holds projects; without it those of test/bench/corpus.list are fetched into .work. Half of its projects become an index, the
// others are checked against it; with --split files half of the files, so that each finds its siblings. All times are processor time. The first round warms up and is not counted. --sizes: functions of the indexes that are asked, see bench-scale.
// --against has this build and another (a folder with cli.js) do the same work in turns, and exits 1 where this one is worse beyond noise.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compareWith } from '../test/bench/against.ts';
import { argumentsOf, positive } from '../test/bench/arguments.ts';
import { benchCorpus } from '../test/bench/bench-corpus.ts';
import { runBench } from '../test/bench/bench.ts';
import type { Split } from '../test/bench/samples.ts';

const root = resolve(import.meta.dirname, '../..');
const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, json: text, rounds: text, languages: text, megabytes: text, sizes: text, against: text, split: text } });
const corpus = benchCorpus(root, values.corpus);
if (values.against !== undefined) {
  const comparisons = await compareWith({ ours: join(root, 'dist'), other: resolve(values.against), corpus, rounds: positive('rounds', values.rounds, 7), bytes: positive('megabytes', values.megabytes, 6) * 1e6 });
  if (comparisons.some(({ isWorse }) => isWorse)) process.exitCode = 1;
} else {
  const indexes = mkdtempSync(join(tmpdir(), 'nearcopy-bench-'));
  const sizes = values.sizes ?? '10000,100000';
  const program = join(import.meta.dirname, 'bench-scale.js');
  try {
    await runBench({
      root,
      corpus,
      rounds: positive('rounds', values.rounds, 5),
      mostBytes: positive('megabytes', values.megabytes, 2) * 1e6,
      languages: values.languages?.split(',') ?? [],
      split: splitOf(values.split),
      scale: sizes === 'none' ? null : { program, corpus, sizes: sizes.split(',').map((size) => positive('sizes', size, 0)), indexes, queries: 1000, rounds: 4 },
      json: values.json === undefined ? null : resolve(values.json),
    });
  } finally {
    rmSync(indexes, { recursive: true, force: true });
  }
}

function splitOf(split = 'projects'): Split {
  if (split !== 'projects' && split !== 'files') throw new Error('--split takes projects or files');
  return split;
}
