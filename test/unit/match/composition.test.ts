import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnough, profileOf, runsAround, weighComposition, type TextFacts } from '../../../src/core/match/composition.ts';
import { companionHash, Companions, companionSet } from '../../../src/core/match/companions.ts';
import { uniformModel } from '../../../src/core/match/family-model.ts';
import { TextWeights } from '../../../src/core/match/text-weights.ts';
import { ID } from '../../../src/core/tokens/language.ts';
import type { SegmentReader } from '../../../src/core/index/contract.ts';
import { tokensOf } from './support.ts';

/** Of 1,000 files two have each text below 100, none any other. */
const segment = { files: () => 1000, documentFrequency: (_: string, text: number) => (text < 100 ? 2 : 0) } as unknown as SegmentReader;
const weights = new TextWeights('test', uniformModel('test'), [segment]);
const facts: TextFacts = { leastBits: 0, elsewhere: () => 0, isConstant: () => false };
/** Statements of three tokens, the second a name: each with structure of its own. */
const statements = (texts: readonly number[]) => tokensOf(texts.flatMap((_, i) => [10 + (i % 80), ID, 100 + (i % 80)]), texts.flatMap((text) => [0, text, 0]));
const bitsOf = (a: ReturnType<typeof tokensOf>, b: ReturnType<typeof tokensOf>, more: Partial<TextFacts> = {}, weighed = weights): number => {
  const [query, unit] = [profileOf({ tokens: a, start: 0, end: a.codes.length }, weighed, 'isKnown'), profileOf({ tokens: b, start: 0, end: b.codes.length }, weighed, 'isShared')];
  return weighComposition(query, unit, weighed, { ...facts, ...more })?.bits ?? 0;
};
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('the weight of a composition', () => {
  it('is high for a unit of the same texts, whatever its structure', () => {
    const elsewhere = tokensOf(ten.flatMap((_, i) => [200 - i, 7, ID, 240 - i, 8]), ten.flatMap((text) => [0, 0, text, 0, 0]));
    expect(bitsOf(statements(ten), statements(ten))).toBeGreaterThan(20);
    expect(bitsOf(statements(ten), elsewhere)).toBeGreaterThan(20);
    expect(bitsOf(statements(ten), elsewhere)).toBeLessThan(bitsOf(statements(ten), statements(ten)));
  });

  it('is nothing for a few texts', () => {
    expect(bitsOf(statements([1, 2, 3, 4]), statements([1, 2, 3, 4]))).toBe(0);
  });

  it('falls with what either side could share and does not', () => {
    const others = Array.from({ length: 30 }, (_, i) => 20 + i);
    expect(bitsOf(statements([...ten, ...others]), statements(ten))).toBeLessThan(0.5 * bitsOf(statements(ten), statements(ten)));
    expect(bitsOf(statements(ten), statements([...ten, ...others]))).toBeLessThan(0.5 * bitsOf(statements(ten), statements(ten)));
  });

  it('does not mind names that one author chose', () => {
    const own = Array.from({ length: 30 }, (_, i) => 200 + i);
    expect(bitsOf(statements([...ten, ...own]), statements(ten))).toBeCloseTo(bitsOf(statements(ten), statements(ten)), 5);
  });

  it('is low for a list', () => {
    const list = tokensOf(ten.flatMap(() => [10, ID, 11, 12, 13, 14, 15]), ten.flatMap((text) => [0, text, 0, 0, 0, 0, 0]));
    expect(bitsOf(list, list)).toBeLessThan(0.75 * bitsOf(statements(ten), statements(ten)));
  });

  it('counts little what is in other places, too, and what names a constant', () => {
    expect(bitsOf(statements(ten), statements(ten), { elsewhere: () => 3 })).toBeLessThan(0.8 * bitsOf(statements(ten), statements(ten)));
    expect(bitsOf(statements(ten), statements(ten), { isConstant: () => true })).toBeLessThan(0.5 * bitsOf(statements(ten), statements(ten)));
  });

  it('counts little what comes together in the code of many makers, in whatever order', () => {
    const members = [1, 2, 3, 4, 5, 6];
    const companions = new Companions(companionSet(members.flatMap((text) => members.filter((other) => other !== text).map((given) => ({ hash: companionHash(text, given), bits: 1 })))));
    const known = new TextWeights('test', { ...uniformModel('test'), companions }, [segment]);
    const bitsBeside = (texts: readonly number[]): number => bitsOf(statements(texts), statements(texts), {}, known);
    expect(bitsBeside(ten)).toBeLessThan(0.5 * bitsOf(statements(ten), statements(ten)));
    expect(bitsBeside([...ten].reverse())).toBeLessThan(0.5 * bitsOf(statements(ten), statements(ten)));
    const strangers = [1, 21, 22, 23, 24, 25, 26, 27, 28, 29];
    expect(bitsBeside(strangers)).toBe(bitsOf(statements(strangers), statements(strangers)));
  });

  it('is none below the bits that are asked for', () => {
    const bits = bitsOf(statements(ten), statements(ten));
    expect(bitsOf(statements(ten), statements(ten), { leastBits: bits + 0.01 })).toBe(0);
    expect(bitsOf(statements(ten), statements(ten), { leastBits: bits - 0.01 })).toBeCloseTo(bits, 5);
  });
});

describe('what a stretch has to have', () => {
  it('is no more than any composition of it has', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(some, some, (texts, others) => {
      // What the index doesn't know stands in none of its units.
      const isKnown = (text: number): boolean => weights.of(text).isKnown;
      const known = texts.filter(isKnown);
      const unit = statements([...new Set([...known.slice(0, 10), ...others.filter(isKnown)])]);
      const bits = bitsOf(statements(texts), unit);
      // Nor is one given up that comes to what is asked for.
      expect(bitsOf(statements(texts), unit, { leastBits: 0.999 * bits })).toBe(bits);
      if (bits > 0) expect(isEnough(known.length, known.reduce((sum, text) => sum + weights.of(text).bits, 0), bits)).toBe(true);
    }));
  });

  it('is more than four texts, or than a few common ones', () => {
    expect([isEnough(4, 100, 8), isEnough(5, 5, 8), isEnough(8, 40, 8)]).toEqual([false, false, true]);
  });
});

describe('the runs round anchors', () => {
  it('are equal tokens in order on both sides, without overlaps', () => {
    const [a, b] = [statements([1, 2, 3, 4, 5, 6]), statements([4, 5, 6, 1, 2, 3])];
    const [query, unit] = [profileOf({ tokens: a, start: 0, end: 18 }, weights, 'isKnown'), profileOf({ tokens: b, start: 0, end: 18 }, weights, 'isShared')];
    const runs = runsAround(query, unit, weighComposition(query, unit, weights, facts)!.anchors);
    expect(runs.length).toBeGreaterThan(0);
    runs.forEach(({ aAt, bAt, length }, r) => {
      for (let t = 0; t < length; t++) expect(a.codes[aAt + t]).toBe(b.codes[bAt + t]);
      const before = runs[r - 1];
      if (before) expect(aAt >= before.aAt + before.length && bAt >= before.bAt + before.length).toBe(true);
    });
  });
});
