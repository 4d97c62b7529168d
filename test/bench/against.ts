import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { machineText, type Machine } from '../../scripts/machine.mjs';
import { loadLanguages } from '../../src/host/node/grammar-files.ts';
import type { Build } from './built-commit.ts';
import { corpusFiles } from './corpus.ts';
import { median } from './median.ts';
import { cost } from './peers/run.ts';
import { table } from './table.ts';

export interface AgainstOptions {
  /** The machine that both run on. */
  readonly machine: Machine;
  readonly ours: Build;
  readonly other: Build;
  readonly corpus: string;
  readonly rounds: number;
  /** Bytes of source, half to be indexed and half to be scanned. */
  readonly bytes: number;
  /** File for the figures, or null. */
  readonly json: string | null;
  /** Ends the comparison between two runs. */
  readonly stop: AbortSignal;
}

/** One figure of both programs: medians, and the median of the ratios of each round with the noise of that median. */
export interface Comparison {
  readonly name: Measure;
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
  readonly noise: number;
  /** How far above 1 the ratio may be in any case. */
  readonly tolerated: number;
  readonly isWorse: boolean;
}

/** What is measured of each program, and how much more of it is nobody's concern, whatever the noise. When memory is collected is up to V8. */
const MEASURES = { 'build, processor s': 0.03, 'build, peak MB': 0.1, 'scan, processor s': 0.03, 'scan, peak MB': 0.1, 'index, MB': 0.03 } as const;
type Measure = keyof typeof MEASURES;
/** Deviations of the median that count as noise. */
const DEVIATIONS = 3;

/** Has two programs do the same work in turns, and says in which figures ours is worse beyond noise. Prints a table. */
export async function compareWith({ machine, ours, other, corpus, rounds, bytes, json, stop }: AgainstOptions): Promise<Comparison[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-against-'));
  try {
    console.log(`${machineText(machine)}\n${ours.name} over ${other.name}; ${basename(corpus)}, ${rounds} rounds after one that does not count, one thread; medians\n`);
    const { indexed, scanned } = await halves(corpus, bytes, scratch);
    const programs = [ours, other].map(({ dist }, at) => new Program(dist, join(scratch, `${at}.ncx`), indexed, scanned));
    for (let round = 0; round <= rounds; round++) {
      for (const program of round % 2 === 0 ? programs : programs.toReversed()) {
        await turn(); // signals are heard only between two programs
        stop.throwIfAborted();
        program.run();
      }
      if (round === 0) for (const program of programs) program.forget();
    }
    const comparisons = (Object.keys(MEASURES) as Measure[]).map((name) => compare(name, programs[0].figures[name], programs[1].figures[name]));
    console.log(table(['', 'ours', 'other', 'ratio', 'noise', 'tolerated', ''], comparisons.map(({ name, ours: own, other: its, ratio, noise, tolerated, isWorse }) => [name, own.toPrecision(4), its.toPrecision(4), ratio.toFixed(3), noise.toFixed(3), tolerated.toFixed(2), isWorse ? 'worse' : ''])));
    if (json !== null) writeFileSync(json, `${JSON.stringify({ machine, ours: ours.name, other: other.name, corpus: basename(corpus), rounds, comparisons }, null, 1)}\n`);
    return comparisons;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One of the two, and what it took in each round. */
class Program {
  readonly figures = Object.fromEntries(Object.keys(MEASURES).map((name) => [name, []])) as unknown as Record<Measure, number[]>;
  readonly #cli: string;
  readonly #index: string;
  readonly #indexed: string;
  readonly #scanned: string;

  constructor(dist: string, index: string, indexed: string, scanned: string) {
    this.#cli = join(dist, 'cli.js');
    this.#index = index;
    this.#indexed = indexed;
    this.#scanned = scanned;
  }

  run(): void {
    rmSync(this.#index, { recursive: true, force: true });
    const build = cost([process.execPath, this.#cli, 'index', 'build', '--workers', '1', '--output', this.#index, this.#indexed]);
    const scan = cost([process.execPath, this.#cli, 'scan', '--no-cache', '--workers', '1', '--index', this.#index, '--format', 'json', this.#scanned], { found: [1] });
    this.figures['build, processor s'].push(build.cpuSeconds);
    this.figures['build, peak MB'].push(build.peakBytes / 1e6);
    this.figures['scan, processor s'].push(scan.cpuSeconds);
    this.figures['scan, peak MB'].push(scan.peakBytes / 1e6);
    this.figures['index, MB'].push(readdirSync(this.#index).reduce((sum, file) => sum + statSync(join(this.#index, file)).size, 0) / 1e6);
  }

  forget(): void {
    for (const rounds of Object.values(this.figures)) rounds.length = 0;
  }
}

/** Worse is what is more than tolerated, and more than the noise of the rounds. */
export function compare(name: Measure, ours: readonly number[], other: readonly number[]): Comparison {
  const ratios = ours.map((value, round) => value / other[round]!);
  const ratio = median(ratios);
  const spread = 1.4826 * median(ratios.map((value) => Math.abs(value - ratio)));
  const noise = (DEVIATIONS * 1.2533 * spread) / Math.sqrt(ratios.length);
  const tolerated = MEASURES[name];
  return { name, ours: median(ours), other: median(other), ratio, noise, tolerated, isWorse: ratio > 1 + Math.max(tolerated, noise) };
}

async function halves(corpus: string, bytes: number, scratch: string): Promise<{ indexed: string; scanned: string }> {
  const languages = await loadLanguages();
  const folders = { indexed: join(scratch, 'indexed'), scanned: join(scratch, 'scanned') };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  let left = bytes;
  let at = 0;
  for (const { path, file, size } of corpusFiles(corpus)) {
    if (left <= 0) break;
    if (languages.ofPath(path).length === 0) continue;
    copyFileSync(file, join(at % 2 === 0 ? folders.indexed : folders.scanned, `${at++}-${basename(path, extname(path))}${extname(path)}`));
    left -= size;
  }
  if (at < 2) throw new Error(`${corpus} has too little code to measure: name a folder with projects with --corpus`);
  return folders;
}
