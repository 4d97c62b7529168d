import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settledRenaming } from '../../../src/core/match/evidence.ts';
import { ID } from '../../../src/core/tokens/language.ts';
import { someTokens, tokensOf, weigh, whole } from './support.ts';

const row = [ID, 20, ID, 21, ID, 22];

describe('structure', () => {
  it('of repeated 4-grams counts once: more rows of a table add nothing', () => {
    const bits = (rows: number): number => {
      const table = tokensOf(Array.from({ length: rows * row.length }, (_, i) => row[i % row.length]));
      return weigh(table, table, whole(table)).structure;
    };
    expect(bits(3)).toBeGreaterThan(bits(1));
    for (const rows of [4, 10, 100]) expect(bits(rows)).toBeCloseTo(bits(3), 6);
  });

  it('grows with new 4-grams, and never shrinks with more tokens', () => {
    fc.assert(fc.property(someTokens(6, 80), fc.nat(70), ({ codes }, cut) => {
      const [all, part] = [tokensOf(codes), tokensOf(codes.slice(0, 5 + (cut % (codes.length - 5))))];
      expect(weigh(all, all, whole(all)).structure).toBeGreaterThanOrEqual(weigh(part, part, whole(part)).structure);
    }));
  });

  it('takes no notice of names', () => {
    fc.assert(fc.property(someTokens(5, 80), ({ codes, texts }) => {
      const [named, bare] = [tokensOf(codes, texts), tokensOf(codes)];
      expect(weigh(named, named, whole(named)).structure).toBeCloseTo(weigh(bare, bare, whole(bare)).structure, 6);
    }));
  });
});

describe('naming', () => {
  /** Twelve names in contexts of their own, each used twice. */
  const codes = Array.from({ length: 24 }, (_, i) => [ID, 6 + i]).flat();
  const texts = Array.from({ length: 24 }, (_, i) => [1 + (i % 12), 0]).flat();
  const original = tokensOf(codes, texts);
  const renamed = (change: (text: number, i: number) => number) => tokensOf(codes, texts.map((text, i) => (text ? change(text, i) : 0)));

  it('adds bits for every repeated name that follows the renaming, more with more names', () => {
    const few = tokensOf(codes, texts.map((text) => (text ? 1 + (text % 2) : 0)));
    const same = weigh(renamed((text) => text + 40), original, whole(original));
    expect(same.naming).toBeGreaterThan(12);
    expect(weigh(few, few, whole(few)).naming).toBeLessThan(weigh(renamed((text) => text + 40), original, whole(original)).naming);
  });

  it('is the same whatever the new names are', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 12, maxLength: 12 }), (names) => {
      const { naming, structure } = weigh(renamed((text) => names[text - 1] + 100), original, whole(original));
      expect([naming, structure]).toEqual([weigh(original, original, whole(original)).naming, weigh(original, original, whole(original)).structure]);
    }));
  });

  it('costs bits for every name that breaks the renaming, in either direction', () => {
    const good = weigh(renamed((text) => text + 40), original, whole(original)).naming;
    let last = good;
    for (const broken of [1, 3, 6]) {
      const { naming } = weigh(renamed((text, i) => (i >= 24 && (i - 24) / 2 < broken ? text + 90 : text + 40)), original, whole(original));
      expect(naming).toBeLessThanOrEqual(last - 4);
      last = naming;
    }
    const merged = weigh(renamed((text) => 40 + (text % 2)), original, whole(original)).naming;
    expect(merged).toBeLessThan(good - 20);
  });

  it('is worth less than nothing where names are shuffled', () => {
    const shuffled = renamed((text, i) => 40 + ((text * 7 + i * 5) % 11));
    expect(weigh(shuffled, original, whole(original)).naming).toBeLessThan(0);
  });
});

describe('equal texts', () => {
  const codes = [ID, 20, 2, 21, ID, 22, 3, 23, ID, 24];
  const texts = [1, 0, 2, 0, 3, 0, 4, 0, 1, 0];
  const tokens = tokensOf(codes, texts);

  it('count by their rarity, each once, and not more than five bits', () => {
    expect(weigh(tokens, tokens, whole(tokens), () => 2).equalTexts).toBe(0);
    expect(weigh(tokens, tokens, whole(tokens), () => 6).equalTexts).toBe(4 * 2);
    expect(weigh(tokens, tokens, whole(tokens), () => 100).equalTexts).toBe(4 * 5);
    const other = tokensOf(codes, texts.map((text) => (text ? text + 10 : 0)));
    expect(weigh(other, tokens, whole(tokens), () => 100).equalTexts).toBe(0);
  });
});

describe('gaps and stretches', () => {
  const half = (from: number): number[] => Array.from({ length: 30 }, (_, i) => 6 + ((from + i * i) % 90));

  it('cost bits, more for longer ones', () => {
    const bits = (gap: number): number => {
      const a = tokensOf([...half(1), ...Array.from({ length: gap }, () => 100), ...half(41)]);
      const b = tokensOf([...half(1), ...half(41)]);
      return weigh(a, b, [{ aAt: 0, bAt: 0, length: 30 }, { aAt: 30 + gap, bAt: 30, length: 30 }]).gaps;
    };
    expect(bits(1)).toBeLessThanOrEqual(-3);
    expect(bits(20)).toBeLessThan(bits(1));
  });

  it('leave out runs at the ends that cost more than they bring', () => {
    const a = tokensOf([...half(1), ...Array.from({ length: 400 }, () => 100), 6, 7, 8, 9, 10]);
    const b = tokensOf([...half(1), 6, 7, 8, 9, 10]);
    const evidence = weigh(a, b, [{ aAt: 0, bAt: 0, length: 30 }, { aAt: 430, bAt: 30, length: 5 }]);
    expect([evidence.firstRun, evidence.lastRun, evidence.matched]).toEqual([0, 0, 30]);
  });

  it('sum up to the bits', () => {
    fc.assert(fc.property(someTokens(5, 120), ({ codes, texts }) => {
      const tokens = tokensOf(codes, texts);
      const { bits, structure, naming, equalTexts, gaps } = weigh(tokens, tokens, whole(tokens), () => 5);
      expect(bits).toBeCloseTo(structure + naming + equalTexts + gaps, 6);
    }));
  });
});

describe('settledRenaming', () => {
  it('is one-to-one, and that of the most uses', () => {
    fc.assert(fc.property(someTokens(5, 100), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 100, maxLength: 100 }), ({ codes, texts }, other) => {
      const [a, b] = [tokensOf(codes, texts), tokensOf(codes, texts.map((text, i) => (text ? other[i] : 0)))];
      const { forth, back } = settledRenaming(a, b, whole(a), 0, 0);
      expect(forth.size).toBe(back.size);
      for (const [x, y] of forth) expect(back.get(y)).toBe(x);
    }));
    const codes = [ID, 20, ID, 21, ID, 22];
    const { forth } = settledRenaming(tokensOf(codes, [1, 0, 1, 0, 1, 0]), tokensOf(codes, [7, 0, 8, 0, 8, 0]), [{ aAt: 0, bAt: 0, length: 6 }], 0, 0);
    expect([...forth]).toEqual([[1, 2]]);
  });
});
