import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/core/report.ts';
import { exitCode, isFailOn } from '../../../src/policy/exit-code.ts';
import { defaultLevel, isLevelName, levels } from '../../../src/policy/levels.ts';
import { severityOf } from '../../../src/policy/severity.ts';

const of = (...severities: Severity[]) => severities.map((severity) => ({ severity }));

describe('policy', () => {
  it('warns of copies and informs of idioms', () => {
    expect([severityOf({}), severityOf({ idiom: false }), severityOf({ idiom: true })]).toEqual(['warning', 'warning', 'information']);
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
