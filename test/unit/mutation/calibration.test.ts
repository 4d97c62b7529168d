import { describe, expect, it } from 'vitest';
import { countsAt, countsInLarger, expectedBy, fitChance } from '../../../src/mutation/calibration.ts';
import { createRandom } from '../../../src/mutation/random.ts';
import { classOf, readAlarmClasses, type ClassifiedAlarm } from '../../bench/accuracy/alarm-classes.ts';
import { join } from 'node:path';

/** Best matches of queries whose number above a strength falls by lambda bits a bit. */
function sample(k: number, lambda: number, queries: number, indexTokens: number): number[] {
  const random = createRandom('chance');
  return Array.from({ length: queries }, () => Math.log2((k * indexTokens) / random.next()) / lambda);
}

describe('the fit of chance', () => {
  it('finds the K and lambda that made a sample', () => {
    for (const [k, lambda] of [[1e-5, 0.25], [1e-7, 0.15]]) {
      const fit = fitChance({ queries: 50_000, strengths: sample(k, lambda, 50_000, 1e6), indexTokens: 1e6 })!;
      expect(fit.lambda).toBeGreaterThan(0.9 * lambda);
      expect(fit.lambda).toBeLessThan(1.1 * lambda);
      const at = (from: { k: number; lambda: number }): number => expectedBy(from, 80, 1e6);
      expect(at(fit) / at({ k, lambda })).toBeGreaterThan(0.4);
      expect(at(fit) / at({ k, lambda })).toBeLessThan(2.5);
    }
  });

  it('isn\'t bent by copies among the strongest', () => {
    const strengths = sample(1e-5, 0.25, 20_000, 1e6);
    const fit = fitChance({ queries: 20_000, strengths: [...strengths, ...Array.from({ length: 40 }, () => 500)], indexTokens: 1e6 })!;
    expect(fit.lambda).toBeGreaterThan(0.2);
  });

  it('says nothing where there is too little', () => {
    expect(fitChance({ queries: 100, strengths: sample(1e-5, 0.25, 100, 1e6), indexTokens: 1e6 })).toBeNull();
    expect(fitChance({ queries: 0, strengths: [], indexTokens: 1e6 })).toBeNull();
  });
});

describe('counts at limits', () => {
  it('are as predicted where E means what it says, in this index and in a larger one', () => {
    const random = createRandom('units');
    const expected = Array.from({ length: 20_000 }, () => random.next());
    for (const { observed, predicted } of [...countsAt([0.1, 0.01], 20_000, expected), ...countsInLarger([0.1, 0.01], 20_000, expected, 10)]) {
      expect(observed / predicted).toBeGreaterThan(0.7);
      expect(observed / predicted).toBeLessThan(1.4);
    }
    expect(countsInLarger([0.1], 20_000, expected, 1)[0].observed).toBeCloseTo(countsAt([0.1], 20_000, expected)[0].observed, 6);
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
