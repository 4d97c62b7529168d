import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../table.ts';
import type { OpenFigures } from './open-figures.ts';
import type { BuildFigures } from './scale-build.ts';
import type { QueryFigures } from './scale-queries.ts';

export interface ScaleOptions {
  /** The program that measures one thing in a process of its own: `tools/bench-scale.ts`, built. */
  readonly program: string;
  readonly corpus: string;
  /** Functions of the indexes, in increasing order. */
  readonly sizes: readonly number[];
  /** Folder for the indexes; one that is there already is not built again. */
  readonly indexes: string;
  readonly queries: number;
  readonly rounds: number;
}

export interface SizeFigures {
  readonly size: number;
  readonly build: BuildFigures;
  readonly open: OpenFigures;
  readonly query: QueryFigures;
}

/** Builds indexes of several sizes, each in its own process, and asks them. Prints tables. */
export function runScale(options: ScaleOptions): SizeFigures[] {
  mkdirSync(options.indexes, { recursive: true });
  const built = options.sizes.map((size) => {
    const path = join(options.indexes, `${size}.ncx`);
    return { size, path, build: build(options, path, size) };
  });
  const queries = run<QueryFigures[]>(options.program, ['query', options.corpus, String(options.queries), String(options.rounds), ...built.map(({ path }) => path)]);
  const figures = built.map(({ size, path, build: made }, at) => ({ size, build: made, open: run<OpenFigures>(options.program, ['open', path]), query: queries[at]! }));
  console.log(`${scaleTable(figures)}\n`);
  return figures;
}

/** The worst of several sizes, under the names that the bench reports. */
export function worstOfScale(figures: readonly SizeFigures[]) {
  const most = (of: (size: SizeFigures) => number): number => Math.max(...figures.map(of));
  return {
    queryGrowthPer10x: growth(figures, ({ query }) => query.p50),
    matchGrowthPer10x: growth(figures, ({ query }) => query.matchP50),
    queryP50Microseconds: most(({ query }) => query.p50),
    queryP99Microseconds: most(({ query }) => query.p99),
    readsPerQuery: most(({ query }) => query.reads),
    readsPerQueryWithoutCache: most(({ query }) => query.readsWithoutCache),
    openMilliseconds: most(({ open }) => open.milliseconds),
    residentMegabytes: most(({ open }) => open.residentAfterQueriesBytes) / 1e6,
    bytesPerFunction: most(({ open }) => open.bytesPerFunction),
    buildRatePerSecond: Math.min(...figures.map(({ build: { ratePerSecond } }) => ratePerSecond)),
    buildOverAnalysis: most(({ build: { buildOverAnalysis } }) => buildOverAnalysis),
    buildPeakMegabytes: most(({ build: { peakBytes } }) => peakBytes) / 1e6,
  };
}

/** The greatest factor from one size to the next, for ten times the functions. */
function growth(figures: readonly SizeFigures[], of: (size: SizeFigures) => number): number {
  const steps = figures.slice(1).map((next, at) => (of(next) / of(figures[at]!)) ** (1 / Math.log10(next.open.functions / figures[at]!.open.functions)));
  return Math.max(1, ...steps);
}

function build({ program, corpus }: ScaleOptions, path: string, size: number): BuildFigures {
  const record = `${path}.json`;
  if (!existsSync(record) || !existsSync(path)) writeFileSync(record, JSON.stringify(run<BuildFigures>(program, ['build', path, corpus, String(size)])));
  return JSON.parse(readFileSync(record, 'utf8')) as BuildFigures;
}

function run<Figures>(program: string, args: readonly string[]): Figures {
  const done = spawnSync(process.execPath, ['--expose-gc', program, '--role', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 });
  if (done.status !== 0) throw new Error(`measuring '${args.slice(0, 2).join(' ')}' exited ${done.status ?? done.signal}`);
  return JSON.parse(done.stdout) as Figures;
}

function scaleTable(figures: readonly SizeFigures[]): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const first = table(
    ['functions', 'of them real', 'query p50 us', 'p99', 'first p50', 'reads', 'without cache', 'match us', 'open ms', 'resident MB'],
    figures.map(({ build: { realFunctions }, open, query }) => [String(open.functions), String(Math.min(realFunctions, open.functions)), query.p50.toFixed(0), query.p99.toFixed(0), query.firstP50.toFixed(0), query.reads.toFixed(1), query.readsWithoutCache.toFixed(1), query.matchP50.toFixed(0), open.milliseconds.toFixed(1), (open.residentAfterQueriesBytes / 1e6).toFixed(1)]),
  );
  const second = table(
    ['functions', 'segments', 'bytes a function', 'functions/s', 'build/analysis', 'write s', 'peak MB'],
    figures.map(({ build: made, open }) => [String(open.functions), String(open.segments), open.bytesPerFunction.toFixed(0), made.ratePerSecond.toFixed(0), made.buildOverAnalysis.toFixed(2), made.writeSeconds.toFixed(1), megabytes(made.peakBytes)]),
  );
  return `${first}\n\n${second}`;
}
