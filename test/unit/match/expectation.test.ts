import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedByChance, strengthFor, strengthOf } from '../../../src/core/match/expectation.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const strength = real(-50, 1000);
const tokens = fc.integer({ min: 1, max: 1e10 });

describe('the number of matches by chance', () => {
  it('falls with the strength, and grows in proportion to the indexes', () => {
    fc.assert(fc.property(strength, real(0.1, 50), tokens, fc.integer({ min: 2, max: 100 }), (s, more, n, times) => {
      const expected = expectedByChance(s, n, 'go');
      expect(expectedByChance(s + more, n, 'go')).toBeLessThan(expected);
      expect(expectedByChance(s, n * times, 'go') / expected).toBeCloseTo(times, 6);
    }));
  });

  it('and the strength for such a number are inverse to one another', () => {
    fc.assert(fc.property(strength, tokens, (s, n) => {
      for (const family of ['java', 'kotlin', 'a family that was never counted']) expect(strengthFor(expectedByChance(s, n, family), n, family)).toBeCloseTo(s, 6);
    }));
  });

  it('is finite and positive for an empty index, too', () => {
    expect(expectedByChance(0, 0, 'c')).toBeGreaterThan(0);
    expect(Number.isFinite(strengthFor(1e-3, 0, 'c'))).toBe(true);
  });
});

describe('the strength of a match', () => {
  it('is never less than its bits, and grows with bits, coverage and naming', () => {
    fc.assert(fc.property(real(0, 1000), real(-100, 500), real(0, 1), real(0, 100), real(0, 1), (bits, naming, coverage, more, share) => {
      const own = strengthOf({ bits, naming, matched: 60 }, coverage);
      expect(own).toBeGreaterThanOrEqual(bits);
      expect(strengthOf({ bits: bits + more, naming, matched: 60 }, coverage)).toBeGreaterThanOrEqual(own);
      expect(strengthOf({ bits, naming: naming + more, matched: 60 }, coverage)).toBeGreaterThanOrEqual(own);
      expect(strengthOf({ bits, naming, matched: 60 }, Math.max(coverage, share))).toBeGreaterThanOrEqual(own);
    }));
  });

  it('has no credit for a small part of a unit, for a whole one whose names contradict one another, or for a tiny one', () => {
    expect(strengthOf({ bits: 40, naming: 10, matched: 60 }, 0.1)).toBe(40);
    expect(strengthOf({ bits: 40, naming: -50, matched: 60 }, 1)).toBe(40);
    expect(strengthOf({ bits: 40, naming: 10, matched: 20 }, 1)).toBe(40);
    expect(strengthOf({ bits: 40, naming: 10, matched: 60 }, 1)).toBeGreaterThan(40);
  });
});
