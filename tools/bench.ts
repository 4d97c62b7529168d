// Times every stage of a scan, and what it is compared with, on real code; prints tables.
//   node dist/tools/bench.js [--corpus DIR] [--json FILE] [--rounds N] [--languages a,b] [--megabytes N]
// DIR holds projects; without it the packages in node_modules are the corpus. Half of its files (by hash) become an index, the
// others are checked against it. All times are processor time. The first round warms up and is not counted.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from '../test/bench/bench.ts';
import { defaultCorpus } from '../test/bench/corpus.ts';

const root = resolve(import.meta.dirname, '../..');
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { corpus: text, json: text, rounds: text, languages: text, megabytes: text } });
await runBench({
  root,
  corpus: resolve(values.corpus ?? defaultCorpus(root)),
  rounds: positive('rounds', 5),
  mostBytes: positive('megabytes', 2) * 1e6,
  languages: values.languages?.split(',') ?? [],
  json: values.json === undefined ? null : resolve(values.json),
});

function positive(name: 'rounds' | 'megabytes', otherwise: number): number {
  const number = Number(values[name] ?? otherwise);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}
