import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadModels } from '../../../src/host/engine-parts.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { engineName } from '../../../src/host/node/workshop.ts';
import { OPERATORS, type OperatorName } from '../../../src/mutation/operators.ts';
import { MUTATION_TABLES } from '../../../src/mutation/tables/tables.ts';
import { defaultPolicy, expectedAtMostOf } from '../../../src/policy/policy.ts';
import { createAnalyser } from '../../../src/syntax/analyser.ts';
import { readLibrary } from './library.ts';
import { runMutations, type MutationResult } from './mutation-run.ts';
import { limited, projectsIn, type Project } from './projects.ts';
import { readAlarmClasses, type Alarm } from './alarm-classes.ts';
import { bandTable, operatorTable, reachTable, stageTable } from './recall-tables.ts';
import type { AccuracyRun } from './accuracy-run.ts';
import { fallsOf, type Baseline } from './regression.ts';
import { runUnrelated, type UnrelatedLanguage } from './unrelated-run.ts';
import { alarmTable } from './unrelated-tables.ts';

/** As on the command line of tools/accuracy.ts. */
export interface AccuracyArguments {
  readonly corpus?: string;
  readonly languages?: string;
  readonly operators?: string;
  readonly sample?: string;
  readonly megabytes?: string;
  readonly seed?: string;
  readonly plain?: boolean;
  readonly 'expected-at-most'?: string;
  readonly json?: string;
  readonly keep?: string;
  readonly unrelated?: string;
  readonly alarms?: string;
  readonly recall?: boolean;
  readonly compare?: string;
  readonly baseline?: string;
}

/** Runs what the arguments ask for, prints tables, and gives the exit code. */
export async function runAccuracy(values: AccuracyArguments): Promise<number> {
  if (values.corpus === undefined) throw new Error('name a folder with projects: --corpus DIR');
  // TSX is mutated by TypeScript's table, and the evaluation projects hold none: who wants it names it.
  const languages = values.languages === undefined ? [...MUTATION_TABLES.keys()].filter((id) => id !== 'tsx') : listed(values.languages, [...MUTATION_TABLES.keys()], 'language');
  const operators = listed(values.operators, Object.keys(OPERATORS), 'operator') as OperatorName[];
  // Compared is what was sampled in the same way.
  const earlier = values.compare === undefined ? null : (JSON.parse(readFileSync(resolve(values.compare), 'utf8')) as Baseline);
  const sample = Number(values.sample ?? earlier?.sample ?? 25);
  const expectedAtMost = values['expected-at-most'] === undefined ? expectedAtMostOf(defaultPolicy, {}) : Number(values['expected-at-most']);
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  const started = performance.now();
  const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  const note = (text: string): boolean => process.stderr.write(`${text}\n`);
  const mostBytes = Number(values.megabytes ?? 2) * 1e6;
  const projects = (folder: string): Project[] => limited(projectsIn(resolve(folder)), (path) => analyser.languages.ofPath(path)[0]?.data.id, mostBytes);
  const library = await readLibrary(analyser, projects(values.corpus), { languages, models: await loadModels(host) });
  const { tokens } = library.index.stats;
  const seed = values.seed ?? earlier?.seed ?? '1';
  note(`index: ${library.files} files, ${library.functions} functions, ${tokens} tokens (${seconds()})`);
  const engine = await engineName();
  const disguised = values.plain !== true;
  console.log(`engine ${engine}; ${library.functions} indexed functions, ${tokens} tokens; E at most ${expectedAtMost}\n`);

  let result: MutationResult = { rows: [], misses: [], units: [] };
  if (values.unrelated === undefined || values.recall) {
    result = await runMutations(analyser, library, {
      languages, operators, sample, seed, disguised, expectedAtMost,
      onLanguage: (language, units) => note(`${language}: ${units} functions (${seconds()})`),
      ...(values.keep === undefined ? {} : { onMiss: keeper(resolve(values.keep)), onRejected: keeper(join(resolve(values.keep), 'rejected')) }),
    });
    console.log(`${sample} functions a band and language, seed ${seed}\n\n${operatorTable(result.rows, languages)}\n\n${bandTable(result.rows)}\n\n${stageTable(result.rows)}\n\n${reachTable(result.units, languages)}\n`);
  }
  let unrelated: UnrelatedLanguage[] = [];
  if (values.unrelated !== undefined) {
    const classes = readAlarmClasses(resolve(values.alarms ?? join(import.meta.dirname, '../../test/bench/accuracy/alarms.json')));
    const folder = values.keep === undefined ? null : resolve(values.keep);
    unrelated = await runUnrelated(analyser, library, projects(values.unrelated), {
      languages, expectedAtMost, classes, onProject: (name) => note(`${name} (${seconds()})`),
      onAlarm: (alarm, lines) => {
        if (folder && alarm.class === null) keepAlarm(folder, alarm, lines, values.corpus!);
      },
    });
    console.log(`${alarmTable(unrelated)}\n`);
    for (const alarm of unrelated.flatMap(({ alarms }) => alarms)) if (alarm.class === null) console.log(`  not looked at: ${alarm.language} ${alarm.file} ~ ${alarm.match}, ${alarm.kind}, ${alarm.bits} bits, E ${alarm.expected}`);
  }
  note(seconds());
  const run: AccuracyRun = {
    engine, functions: library.functions, tokens, sample, seed, disguised, expectedAtMost, units: result.units, rows: result.rows.filter(({ outcomes, inapplicable, rejected }) => inapplicable + rejected + Object.values(outcomes).reduce((sum, n) => sum + n, 0) > 0),
    unrelated: unrelated.map(({ language, files, functions, alarms }) => ({ language, files, functions, alarms })),
  };
  if (values.baseline !== undefined) writeFileSync(resolve(values.baseline), `${JSON.stringify(run)}\n`);
  if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify({ ...run, misses: result.misses }, null, 1)}\n`);
  return earlier ? compared(earlier, result) : 0;
}

/** Says which languages find less than they did; 1 where there are some. */
function compared(baseline: Baseline, { rows }: MutationResult): number {
  const falls = fallsOf(baseline, rows);
  for (const { language, before, now, least } of falls) console.log(`${language} fell from ${(100 * before).toFixed(1)}% to ${(100 * now).toFixed(1)}%, below the ${(100 * least).toFixed(1)}% that chance explains`);
  if (falls.length === 0) console.log('no language fell by more than its noise');
  return falls.length === 0 ? 0 : 1;
}

/** Writes both sides of an alarm into a folder, to be looked at. */
function keepAlarm(folder: string, alarm: Alarm, lines: string, corpus: string): void {
  const own = join(folder, 'alarms', alarm.language);
  mkdirSync(own, { recursive: true });
  const [, path, from, to] = /^(.*):(\d+)-(\d+)$/.exec(alarm.match)!;
  const original = readFileSync(join(resolve(corpus), path), 'latin1').split('\n').slice(Number(from) - 1, Number(to)).join('\n');
  writeFileSync(join(own, `${alarm.file.replaceAll(/[^\w.]+/g, '-')}.txt`), `${JSON.stringify(alarm)}\n--- unrelated\n${lines}\n--- indexed\n${original}\n`);
}

function listed(given: string | undefined, known: readonly string[], what: string): readonly string[] {
  if (given === undefined) return known;
  const chosen = given.split(',');
  for (const one of chosen) if (!known.includes(one)) throw new Error(`unknown ${what} '${one}'; known are ${known.join(', ')}`);
  return chosen;
}

/** Writes misses into a folder, one file each: what happened, the mutant, the original. */
function keeper(folder: string) {
  let count = 0;
  return (miss: { readonly language: string; readonly operator: string; readonly rate: number | null; readonly outcome?: string }, mutant: string, original: string): void => {
    const own = join(folder, miss.language, `${miss.operator}${miss.rate === null ? '' : ` ${miss.rate}`}`.replaceAll(' ', '-'));
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `${++count}.${(miss.outcome ?? 'rejected').replaceAll(' ', '-')}.txt`), `${JSON.stringify(miss, null, 1)}\n\n--- mutant\n${mutant}\n\n--- original\n${original}\n`);
  };
}
