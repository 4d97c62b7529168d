import type { Engine } from '../../src/core/engine.ts';
import { fingerprint } from '../../src/core/fingerprint/fingerprints.ts';
import { screen } from '../../src/core/tokens/screen.ts';
import { defaultLevel, levels } from '../../src/policy/levels.ts';
import { isRefusal, type Analyser } from '../../src/syntax/analyser.ts';
import { cpuMicroseconds } from './clock.ts';
import { entryOf, indexOf } from './engine-lab.ts';
import { MatchTimes } from './match-times.ts';
import { comparedUnits, fromShingles, fromTokens, kernel, winnowFile, type ComparedUnit } from './minhash-lab.ts';
import type { LanguageBench } from './parser-lab.ts';
import type { Rounds } from './rounds.ts';
import type { LanguageSamples, Sample } from './samples.ts';

/** What is timed. The last two stages work on the half of the samples that is indexed, the others on the half that is checked. */
export const STAGES = {
  parse: 'parse alone (tree-sitter)',
  parseWithLimit: 'parse with a time limit',
  heapWalk: 'walk: parser memory',
  cursorWalk: 'walk: cursor (fallback)',
  tokenize: 'tokenise and fold',
  fingerprint: 'fingerprint',
  signature: '  signatures: kernel in use',
  signatureJavaScript: '  signatures: JavaScript',
  signatureNpm: '  signatures: npm minhash',
  signatureOfTokens: '  signatures from tokens',
  signatureOfTokensNpm: '  from tokens: npm minhash',
  winnow: '  winnow',
  lookUp: 'look up',
  align: 'align and weigh',
  compose: 'look for texts',
  report: 'write findings',
  scan: 'whole scan',
  entry: 'index: make entries',
  indexWrite: 'index: write',
} as const;
export type Stage = keyof typeof STAGES;

/** One language with all that its stages need, and what is counted on the way. */
export interface Subject {
  readonly samples: LanguageSamples;
  readonly bench: LanguageBench;
  readonly rounds: Rounds<Stage>;
  readonly compared: readonly ComparedUnit[];
  readonly counts: Counts;
}

export interface Counts {
  /** Of the last round. */
  findings: number;
  aligned: number;
  keys: number;
  /** Bytes of an index of the language alone. */
  indexBytes: number;
}

/** npm minhash takes some milliseconds a function: so many shingles are enough for the comparison. */
const COMPARED_SHINGLES = 10_000;

export function unitsToCompare(samples: readonly Sample[]): ComparedUnit[] {
  const units: ComparedUnit[] = [];
  let left = COMPARED_SHINGLES;
  for (const unit of samples.flatMap(({ tokens }) => comparedUnits(tokens))) {
    if (left <= 0) break;
    units.push(unit);
    left -= unit.shingles.length;
  }
  return units;
}

/**
 * One round over a language of parse and scan, which are compared most; they take turns in going first. All such rounds come before those of the other stages, whose garbage
 * would be collected while a scan runs, and with it code that the compiler made: a third of a scan's time, which no scan has by itself.
 */
export async function runScanRound(subject: Subject, engine: Engine, analyser: Analyser, round: number): Promise<void> {
  subject.rounds.begin();
  if (round % 2 === 0) timeParse(subject);
  await timeScan(subject, engine, analyser);
  if (round % 2 === 1) timeParse(subject);
}

/**
 * The other stages, in parts that have rounds of their own: each has the caches of the processor to itself, as it has where it runs alone, and what makes
 * much garbage comes last. After some collections without a call V8 forgets how a function was compiled, and tokens took three times as long.
 */
export const STAGE_PARTS: readonly ((subject: Subject, engine: Engine) => void)[] = [timeReading, timeMatching, timeKernels, timeIndexing];

/** One round of a part over a language. */
export function runStageRound(part: (typeof STAGE_PARTS)[number], subject: Subject, engine: Engine): void {
  subject.rounds.begin();
  part(subject, engine);
}

/** Before the first round: a scan of a project is mostly run by code that is compiled already, and the parser by the same. A few passes over little code leave the compilers at work. */
export async function warmUp({ samples, bench }: Subject, engine: Engine, analyser: Analyser): Promise<void> {
  const started = cpuMicroseconds();
  for (let pass = 0; pass < WARM_PASSES || cpuMicroseconds() - started < WARM_MICROSECONDS; pass++) {
    for (const sample of samples.checked) {
      bench.parse(sample.text).delete();
      await scanSample(sample, engine, analyser);
    }
  }
}

const WARM_PASSES = 3;
const WARM_MICROSECONDS = 3e6;

async function timeScan({ rounds, samples }: Subject, engine: Engine, analyser: Analyser): Promise<void> {
  for (const sample of samples.checked) await rounds.timeAsync('scan', () => scanSample(sample, engine, analyser));
}

/** What a scan does with the bytes of a file. */
export async function scanSample({ path, bytes, candidates }: Sample, engine: Engine, analyser: Analyser): Promise<void> {
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok) throw new Error(`${path} is skipped: ${screened.reason}`);
  const tokens = await analyser.analyse(screened.text, candidates);
  if (isRefusal(tokens)) throw new Error(`${path} is skipped: ${tokens.reason}`);
  engine.check({ path, text: screened.text, tokens }, EVIDENCE);
}

const EVIDENCE = levels[defaultLevel];

function timeParse({ rounds, samples, bench }: Subject): void {
  for (const { text } of samples.checked) rounds.time('parse', () => bench.parse(text).delete());
}

/** Walk and tokens, right after the parse as in a scan; then the other walk. */
function timeReading({ rounds, samples, bench }: Subject): void {
  for (const { text } of samples.checked) {
    const tree = bench.parse(text);
    const flat = rounds.time('heapWalk', () => bench.heapWalk(tree));
    rounds.time('tokenize', () => bench.tokenizer.tokenize(flat, text));
    tree.delete();
  }
  for (const { text } of samples.checked) {
    const tree = rounds.time('parseWithLimit', () => bench.parseWithLimit(text));
    rounds.time('cursorWalk', () => bench.cursorWalk(tree));
    rounds.time('parseWithLimit', () => tree.delete());
  }
}

function timeMatching({ rounds, samples, counts }: Subject, engine: Engine): void {
  Object.assign(counts, { findings: 0, aligned: 0, keys: 0 });
  for (const { path, text, tokens } of samples.checked) {
    const started = cpuMicroseconds();
    fingerprint(tokens, kernel);
    const fingerprints = cpuMicroseconds() - started;
    const times = new MatchTimes();
    counts.findings += engine.check({ path, text, tokens }, { ...EVIDENCE, trace: times }).length;
    times.end();
    rounds.add('fingerprint', fingerprints);
    rounds.add('lookUp', times.lookUp - fingerprints);
    rounds.add('align', times.align);
    rounds.add('compose', times.compose);
    rounds.add('report', times.report);
    counts.aligned += times.aligned;
    counts.keys += times.keys;
    rounds.time('winnow', () => winnowFile(tokens));
  }
}

/** A scan's signatures are made by code and from tables that are in use all the time: one pass over a few hundred would mostly be its start. */
function timeKernels({ rounds, compared }: Subject): void {
  const timeAll = (stage: Stage, sign: (units: readonly ComparedUnit[]) => void): void => {
    const started = cpuMicroseconds();
    for (let pass = 0; pass < KERNEL_PASSES; pass++) sign(compared);
    rounds.add(stage, (cpuMicroseconds() - started) / KERNEL_PASSES);
  };
  timeAll('signature', fromShingles.kernel);
  timeAll('signatureOfTokens', fromTokens.kernel);
  rounds.time('signatureJavaScript', () => fromShingles.javascript(compared));
  rounds.time('signatureNpm', () => fromShingles.npm(compared));
  rounds.time('signatureOfTokensNpm', () => fromTokens.npm(compared));
}

const KERNEL_PASSES = 50;

function timeIndexing({ rounds, samples, counts }: Subject): void {
  const entries = rounds.time('entry', () => samples.indexed.map(entryOf));
  counts.indexBytes = rounds.time('indexWrite', () => indexOf(entries)).stats.bytes;
}
