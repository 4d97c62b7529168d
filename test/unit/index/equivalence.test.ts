import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { mergeIndexes } from '../../../src/store/merge.ts';
import { openIndex } from '../../../src/store/open.ts';
import { removeWorks } from '../../../src/store/remove.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { add, answers, build, memoryFiles, update, type Works } from './memory.ts';
import { syntheticFile, syntheticWork } from './synthetic.ts';

const SEEDS = 8;
const files = Array.from({ length: SEEDS }, (_, seed) => syntheticFile(seed));

/** Some works that share contents, each with its change: in how many changes the index is made. */
const worksInChanges = fc
  .array(fc.record({ seeds: fc.uniqueArray(fc.nat(SEEDS - 1), { minLength: 1, maxLength: 4 }), change: fc.nat(3) }), { minLength: 2, maxLength: 7 })
  .map((list) => list.map(({ seeds, change }, at) => ({ change, seeds, work: syntheticWork(`work${at}`, seeds) })));

describe('what an index answers and its digest don\'t depend on how it came about', () => {
  it('whether in one change or several, merged or not', () => {
    fc.assert(
      fc.property(worksInChanges, (works) => {
        const store = memoryFiles();
        build(store, 'one', works);
        build(store, 'several', []);
        for (const change of [0, 1, 2, 3]) add(store, 'several', works.filter((work) => work.change === change));
        mergeIndexes(store, 'merged', ['several']);
        const [one, several, merged] = ['one', 'several', 'merged'].map((path) => openIndex(store, path));
        expect(merged!.segments.length).toBe(1);
        expect(answers(several!, files)).toEqual(answers(one!, files));
        expect(answers(merged!, files)).toEqual(answers(one!, files));
        expect(indexDigest(several!)).toBe(indexDigest(one!));
        expect(indexDigest(merged!)).toBe(indexDigest(one!));
      }),
      { numRuns: 25 },
    );
  });

  it('whether a work was removed or never there', () => {
    fc.assert(
      fc.property(worksInChanges, fc.nat(6), (works, chosen) => {
        const removed = works[chosen % works.length]!;
        const others: Works = works.filter((work) => work !== removed);
        const store = memoryFiles();
        build(store, 'with', []);
        for (const change of [0, 1, 2, 3]) add(store, 'with', works.filter((work) => work.change === change));
        removeWorks(store, 'with', [removed.work.name]);
        build(store, 'without', others);
        const [left, never] = ['with', 'without'].map((path) => openIndex(store, path));
        expect(indexDigest(left!)).toBe(indexDigest(never!));
        expect(answers(left!, files)).toEqual(answers(never!, files));
        expect(verifyIndex(store, 'with')).toEqual({ problems: [], leftovers: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('whether a version took the place of others or was there from the start', () => {
    fc.assert(
      fc.property(worksInChanges, fc.nat(6), fc.uniqueArray(fc.nat(SEEDS - 1), { minLength: 1, maxLength: 4 }), (works, chosen, seeds) => {
        const replaced = works[chosen % works.length]!;
        const next = { seeds, work: syntheticWork(replaced.work.name, seeds, { version: '2.0.0' }) };
        const store = memoryFiles();
        build(store, 'updated', []);
        for (const change of [0, 1, 2, 3]) add(store, 'updated', works.filter((work) => work.change === change));
        update(store, 'updated', [next]);
        build(store, 'fresh', [...works.filter((work) => work !== replaced), next]);
        const [updated, fresh] = [openIndex(store, 'updated'), openIndex(store, 'fresh')];
        expect(indexDigest(updated)).toBe(indexDigest(fresh));
        expect(answers(updated, files)).toEqual(answers(fresh, files));
        expect(verifyIndex(store, 'updated')).toEqual({ problems: [], leftovers: [] });
      }),
      { numRuns: 25 },
    );
  });
});
