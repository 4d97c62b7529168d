import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/core/report.ts';
import { exitCode, isFailOn } from '../../../src/policy/exit-code.ts';
import { defaultLevel, isLevelName, levels } from '../../../src/policy/levels.ts';
import { atLeast, defaultSeverities, mildest, verdictOf, type SeverityTable } from '../../../src/policy/severity.ts';

const of = (...severities: Severity[]) => severities.map((severity) => ({ severity }));
const copy = { kind: 'renamed', file: 'src/a.go', match: { path: 'b.go', licenseFamily: 'permissive' } } as const;
const tests = { kind: 'edited', file: 'src/a_test.go', match: { path: 'x/b_test.go', licenseFamily: 'permissive' } } as const;

describe('the default severities', () => {
  it('warn of copies and inform of idioms', () => {
    expect([verdictOf(copy), verdictOf({ ...copy, idiom: false }), verdictOf({ ...copy, idiom: true })]).toEqual(['warning', 'warning', 'information']);
  });

  it('inform of a test that looks in part like another test, and of nothing else in tests', () => {
    expect(verdictOf(tests)).toBe('information');
    expect(verdictOf({ ...tests, kind: 'renamed' })).toBe('warning');
    expect(verdictOf({ ...tests, match: { ...tests.match, path: 'x/b.go' } })).toBe('warning');
    expect(verdictOf({ ...tests, file: 'src/a.go' })).toBe('warning');
  });

  it('inform of what is in the public domain, and warn of every other licence', () => {
    const families = Object.keys(defaultSeverities.families) as (keyof SeverityTable['families'])[];
    expect(families.filter((licenseFamily) => verdictOf({ ...copy, match: { ...copy.match, licenseFamily } }) === 'information')).toEqual(['public-domain']);
  });
});

describe('a table of severities', () => {
  const table = (families: Partial<SeverityTable['families']>, kinds: Partial<SeverityTable['kinds']> = {}): SeverityTable => ({ families: { ...defaultSeverities.families, ...families }, kinds: { ...defaultSeverities.kinds, ...kinds } });

  it('lets the mildest of family and kinds hold', () => {
    expect(verdictOf(copy, table({ permissive: 'error' }))).toBe('error');
    expect(verdictOf(copy, table({ permissive: 'error' }, { renamed: 'information' }))).toBe('information');
    expect(verdictOf({ ...copy, idiom: true }, table({ permissive: 'error' }, { idiom: 'error' }))).toBe('error');
    expect(verdictOf({ ...copy, idiom: true }, table({}, { idiom: 'ignore' }))).toBe('ignore');
    expect(verdictOf(tests, table({ permissive: 'error' }, { test: 'warning' }))).toBe('warning');
  });

  it('orders its words', () => {
    expect(mildest(['warning', 'ignore', 'error'])).toBe('ignore');
    expect(mildest([])).toBe('error');
    expect([atLeast('error', 'warning'), atLeast('warning', 'warning'), atLeast('information', 'warning')]).toEqual([true, true, false]);
  });
});

describe('the exit code', () => {
  it('fails at or above the severity asked for, by default warning', () => {
    expect(exitCode([])).toBe(0);
    expect(exitCode(of('information'))).toBe(0);
    expect(exitCode(of('information', 'warning'))).toBe(1);
    expect(exitCode(of('warning'), 'error')).toBe(0);
    expect(exitCode(of('error'), 'error')).toBe(1);
    expect(exitCode(of('information'), 'information')).toBe(1);
    expect(exitCode(of('error'), 'never')).toBe(0);
  });

  it('knows its words', () => {
    expect(['error', 'never', 'fatal', ''].map(isFailOn)).toEqual([true, true, false, false]);
    expect([defaultLevel, 'loose', 'toString'].map(isLevelName)).toEqual([true, false, false]);
  });
});

describe('the levels', () => {
  it('ask for less evidence from strict to thorough', () => {
    expect(levels.strict.expectedAtMost).toBeLessThan(levels.normal.expectedAtMost);
    expect(levels.normal.expectedAtMost).toBeLessThan(levels.thorough.expectedAtMost);
  });
});
