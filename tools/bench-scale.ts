// Builds indexes of 10^4, 10^5 and 10^6 functions and measures what grows: queries, reads, memory, size, time to open and to build.
//   node dist/tools/bench-scale.js [--corpus DIR] [--sizes N,N] [--indexes DIR] [--queries N] [--rounds N] [--json FILE]
// The functions are real as far as the corpus goes, 100,000 at most; the rest are variants of them, made on tokens. Indexes in DIR stay there and are used again. The first round is not counted.
// It calls itself with --role to measure one thing in a process of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine, machineText } from '../scripts/machine.mjs';
import { argumentsOf, positive, roundsOf } from '../test/bench/arguments.ts';
import { benchCorpus } from '../test/bench/bench-corpus.ts';
import { measureOpening } from '../test/bench/scale/open-figures.ts';
import { buildScaled } from '../test/bench/scale/scale-build.ts';
import { measureQueries } from '../test/bench/scale/scale-queries.ts';
import { runScale, worstOfScale } from '../test/bench/scale/scale.ts';

const text = { type: 'string' } as const;
const { values, positionals: given } = argumentsOf({ allowPositionals: true, options: { role: text, corpus: text, sizes: text, indexes: text, queries: text, rounds: text, json: text } });
if (values.role === undefined) main();
else console.log(JSON.stringify(await roles(values.role)));

function main(): void {
  const root = resolve(import.meta.dirname, '../..');
  const machine = describeMachine(root);
  console.log(`${machineText(machine)}\n`);
  const asked = {
    sizes: (values.sizes ?? '10000,100000,1000000').split(',').map((size) => positive('sizes', size, 0)),
    queries: positive('queries', values.queries, 1000),
    rounds: roundsOf(values.rounds, 4),
  };
  const indexes = values.indexes === undefined ? mkdtempSync(join(tmpdir(), 'nearcopy-scale-')) : resolve(values.indexes);
  try {
    const figures = runScale({ ...asked, program: fileURLToPath(import.meta.url), corpus: benchCorpus(root, values.corpus), indexes });
    const worst = worstOfScale(figures);
    console.log(`worst: ${Object.entries(worst).map(([name, value]) => `${name} ${value.toPrecision(3)}`).join(', ')}`);
    if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify({ ...worst, machine, sizes: figures }, null, 1)}\n`);
  } finally {
    if (values.indexes === undefined) rmSync(indexes, { recursive: true, force: true });
  }
}

async function roles(role: string): Promise<unknown> {
  const [first = '', second = '', third = '', ...others] = given;
  if (role === 'build') return buildScaled(first, second, Number(third), ...others.map(Number));
  if (role === 'open') return measureOpening(first);
  if (role === 'query') return measureQueries(others, first, { queries: Number(second), rounds: Number(third) });
  throw new Error(`there is no role '${role}'`);
}
