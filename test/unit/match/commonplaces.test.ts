import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companionSet } from '../../../src/core/match/companions.ts';
import { readSections, writeSections } from '../../../src/core/match/model-sections.ts';
import { commonplaceHash, Commonplaces, commonplaceShare, MOSTLY_COMMONPLACE, type CommonplaceSet } from '../../../src/core/match/commonplaces.ts';
import { uniformModel, type FamilyModel } from '../../../src/core/match/family-model.ts';
import { someCodes } from './support.ts';

const [LONG, SHORT] = [20, 14];
/** The windows of some codes, as sets of both lengths. */
const setsOf = (...commonplaces: readonly Uint8Array[]): CommonplaceSet[] => [LONG, SHORT].map((length) => ({ length, hashes: Uint32Array.from(new Set(commonplaces.flatMap((codes) => windows(codes, length)))).sort() }));
const windows = (codes: Uint8Array, length: number): number[] => Array.from({ length: Math.max(0, codes.length - length + 1) }, (_, at) => commonplaceHash(codes, at, length));
const modelWith = (...commonplaces: readonly Uint8Array[]): FamilyModel => ({ ...uniformModel('test'), commonplaces: new Commonplaces(setsOf(...commonplaces)) });
/** No two windows of these are equal. */
const distinct = (from: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => from + i);
const run = (codes: Uint8Array) => [{ aAt: 0, bAt: 0, length: codes.length }];

describe('the commonplaces of a run', () => {
  it('are the same wherever the run stands, and nothing outside of it counts', () => {
    fc.assert(fc.property(someCodes(LONG, 60), someCodes(0, 30), someCodes(0, 30), (own, before, after) => {
      const codes = Uint8Array.from(own);
      const commonplaces = new Commonplaces(setsOf(codes.subarray(0, LONG)));
      expect(commonplaces.within(Uint8Array.from([...before, ...own, ...after]), before.length, own.length)).toEqual(commonplaces.within(codes, 0, codes.length));
    }));
  });

  it('are all of it where it is a commonplace as a whole, and none where it is too short to tell', () => {
    const codes = distinct(10, 40);
    const commonplaces = new Commonplaces(setsOf(codes));
    for (const length of [SHORT, LONG - 1, LONG, 40]) expect(commonplaces.within(codes, 40 - length, length)).toEqual(new Array(length).fill(true));
    expect(commonplaces.within(codes, 0, SHORT - 1)).toEqual(new Array(SHORT - 1).fill(false));
  });

  it('are not what a long run puts together from short ones', () => {
    const [first, second] = [distinct(10, SHORT), distinct(100, SHORT)];
    const commonplaces = new Commonplaces(setsOf(first, second));
    expect(commonplaces.within(Uint8Array.from([...first, ...second]), 0, 2 * SHORT)).toEqual(new Array(2 * SHORT).fill(false));
    expect(commonplaces.within(first, 0, SHORT)).toEqual(new Array(SHORT).fill(true));
  });
});

describe('the share of a match that is commonplace', () => {
  it('is none where nothing is, all where everything is, and in between otherwise', () => {
    fc.assert(fc.property(fc.integer({ min: LONG, max: 60 }), fc.integer({ min: LONG, max: 60 }), (common, own) => {
      const [known, codes] = [distinct(10, common), Uint8Array.from([...distinct(10, common), ...distinct(100, own)])];
      expect(commonplaceShare(known, run(known), modelWith(known))).toBe(1);
      expect(commonplaceShare(codes, run(codes), modelWith())).toBe(0);
      expect(commonplaceShare(codes, run(codes), modelWith(known))).toBeCloseTo(common / (common + own), 6);
    }));
  });

  it('grows with the commonplaces that are known', () => {
    fc.assert(fc.property(someCodes(LONG, 80), fc.nat(), fc.nat(), (own, x, y) => {
      const codes = Uint8Array.from(own);
      const [less, more] = [x % codes.length, y % codes.length].sort((a, b) => a - b).map((end) => commonplaceShare(codes, run(codes), modelWith(codes.subarray(0, end))));
      expect(more).toBeGreaterThanOrEqual(less);
      expect(more).toBeLessThanOrEqual(1);
    }));
  });

  it('counts a repeated 4-gram once: a commonplace that is there ten times is no more of the match', () => {
    const [known, own] = [distinct(10, 24), distinct(100, 24)];
    const shareOf = (times: number): number => {
      const codes = Uint8Array.from([...own, ...Array.from({ length: times }, () => [...known]).flat()]);
      return commonplaceShare(codes, [{ aAt: 0, bAt: 0, length: 24 }, ...Array.from({ length: times }, (_, i) => ({ aAt: 24 * (i + 1), bAt: 0, length: 24 }))], modelWith(known));
    };
    expect(shareOf(1)).toBeCloseTo(0.5, 6);
    expect(shareOf(10)).toBeCloseTo(shareOf(1), 6);
    expect(shareOf(10)).toBeLessThan(MOSTLY_COMMONPLACE);
  });
});

it('what is written is read again', () => {
  fc.assert(fc.property(fc.array(fc.record({ length: fc.integer({ min: 1, max: 300 }), hashes: fc.uniqueArray(fc.nat(2 ** 24 - 1)) }), { maxLength: 3 }), (sets) => {
    const sorted = sets.map(({ length, hashes }) => ({ length, hashes: Uint32Array.from(hashes).sort() }));
    const sections = { commonplaces: sorted, companions: companionSet([]) };
    expect(readSections(writeSections(sections), 'test.model')).toEqual(sections);
  }));
});
