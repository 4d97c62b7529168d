import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { loadLanguages } from '../../src/host/node/grammar-files.ts';
import { corpusFiles } from './corpus.ts';
import { median } from './median.ts';
import { cost } from './peers/run.ts';
import { table } from './table.ts';

export interface AgainstOptions {
  /** Two built programs: folders with `cli.js`. */
  readonly ours: string;
  readonly other: string;
  readonly corpus: string;
  readonly rounds: number;
  /** Bytes of source, half to be indexed and half to be scanned. */
  readonly bytes: number;
}

/** One figure of both programs: medians, and the median of the ratios of each round with the noise of that median. */
export interface Comparison {
  readonly name: string;
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
  readonly noise: number;
  readonly isWorse: boolean;
}

/** Less than this is nobody's concern, whatever the noise. */
const TOLERATED = 0.03;
/** Deviations of the median that count as noise. */
const DEVIATIONS = 3;

/** Has two programs do the same work in turns, and says in which figures ours is worse beyond noise. Prints a table. */
export async function compareWith(options: AgainstOptions): Promise<Comparison[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'nearcopy-against-'));
  try {
    const { indexed, scanned } = await halves(options, scratch);
    const programs = [options.ours, options.other].map((dist, at) => new Program(dist, join(scratch, `${at}.ncx`), indexed, scanned));
    for (let round = 0; round <= options.rounds; round++) {
      for (const program of round % 2 === 0 ? programs : programs.toReversed()) program.run();
      if (round === 0) for (const program of programs) program.forget();
    }
    const comparisons = [...programs[0].figures.keys()].map((name) => compare(name, programs[0].figures.get(name)!, programs[1].figures.get(name)!));
    console.log(table(['ours over the other', 'ours', 'other', 'ratio', 'noise', ''], comparisons.map(({ name, ours, other, ratio, noise, isWorse }) => [name, ours.toPrecision(4), other.toPrecision(4), ratio.toFixed(3), noise.toFixed(3), isWorse ? 'worse' : ''])));
    return comparisons;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One of the two, and what it took in each round. */
class Program {
  readonly figures = new Map<string, number[]>();
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
    this.#add('build, processor s', build.cpuSeconds);
    this.#add('build, peak MB', build.peakBytes / 1e6);
    this.#add('scan, processor s', scan.cpuSeconds);
    this.#add('scan, peak MB', scan.peakBytes / 1e6);
    this.#add('index, MB', readdirSync(this.#index).reduce((sum, file) => sum + statSync(join(this.#index, file)).size, 0) / 1e6);
  }

  forget(): void {
    this.figures.clear();
  }

  #add(name: string, value: number): void {
    const own = this.figures.get(name) ?? [];
    this.figures.set(name, own);
    own.push(value);
  }
}

/** Memory is up to the garbage collector: it is shown, and never called worse. */
export function compare(name: string, ours: readonly number[], other: readonly number[]): Comparison {
  const ratios = ours.map((value, round) => value / other[round]!);
  const ratio = median(ratios);
  const spread = 1.4826 * median(ratios.map((value) => Math.abs(value - ratio)));
  const noise = (DEVIATIONS * 1.2533 * spread) / Math.sqrt(ratios.length);
  return { name, ours: median(ours), other: median(other), ratio, noise, isWorse: !name.includes('peak') && ratio > 1 + Math.max(TOLERATED, noise) };
}

async function halves({ corpus, bytes }: AgainstOptions, scratch: string): Promise<{ indexed: string; scanned: string }> {
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
