// Measures the engine's accuracy on real projects: mutants of their functions looked up in an index of them.
//   node dist/tools/accuracy.js --corpus DIR [--languages a,b] [--operators a,b] [--sample N] [--megabytes N] [--seed S] [--plain]
//                               [--expected-at-most E] [--json FILE] [--keep DIR]
//                               [--unrelated DIR [--alarms FILE] [--recall]] [--baseline FILE] [--compare FILE]
// DIR holds projects as scripts/fetch-projects.mjs lays them down (test/bench/accuracy/corpus.list, grammars/training.list).
// --sample: functions of each language and size band. --megabytes: source of each language that is indexed, 2 unless told; all with 1000.
// --plain leaves names as they are in the operators that don't rename. --keep writes each missed mutant with its original, and both sides of each
// alarm that nobody has looked at, into a folder. --unrelated looks projects up that are not in the index, instead of mutants, or beside them with
// --recall. --baseline writes what --compare takes: it exits 1 where a language finds less than before by more than its noise.
import { argumentsOf } from '../test/bench/arguments.ts';
import { runAccuracy } from '../test/bench/accuracy/accuracy.ts';

const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, languages: text, operators: text, sample: text, megabytes: text, seed: text, plain: { type: 'boolean' }, 'expected-at-most': text, json: text, keep: text, unrelated: text, alarms: text, compare: text, baseline: text, recall: { type: 'boolean' } } });
process.exitCode = await runAccuracy(values);
