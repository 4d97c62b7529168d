import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChanceCurve, TOKENS_OF_K, type ChanceFigures } from '../../../src/core/match/chance-curve.ts';
import { ALIGNMENT_FIGURES, compositionExpectedByChance, COMPOSITION_FIGURES, compositionFor, expectedByChance, leastChainBits, strengthFor, strengthOf } from '../../../src/core/match/expectation.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const strength = real(-50, 1000);
const FAMILIES = [...Object.keys(ALIGNMENT_FIGURES.families), 'a family that was never counted'];

describe.each([
  ['alignments', expectedByChance, strengthFor, ALIGNMENT_FIGURES],
  ['compositions', compositionExpectedByChance, compositionFor, COMPOSITION_FIGURES],
] as const)('the number of %s by chance', (_, expected, bitsFor, figures) => {
  const tokens = fc.integer({ min: figures.leastTokens, max: 1e10 });

  it('falls with the strength, and grows with the indexes, less than they do', () => {
    fc.assert(fc.property(strength, real(0.1, 50), tokens, fc.integer({ min: 2, max: 100 }), fc.constantFrom(...FAMILIES), (s, more, n, times, family) => {
      const own = expected(s, n, family);
      expect(expected(s + more, n, family)).toBeLessThan(own);
      const grown = expected(s, n * times, family) / own;
      expect(grown).toBeGreaterThan(1);
      expect(grown).toBeLessThan(times);
    }));
  });

  it('is the same for all indexes that are smaller than any it was counted in', () => {
    fc.assert(fc.property(strength, fc.integer({ min: 0, max: figures.leastTokens }), fc.constantFrom(...FAMILIES), (s, n, family) => {
      expect(expected(s, n, family)).toBe(expected(s, figures.leastTokens, family));
    }));
  });

  it('and the strength for such a number are inverse to one another', () => {
    fc.assert(fc.property(strength, tokens, fc.constantFrom(...FAMILIES), (s, n, family) => {
      expect(bitsFor(expected(s, n, family), n, family)).toBeCloseTo(s, 6);
    }));
    fc.assert(fc.property(real(1e-12, 1), tokens, fc.constantFrom(...FAMILIES), (e, n, family) => {
      expect(expected(bitsFor(e, n, family), n, family) / e).toBeCloseTo(1, 9);
    }));
  });

  it('is finite and positive for an empty index, too', () => {
    expect(expected(0, 0, 'c')).toBeGreaterThan(0);
    expect(Number.isFinite(bitsFor(1e-3, 0, 'c'))).toBe(true);
  });

  it('has no steps, and a tail that is no steeper than what comes before it, in any family', () => {
    for (const family of FAMILIES) {
      const slopeAt = (bits: number): number => Math.log2(expected(bits, 1e6, family) / expected(bits + 0.01, 1e6, family)) / 0.01;
      for (const bend of figures.bends) expect(expected(bend - 1e-9, 1e6, family) / expected(bend + 1e-9, 1e6, family)).toBeCloseTo(1, 6);
      for (let bits = 0; bits < 200; bits += 5) expect(slopeAt(bits + 5)).toBeLessThan(slopeAt(bits) + 1e-6);
      expect(slopeAt(300)).toBeGreaterThan(0.05);
    }
  });
});

describe('a curve', () => {
  const figures: ChanceFigures = { leastTokens: 2 ** 12, k: -6, growth: [0.8, 0.5], bends: [20, 40], slopes: [0.3, 0.2, 0.1], families: { go: { k: 1, tail: -0.05 } } };
  const curve = new ChanceCurve(figures);
  const log2At = (bits: number, times = 1, family = 'c'): number => Math.log2(curve.expected(bits, times * TOKENS_OF_K, family));

  it('goes through K at the last bend, with its slopes on either side', () => {
    expect([40, 50, 20, 10].map((bits) => log2At(bits))).toEqual([-6, -7, -2, 1].map((value) => expect.closeTo(value, 9) as number));
    expect(log2At(40, 4)).toBeCloseTo(-5, 9);
    expect(log2At(40, 1 / 4)).toBeCloseTo(-7.6, 9);
  });

  it('has families that differ by their K and by their tail alone', () => {
    expect(log2At(20, 1, 'go')).toBeCloseTo(-1, 9);
    expect(log2At(60, 1, 'go')).toBeCloseTo(-6, 9);
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

describe('the bits that a chain must have', () => {
  it('grow with the strength that is asked for, and leave what names and wholeness can add', () => {
    fc.assert(fc.property(real(0, 300), real(0, 50), (least, more) => {
      expect(leastChainBits(least + more)).toBeGreaterThanOrEqual(leastChainBits(least));
      expect(leastChainBits(least)).toBeLessThanOrEqual(Math.max(14, 0.43 * least, least - 56));
    }));
  });

  it('are never fewer than the best run has', () => {
    expect(leastChainBits(0)).toBe(14);
    expect(leastChainBits(45)).toBeCloseTo(19.35);
    expect(leastChainBits(70)).toBe(22);
    expect(leastChainBits(100)).toBe(44);
    expect(leastChainBits(300)).toBe(44);
  });
});
