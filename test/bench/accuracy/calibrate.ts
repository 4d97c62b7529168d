import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ChanceFigures } from '../../../src/core/match/chance-curve.ts';
import { ALIGNMENT_FIGURES, COMPOSITION_FIGURES } from '../../../src/core/match/expectation.ts';
import { loadModels } from '../../../src/host/engine-parts.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { engineName } from '../../../src/host/node/workshop.ts';
import { isVendored } from '../../../src/host/vendored.ts';
import { createAnalyser } from '../../../src/syntax/analyser.ts';
import { table } from '../table.ts';
import { readAlarmClasses } from './alarm-classes.ts';
import { fitCurve, type ChanceCell } from './chance-fit.ts';
import { independentHits, relationsOf, unrelatedShare, type Relations } from './chance-hits.ts';
import { readProjects, runChance, sampleOfFiles, type ChanceHit, type ChanceRun, type ProjectFile } from './chance-run.ts';
import { CHANCE_LIMITS, isJudged, isWithin, judgementOf, rowsOf, sumOfRows, type ChanceRow } from './chance-table.ts';
import { limited, projectsIn } from './projects.ts';

/** As on the command line of tools/calibrate.ts. */
export interface CalibrationArguments {
  readonly corpus?: string;
  readonly training?: string;
  readonly others?: string;
  readonly large?: string;
  readonly megabytes?: string;
  readonly runs?: string;
  readonly json?: string;
}

/** What the calibration found: the figures fitted on all projects, and how those of one half fared on the other. */
export interface CalibrationResult {
  readonly engine: string;
  readonly runs: readonly { readonly name: string; readonly functions: number; readonly queries: number }[];
  readonly figures: { readonly alignments: ChanceFigures; readonly compositions: ChanceFigures };
  /** Each half of the projects counted by the figures of the other. */
  readonly tested: readonly ChanceRow[];
  /** By the figures that the engine has. */
  readonly today: readonly ChanceRow[];
}

/** Looks up what was asked for, or takes it from a file, fits, tests, and prints tables. */
export async function runCalibration(values: CalibrationArguments): Promise<void> {
  const runs = values.corpus === undefined ? (JSON.parse(readFileSync(resolve(required(values.runs, '--corpus DIR, or --runs FILE')), 'utf8')) as ChanceRun[]) : await lookedUp(values);
  if (values.corpus !== undefined && values.runs !== undefined) writeFileSync(resolve(values.runs), JSON.stringify(runs));
  const folder = join(import.meta.dirname, '../../test/bench/accuracy');
  const relations = relationsOf(readAlarmClasses(join(folder, 'alarms.json')), join(folder, 'related.json'));
  const result = { engine: await engineName(), ...calibrated(runs, relations) };
  console.log(`by the figures of the other half of the projects; * outside of a factor of three\n\n${chanceTable(result.tested)}\n\n${verdictOn(result.tested)}\n`);
  console.log(`by the engine's figures\n\n${chanceTable(result.today)}\n\n${verdictOn(result.today)}\n`);
  console.log(`fitted on all projects:\n${JSON.stringify(result.figures, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value), 1)}`);
  if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify(result)}\n`);
}

/** Fits on all projects, and on either half of them to count in the other. */
export function calibrated(runs: readonly ChanceRun[], relations: Relations): Omit<CalibrationResult, 'engine'> {
  const known = runs.map((run) => ({ ...run, hits: independentHits(run, relations) }));
  const half = (project: string): number => createHash('sha256').update(project).digest()[0] & 1;
  const cells = (layer: ChanceHit['layer'], which: number | null): ChanceCell[] => known.flatMap((run) => cellsOf(run, layer, relations, (project) => which === null || half(project) === which));
  const fit = (which: number | null): CalibrationResult['figures'] => ({
    alignments: fitCurve(cells('alignment', which), { from: { ...ALIGNMENT_FIGURES, families: {} }, edges: ALIGNMENT_EDGES }),
    compositions: fitCurve(cells('composition', which), { from: { ...COMPOSITION_FIGURES, families: {} }, edges: COMPOSITION_EDGES }),
  });
  const rows = (which: number | null, figures: CalibrationResult['figures']): ChanceRow[] => rowsOf(cells('alignment', which), cells('composition', which), figures);
  return {
    runs: runs.map(({ name, functions, queries }) => ({ name, functions, queries: Object.values(queries).flatMap((own) => Object.values(own)).reduce((sum, n) => sum + n, 0) })),
    figures: fit(null),
    tested: sumOfRows([...rows(0, fit(1)), ...rows(1, fit(0))]),
    today: rows(null, { alignments: ALIGNMENT_FIGURES, compositions: COMPOSITION_FIGURES }),
  };
}

/** What the functions of each family showed, of the projects that are taken. Families of which an index holds next to nothing are left out. */
function cellsOf({ name, queries, familyTokens, hits }: ChanceRun, layer: ChanceHit['layer'], relations: Relations, isTaken: (project: string) => boolean): ChanceCell[] {
  return Object.entries(queries).flatMap(([family, byProject]): ChanceCell[] => {
    const byIndexed = familyTokens[family] ?? {};
    const tokens = Object.values(byIndexed).reduce((sum, n) => sum + n, 0);
    const taken = Math.round(Object.entries(byProject).filter(([project]) => isTaken(project)).reduce((sum, [project, n]) => sum + n * unrelatedShare(project, byIndexed, relations), 0));
    if (tokens < FEWEST_TOKENS || taken < FEWEST_QUERIES) return [];
    return [{ run: name, family, tokens, queries: taken, bits: hits.filter((hit) => hit.layer === layer && hit.family === family && isTaken(hit.project)).map(({ bits }) => bits) }];
  });
}

async function lookedUp({ corpus, training, others, large, megabytes }: CalibrationArguments): Promise<ChanceRun[]> {
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  const started = performance.now();
  const note = (text: string): boolean => process.stderr.write(`${text} (${((performance.now() - started) / 1000).toFixed(0)} s)\n`);
  const languageOf = (path: string) => analyser.languages.ofPath(path)[0]?.data;
  const read = async (folder: string): Promise<ProjectFile[]> => readProjects(analyser, limited(projectsIn(resolve(folder)), (path) => languageOf(path)?.id, Number(megabytes ?? 6) * 1e6));
  const parts = { models: await loadModels(host), weakest: WEAKEST };
  const runs: ChanceRun[] = [];
  const look = (name: string, indexed: readonly ProjectFile[], checked: readonly ProjectFile[]): void => {
    runs.push(runChance(name, indexed, checked, parts));
    note(`${name}: ${runs[runs.length - 1].functions} functions`);
  };
  const evaluation = await read(required(corpus, '--corpus DIR'));
  const trained = await read(required(training, '--training DIR'));
  note(`read ${evaluation.length + trained.length} files`);
  look('evaluation 10^4', sampleOfFiles(evaluation, 1e4), trained);
  look('evaluation', evaluation, trained);
  look('training 10^4', sampleOfFiles(trained, 1e4), evaluation);
  look('training', trained, evaluation);
  if (others === undefined) return runs;
  const third = await read(others);
  const both = [...evaluation, ...trained];
  look('both 10^4', sampleOfFiles(both, 1e4), third);
  look('both', both, third);
  if (large === undefined) return runs;
  // A family at a time: no others can match, and all at once would not fit. What a large project ships of others is not its own, and often what is checked.
  const own = projectsIn(resolve(large)).map((project) => ({ ...project, files: project.files.filter(({ path }) => !isVendored(path)) }));
  const projects = limited(own, (path) => languageOf(path)?.id, LARGE_MEGABYTES * 1e6);
  const indexedProjects = new Set(projects.map(({ name }) => name));
  const byFamily: ChanceRun[] = [];
  const all = [...both, ...third];
  for (const family of new Set(all.map(({ tokens }) => tokens.family))) {
    const indexed = await readProjects(analyser, projects.map((project) => ({ ...project, files: project.files.filter(({ path }) => languageOf(path)?.family === family) })));
    const tokens = indexed.reduce((sum, file) => sum + file.tokens.codes.length, 0);
    if (tokens < LARGE_TOKENS) continue;
    byFamily.push(runChance('large', indexed, all.filter((file) => file.tokens.family === family && !indexedProjects.has(file.project)), parts));
    note(`large: ${tokens} tokens of ${family}`);
  }
  return [...runs, inOne('large', byFamily)];
}

/** Runs of different families as one. */
const inOne = (name: string, parts: readonly ChanceRun[]): ChanceRun => ({
  name,
  functions: parts.reduce((sum, { functions }) => sum + functions, 0),
  familyTokens: Object.assign({}, ...parts.map(({ familyTokens }) => familyTokens)) as ChanceRun['familyTokens'],
  queries: Object.assign({}, ...parts.map(({ queries }) => queries)) as ChanceRun['queries'],
  hits: parts.flatMap(({ hits }) => hits),
});

function chanceTable(rows: readonly ChanceRow[]): string {
  const cell = (count: ChanceRow['counts'][number]): string => count.observed === null ? '-' : `${count.observed}/${count.predicted.toFixed(count.predicted < 10 ? 1 : 0)}${isJudged(count) && !isWithin(count) ? '*' : ''}`;
  return table(['observed/predicted', 'family', 'functions', ...CHANCE_LIMITS.map((limit) => `E ${limit}`)], rows.map(({ run, family, queries, counts }) => [run, family, String(queries), ...counts.map(cell)]));
}

function verdictOn(rows: readonly ChanceRow[]): string {
  const { judged, within } = judgementOf(rows);
  return `${within} of ${judged} counts within a factor of three`;
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`name ${what}`);
  return value;
}

/** Where hits are counted for the fit, in bits. */
const ALIGNMENT_EDGES: readonly number[] = [20, 22, 25, 28, 31, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 110];
const COMPOSITION_EDGES: readonly number[] = [4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 25, 30, 40];
/** Where the matcher finds a function, it doesn't look at what is nested in it: so few are found, and weaker matches are only traced. */
const WEAKEST = 0.02;
const FEWEST_TOKENS = 5000;
const FEWEST_QUERIES = 100;
/** Of each language: as much as there is, and no more of the largest than fits. */
const LARGE_MEGABYTES = 120;
/** Fewer of a family are beside the point there. */
const LARGE_TOKENS = 1e6;
