import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChanceCurve, type ChanceFigures } from '../../../src/core/match/chance-curve.ts';
import { createRandom } from '../../../src/mutation/random.ts';
import { classOf, readAlarmClasses, type ClassifiedAlarm } from '../../bench/accuracy/alarm-classes.ts';
import { fitCurve, type ChanceCell } from '../../bench/accuracy/chance-fit.ts';
import { independentHits } from '../../bench/accuracy/chance-hits.ts';
import type { ChanceHit } from '../../bench/accuracy/chance-run.ts';
import { isJudged, isSurelyOutside, isWithin, rowsOf, sumOfRows } from '../../bench/accuracy/chance-table.ts';

const figures: ChanceFigures = { leastTokens: 2 ** 12, k: -6, growth: [0.8, 0.5], bends: [27, 42], slopes: [0.3, 0.2, 0.1], families: { c: { k: -1, tail: 0.02 }, go: { k: 1, tail: -0.02 } } };

/** Best matches of so many functions that a curve would show. */
function cellOf(made: ChanceFigures, run: string, family: string, tokens: number, queries: number): ChanceCell {
  const random = createRandom(`${run} ${family}`);
  const curve = new ChanceCurve(made);
  return { run, family, tokens, queries, bits: Array.from({ length: queries }, () => curve.bits(random.next(), tokens, family)).filter((bits) => bits >= 10) };
}

const cells = [2 ** 16, 2 ** 20].flatMap((tokens) => ['c', 'go', 'java'].map((family) => cellOf(figures, String(tokens), family, tokens, 20_000)));
const EDGES = [20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100];

describe('the fit of chance', () => {
  it('finds the figures that made a sample, from others', () => {
    const fitted = new ChanceCurve(fitCurve(cells, { from: { leastTokens: 2 ** 12, k: -8, growth: [0.9, 0.9], bends: [27, 42], slopes: [0.4, 0.15, 0.08], families: {} }, edges: EDGES }));
    const made = new ChanceCurve(figures);
    for (const { family, tokens } of cells) {
      for (const bits of [30, 45, 80]) expect(Math.abs(Math.log2(fitted.expected(bits, tokens, family) / made.expected(bits, tokens, family)))).toBeLessThan(0.8);
    }
  });

  it('is tested by counts: what a curve predicts, its sample shows, and another curve\'s doesn\'t', () => {
    const compositions = { ...figures, k: -40 };
    const own = rowsOf(cells, [], { alignments: figures, compositions });
    expect(own.flatMap(({ counts }) => counts).filter(isJudged).every(isWithin)).toBe(true);
    const other = rowsOf(cells, [], { alignments: { ...figures, k: -9 }, compositions });
    expect(other.flatMap(({ counts }) => counts).filter(isJudged).some(isWithin)).toBe(false);
    const both = sumOfRows([...own, ...own]);
    expect(both).toHaveLength(own.length);
    expect(both[0].counts[0]).toEqual({ limit: own[0].counts[0].limit, observed: 2 * (own[0].counts[0].observed ?? NaN), predicted: 2 * own[0].counts[0].predicted });
  });

  it('judges only where enough is seen or predicted', () => {
    expect(isJudged({ limit: 1, observed: 2, predicted: 2.9 })).toBe(false);
    expect(isJudged({ limit: 1, observed: 3, predicted: 0.1 })).toBe(true);
    expect([isWithin({ limit: 1, observed: 9, predicted: 3 }), isWithin({ limit: 1, observed: 10, predicted: 3 }), isWithin({ limit: 1, observed: 1, predicted: 3.1 })]).toEqual([true, false, false]);
    // One where 3.1 are predicted is outside, but of a third of that most samples have no more.
    const counts = [[1, 3.1], [0, 18], [7, 68], [10, 3], [20, 3], [4000, 1000], [3100, 1000], [3000, 1000]] as const;
    expect(counts.map(([observed, predicted]) => isSurelyOutside({ limit: 1, observed, predicted }))).toEqual([false, true, true, false, true, true, true, false]);
  });
});

describe('what counts as chance', () => {
  const hit = (file: string, match: string, bits: number): ChanceHit => ({ layer: 'alignment', family: 'c', project: file.split('/').slice(0, 2).join('/'), bits, file, match });
  const relations = { classes: [{ language: 'c', file: 'deb/a/x.c:1-9', match: 'deb/b/y.c:1-9', class: 'table or boilerplate' as const, note: '' }], related: new Set(['deb/a deb/c']), boilerplate: new Set<string>() };
  const kept = (...hits: ChanceHit[]): number[] => independentHits({ hits }, relations).map(({ bits }) => bits);

  it('is each indexed function once for a project, at its strongest', () => {
    expect(kept(hit('deb/a/p.c:1-9', 'deb/b/q.c:1-9', 40), hit('deb/a/r.c:1-9', 'deb/b/q.c:1-9', 50), hit('deb/d/r.c:1-9', 'deb/b/q.c:1-9', 45))).toEqual([50, 45]);
  });

  it('is nothing between projects of which one holds the other, no boilerplate, and nothing that a compiler wrote on both sides', () => {
    expect(kept(hit('deb/a/p.c:1-9', 'deb/c/q.c:1-9', 60), hit('deb/c/p.c:1-9', 'deb/a/q.c:1-9', 60), hit('deb/a/x.c:2-9', 'deb/b/y.c:1-9', 55))).toEqual([]);
    expect(kept(hit('npm/e/lib/commonjs/p.js:1-9', 'npm/f/dist/q.js:1-9', 60), hit('npm/e/lib/commonjs/p.js:1-9', 'npm/f/src/q.js:1-9', 50))).toEqual([50]);
  });
});

describe('the classes of alarms', () => {
  const known: ClassifiedAlarm[] = [{ language: 'go', file: 'deb/a/x.go:10-20', match: 'debsrc/b/y.go:1-9', class: 'common idiom', note: '' }];

  it('are found again where lines have shifted a little, and the match is in the same file', () => {
    expect(classOf({ file: 'deb/a/x.go:12-22', match: 'debsrc/b/y.go:40-49' }, known)).toBe('common idiom');
    expect(classOf({ file: 'deb/a/x.go:30-40', match: 'debsrc/b/y.go:1-9' }, known)).toBeNull();
    expect(classOf({ file: 'deb/a/x.go:10-20', match: 'debsrc/b/z.go:1-9' }, known)).toBeNull();
  });

  it('of the repository are all readable', () => {
    expect(readAlarmClasses(join(import.meta.dirname, '../../bench/accuracy/alarms.json')).length).toBeGreaterThan(100);
  });
});
