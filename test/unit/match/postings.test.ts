import { describe, expect, it } from 'vitest';
import type { IndexReader, SegmentReader } from '../../../src/core/index/contract.ts';
import { Postings } from '../../../src/core/match/postings.ts';
import { UnitPlaces } from '../../../src/core/match/unit-places.ts';

/** An index of two segments, and the keys whose ids were read from it. */
function index(): { readonly places: UnitPlaces; readonly read: number[] } {
  const read: number[] = [];
  const segment = (units: number, table: Record<number, number[]>): SegmentReader => ({
    units,
    count: (key: number) => table[key]?.length ?? 0,
    lookup(key: number, into: Int32Array, at: number) {
      read.push(key);
      into.set(table[key] ?? [], at);
    },
  }) as Partial<SegmentReader> as SegmentReader;
  const segments = [segment(10, { 1: [2, 5], 2: [0, 1, 2, 3] }), segment(7, { 1: [6], 3: [4] })];
  return { places: new UnitPlaces([{ segments } as unknown as IndexReader]), read };
}

const unitsOf = (postings: Postings, entry: number): number[] => {
  const start = postings.start(entry);
  return [...postings.units.subarray(start, start + postings.count(entry))];
};

describe('postings', () => {
  it('are numbered through all segments', () => {
    const postings = new Postings(index().places);
    const entries = [1, 2, 3, 4].map((key) => postings.find(key, 10));
    expect(entries.map((entry) => postings.count(entry))).toEqual([3, 4, 1, 0]);
    expect(entries.map((entry) => unitsOf(postings, entry))).toEqual([[2, 5, 16], [0, 1, 2, 3], [14], []]);
  });

  it('of a common key are read when they are asked for, and once', () => {
    const { places, read } = index();
    const postings = new Postings(places);
    const common = postings.find(2, 3);
    expect([postings.count(common), read]).toEqual([4, []]);
    expect(postings.find(2, 3)).toBe(common);
    expect([unitsOf(postings, common), unitsOf(postings, common)]).toEqual([[0, 1, 2, 3], [0, 1, 2, 3]]);
    expect(read).toEqual([2, 2]);
    postings.clear().find(1, 3);
    expect(read).toEqual([2, 2, 1, 1]);
  });
});
