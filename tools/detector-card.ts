// Writes docs/DETECTOR_CARD.md from the figures of runs of tools/accuracy.ts.
//   node dist/tools/detector-card.js [--recall FILE] [--unrelated FILE]... [--calibration FILE] [--output FILE]
// FILEs are what accuracy.js writes with --baseline and calibrate.js with --json; those of test/bench/accuracy where none are named.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AccuracyRun } from '../test/bench/accuracy/accuracy-run.ts';
import type { CalibrationResult } from '../test/bench/accuracy/calibrate.ts';
import { detectorCard } from '../test/bench/accuracy/detector-card.ts';

const root = resolve(import.meta.dirname, '../..');
const kept = (file: string): string => join(root, 'test/bench/accuracy', file);
const { values } = parseArgs({ options: { recall: { type: 'string' }, unrelated: { type: 'string', multiple: true }, calibration: { type: 'string' }, output: { type: 'string' } } });
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(file), 'utf8'));
const { version } = read(join(root, 'package.json')) as { readonly version: string };
const output = resolve(values.output ?? join(root, 'docs/DETECTOR_CARD.md'));
writeFileSync(output, detectorCard(read(values.recall ?? kept('baseline.json')) as AccuracyRun, (values.unrelated ?? [kept('unrelated-training.json'), kept('unrelated-corpus.json')]).map((file) => read(file) as AccuracyRun), read(values.calibration ?? kept('calibration.json')) as CalibrationResult, version));
console.log(`wrote ${output}`);
