// Fits how often chance shows matches (E), and tests it on projects that it wasn't fitted on.
//   node dist/tools/calibrate.js --corpus DIR --training DIR [--others DIR [--large DIR]] [--megabytes N] [--runs FILE] [--json FILE]
//   node dist/tools/calibrate.js --runs FILE [--json FILE]
// DIRs hold projects as scripts/fetch-projects.mjs lays them down: test/bench/accuracy/corpus.list, grammars/training.list, test/bench/accuracy/calibration.list, and
// test/bench/accuracy/large.list. The projects of one are looked up in an index of another, at several sizes. --runs keeps what was found, which takes some ten minutes;
// with it alone only the fit and the test are done again. --json writes what the detector card is made of.
import { argumentsOf } from '../test/bench/arguments.ts';
import { runCalibration } from '../test/bench/accuracy/calibrate.ts';

const text = { type: 'string' } as const;
const { values } = argumentsOf({ options: { corpus: text, training: text, others: text, large: text, megabytes: text, runs: text, json: text } });
await runCalibration(values);
