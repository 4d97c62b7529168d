import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedByChance } from '../../../src/core/match/expectation.ts';
import { loadModels } from '../../../src/host/engine-parts.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { recallOf, wilson, type RecallRow } from '../../../src/mutation/recall.ts';
import { MUTATION_TABLES } from '../../../src/mutation/tables/tables.ts';
import { levels } from '../../../src/policy/levels.ts';
import { createAnalyser } from '../../../src/syntax/analyser.ts';
import { readLibrary } from '../../bench/accuracy/library.ts';
import { runMutations } from '../../bench/accuracy/mutation-run.ts';
import { fallsOf, type Baseline } from '../../bench/accuracy/regression.ts';
import { corpusFiles } from '../../bench/corpus.ts';

const folder = join(import.meta.dirname, '../../fixtures/mutation');
const baselineFile = join(import.meta.dirname, '../../bench/accuracy/fixtures-baseline.json');
const OPERATORS = ['renaming', 'partly inconsistent', 'layout', 'equal syntax', 'insertion', 'deletion', 'mixed', 'part'] as const;

/** The limit for so few functions of so many languages that is as strict as the usual one is among five million tokens. */
const asAmongMany = (tokens: number, languages: number): number => levels.normal.expectedAtMost * expectedByChance(0, tokens / languages, 'any') / expectedByChance(0, 5e6 / languages, 'any');

describe('recall on functions that we wrote', () => {
  it('has not fallen in any language by more than its noise', async () => {
    const host = grammarFiles();
    const analyser = await createAnalyser(host);
    const languages = [...MUTATION_TABLES.keys()];
    const library = await readLibrary(analyser, [{ name: 'harbour', folder, files: corpusFiles(folder) }], { languages, models: await loadModels(host) });
    const { rows } = await runMutations(analyser, library, { languages, operators: OPERATORS, sample: 3, seed: '1', disguised: true, expectedAtMost: asAmongMany(library.index.stats.tokens, languages.length) });
    analyser.dispose();
    if (process.env['UPDATE_GOLDEN']) writeFileSync(baselineFile, `${JSON.stringify({ sample: 3, seed: '1', rows: rows.filter((row) => recallOf([row]).of > 0) } satisfies Baseline)}\n`);
    const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline;
    expect(fallsOf(baseline, rows)).toEqual([]);
    expect(recallOf(rows).of).toBeGreaterThan(300);
    // All own names changed, and nothing else.
    expect(recallOf(rows.filter(({ operator, band }) => operator === 'renaming' && band !== '20-40')).share).toBe(1);
  });
});

describe('the comparison with an earlier run', () => {
  const row = (language: string, found: number, missed: number): RecallRow => ({ language, operator: 'mixed', rate: 0.1, band: '40-80', outcomes: { found, twin: 0, elsewhere: 0, 'no candidate': missed, 'no chain': 0, 'too little evidence': 0 }, inapplicable: 0, rejected: 0 });

  it('names the languages that fell below their interval, and only those', () => {
    const baseline = { rows: [row('go', 90, 10), row('rust', 90, 10), row('php', 9, 1)] };
    expect(fallsOf(baseline, [row('go', 60, 40), row('rust', 86, 14), row('php', 8, 2)])).toEqual([{ language: 'go', before: 0.9, now: 0.6, least: wilson(90, 100).low }]);
  });

  it('leaves out what only one of the runs has', () => {
    expect(fallsOf({ rows: [row('go', 90, 10)] }, [row('kotlin', 0, 50)])).toEqual([]);
  });

  it('has intervals that hold the share, and all of them without a trial', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
    for (const [hits, of] of [[0, 20], [20, 20], [7, 10]]) {
      const { low, high } = wilson(hits, of);
      expect(low).toBeLessThanOrEqual(hits / of);
      expect(high).toBeGreaterThanOrEqual(hits / of);
    }
  });
});
