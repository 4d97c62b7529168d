import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companionHash, Companions, companionSet } from '../../../src/core/match/companions.ts';
import { readSections, writeSections } from '../../../src/core/match/model-sections.ts';
import { companionsOf, type TextsOfFile } from '../../../tools/training/companions.ts';

const u32 = fc.integer({ min: 0, max: 0xffffffff });

describe('companions', () => {
  it('say what they were made of, one way only, and nothing of other pairs', () => {
    const companions = new Companions(companionSet([{ hash: companionHash(7, 8), bits: 1.5 }, { hash: companionHash(1, 2), bits: 0.25 }]));
    expect(companions.bits(7, 8)).toBe(1.5);
    expect(companions.bits(1, 2)).toBe(0.25);
    expect(companions.bits(8, 7)).toBe(Infinity);
    expect(new Companions(companionSet([])).bits(1, 2)).toBe(Infinity);
  });

  it('come back from the bytes of a model, to a sixteenth of a bit', () => {
    fc.assert(fc.property(fc.uniqueArray(u32, { maxLength: 40 }), fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 40, maxLength: 40 }), (hashes, sixteenths) => {
      const companions = hashes.sort((x, y) => x - y).map((hash, i) => ({ hash, bits: sixteenths[i] / 16 }));
      const set = companionSet(companions);
      expect(set).toEqual({ hashes: Uint32Array.from(companions, ({ hash }) => hash), bits: Float32Array.from(companions, ({ bits }) => bits) });
      expect(readSections(writeSections({ commonplaces: [], companions: set }), 'test.model').companions).toEqual(set);
    }));
  });
});

describe('the companions that training finds', () => {
  const limits = { makers: 3, leastSaving: 1.5, most: 100 };
  /** Files of one function with some texts, and a hundred others. */
  const filesOf = (...own: readonly (readonly [string, readonly number[]])[]): TextsOfFile[] => [...own.map(([maker, texts]) => ({ maker, functions: [texts] })), ...Array.from({ length: 100 }, (_, i) => ({ maker: `m${i}`, functions: [[1000 + i]] }))];
  const of = (files: readonly TextsOfFile[]): Companions => new Companions(companionSet(companionsOf(files, limits)));

  it('are texts that come together in functions of enough makers, with the share that has both', () => {
    const found = of(filesOf(['a', [1, 2]], ['b', [1, 2]], ['c', [2, 1]], ['d', [1]]));
    expect(found.bits(1, 2)).toBeCloseTo(0, 5);
    expect(found.bits(2, 1)).toBeCloseTo(Math.log2(4 / 3), 5);
    expect(found.set.hashes.length).toBe(2);
  });

  it('are none of two makers, however many files they have, nor of texts in different functions', () => {
    expect(of(filesOf(['a', [1, 2]], ['a', [1, 2]], ['a', [1, 2]], ['b', [1, 2]])).set.hashes.length).toBe(0);
    expect(of(['a', 'b', 'c'].map((maker) => ({ maker, functions: [[1], [2]] }))).set.hashes.length).toBe(0);
  });

  it('do not depend on the order of the files, and those that save the most are kept', () => {
    const files = filesOf(['a', [1, 2, 5]], ['b', [1, 2, 5]], ['c', [1, 2]], ['d', [5]], ['e', [5, 1]]);
    expect(companionsOf([...files].reverse(), limits)).toEqual(companionsOf(files, limits));
    expect(companionsOf(files, { ...limits, most: 1 })).toEqual(companionsOf(files, limits).slice(0, 1));
  });
});
