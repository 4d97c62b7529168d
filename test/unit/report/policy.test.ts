import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/core/report.ts';
import { exitCode, isFailOn } from '../../../src/policy/exit-code.ts';
import { defaultLevel, isLevelName, levels } from '../../../src/policy/levels.ts';
import { severityOf } from '../../../src/policy/severity.ts';

const of = (...severities: Severity[]) => severities.map((severity) => ({ severity }));

describe('policy', () => {
  it('warns of copies and informs of idioms', () => {
    const copy = { kind: 'renamed', file: 'src/a.go', match: { path: 'b.go' } } as const;
    expect([severityOf(copy), severityOf({ ...copy, idiom: false }), severityOf({ ...copy, idiom: true })]).toEqual(['warning', 'warning', 'information']);
  });
  it('informs of a test that looks in part like another test, and of nothing else in tests', () => {
    const tests = { kind: 'edited', file: 'src/a_test.go', match: { path: 'x/b_test.go' } } as const;
    expect(severityOf(tests)).toBe('information');
    expect(severityOf({ ...tests, kind: 'renamed' })).toBe('warning');
    expect(severityOf({ ...tests, match: { path: 'x/b.go' } })).toBe('warning');
    expect(severityOf({ ...tests, file: 'src/a.go' })).toBe('warning');
  });
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
  it('asks for less evidence from strict to thorough', () => {
    expect(levels.strict.expectedAtMost).toBeLessThan(levels.normal.expectedAtMost);
    expect(levels.normal.expectedAtMost).toBeLessThan(levels.thorough.expectedAtMost);
  });
});
