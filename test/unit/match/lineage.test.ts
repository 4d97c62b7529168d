import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holder } from '../../../src/core/index/contract.ts';
import { earliest, lineagesOf, type Place } from '../../../src/core/match/lineage.ts';

const place = (name: string, date: string | null, names: string, version: string | null = null): Place<string> => ({
  alignment: `${name} ${names}`,
  isAsGood: true,
  names,
  holder: { work: { name, version, purl: null, license: 'MIT', licenseSource: null, copyright: [], url: null, date }, workId: `${name}-${version}-${names}`, path: 'a.js', license: 'MIT', date } satisfies Holder,
});
const groups = (places: readonly Place<string>[]): string[] => lineagesOf(places).map((list) => list.map(({ holder }) => holder.work.name).sort().join('+')).sort();

describe('a lineage', () => {
  it('holds versions of one work, and code with the same names', () => {
    expect(groups([place('kit', null, 'a b', '1'), place('Kit', null, 'x y', '2')])).toEqual(['Kit+kit']);
    expect(groups([place('kit', null, 'a b'), place('app', null, 'a b')])).toEqual(['app+kit']);
    expect(groups([place('kit', null, 'a b'), place('app', null, 'c d')])).toEqual(['app', 'kit']);
  });

  it('is joined by a member of two', () => {
    expect(groups([place('kit', null, 'a b'), place('app', null, 'c d'), place('kit', null, 'c d', '2')])).toEqual(['app+kit+kit']);
  });

  it('is the same, in whatever order places come', () => {
    const some = fc.array(fc.tuple(fc.constantFrom('p', 'q', 'r', 's', 't'), fc.constantFrom('1', '2', '3', '4', '5')), { maxLength: 9 });
    fc.assert(fc.property(some, fc.array(fc.nat(), { minLength: 9, maxLength: 9 }), (all, order) => {
      const places = all.map(([name, names], n) => place(name, null, names, `${n}`));
      const shuffled = places.map((one, n) => ({ one, at: order[n] })).sort((x, y) => x.at - y.at).map(({ one }) => one);
      expect(groups(shuffled)).toEqual(groups(places));
    }));
  });

  it('holds every place once', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('p', 'q', 'r'), fc.constantFrom('1', '2', '3')), { maxLength: 9 }), (all) => {
      const places = all.map(([name, names], n) => place(name, null, names, `${n}`));
      expect(lineagesOf(places).flat().length).toBe(places.length);
      expect(new Set(lineagesOf(places).flat()).size).toBe(places.length);
    }));
  });
});

describe('the earliest', () => {
  it('is by date, unknown last, and the first of equals', () => {
    const [old, young, undated] = [place('old', '2001-02-03', 'a'), place('young', '2020-01-01', 'b'), place('undated', null, 'c')];
    expect(earliest([undated, young, old])).toBe(old);
    expect(earliest([undated, young])).toBe(young);
    const twin = place('twin', '2001-02-03', 'd');
    expect(earliest([twin, old])).toBe(twin);
    expect(earliest([old, twin])).toBe(old);
  });
});
