// Writes docs/DETECTOR_CARD.md from the figures of runs of tools/accuracy.ts.
//   node dist/tools/detector-card.js [--recall FILE] [--renaming FILE] [--unrelated FILE]... [--calibration FILE] [--output FILE]
// FILEs are what accuracy.js writes with --baseline and calibrate.js with --json; those of test/bench/accuracy where none are named.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argumentsOf } from '../test/bench/arguments.ts';
import type { AccuracyRun } from '../test/bench/accuracy/accuracy-run.ts';
import type { CalibrationResult } from '../test/bench/accuracy/calibrate.ts';
import { detectorCard } from '../test/bench/accuracy/detector-card.ts';

const root = resolve(import.meta.dirname, '../..');
const kept = (file: string): string => join(root, 'test/bench/accuracy', file);
const { values } = argumentsOf({ options: { recall: { type: 'string' }, renaming: { type: 'string' }, unrelated: { type: 'string', multiple: true }, calibration: { type: 'string' }, output: { type: 'string' } } });
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(file), 'utf8'));
const { version } = read(join(root, 'package.json')) as { readonly version: string };
const output = resolve(values.output ?? join(root, 'docs/DETECTOR_CARD.md'));
const run = (file: string): AccuracyRun => read(file) as AccuracyRun;
writeFileSync(output, detectorCard({
  recall: run(values.recall ?? kept('baseline.json')),
  renaming: run(values.renaming ?? kept('renaming.json')),
  unrelated: (values.unrelated ?? [kept('unrelated-training.json'), kept('unrelated-corpus.json')]).map(run),
  calibration: read(values.calibration ?? kept('calibration.json')) as CalibrationResult,
}, version));
console.log(`wrote ${output}`);
