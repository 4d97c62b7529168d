// Profiles the whole scan of each language; prints the functions that take the most time of their own.
//   node dist/tools/bench-profile.js [--corpus DIR] [--rounds N] [--languages a,b] [--megabytes N] [--output DIR]
// The corpus is as for bench.js. DIR gets LANGUAGE.cpuprofile and LANGUAGE.folded, the data of flame graphs.
import { resolve } from 'node:path';
import { argumentsOf, positive } from '../test/bench/arguments.ts';
import { benchCorpus } from '../test/bench/bench-corpus.ts';
import { runProfile } from '../test/bench/profile.ts';

const root = resolve(import.meta.dirname, '../..');
const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, rounds: text, languages: text, megabytes: text, output: text } });
await runProfile({
  root,
  corpus: benchCorpus(root, values.corpus),
  rounds: positive('rounds', values.rounds, 5),
  mostBytes: positive('megabytes', values.megabytes, 1) * 1e6,
  languages: values.languages?.split(',') ?? [],
  output: resolve(values.output ?? resolve(root, '.work/profile')),
});
