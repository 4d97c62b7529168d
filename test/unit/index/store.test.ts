import { describe, expect, it } from 'vitest';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { describeIndex, listWorks } from '../../../src/store/describe.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { mergeIndexes } from '../../../src/store/merge.ts';
import { openIndex } from '../../../src/store/open.ts';
import { removeWorks } from '../../../src/store/remove.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { add, answers, build, memoryFiles, OPTIONS } from './memory.ts';
import { contentOf, ENGINE, syntheticFile, syntheticWork } from './synthetic.ts';

const a = { work: syntheticWork('alpha', [1, 2, 3]), seeds: [1, 2, 3] };
const b = { work: syntheticWork('beta', [3, 4, 5]), seeds: [3, 4, 5] };
const c = { work: syntheticWork('gamma', [5, 6], { version: '2.0.0' }), seeds: [5, 6] };
const files = [1, 2, 3, 4, 5, 6].map((seed) => syntheticFile(seed));

/** The code of the error that an action throws. */
function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof IndexError) return error.code;
    throw error;
  }
  return 'none';
}

const sound = { problems: [], leftovers: [] };

describe('building and adding', () => {
  it('gives the same index in one change or in several', () => {
    const store = memoryFiles();
    build(store, 'one', [a, b, c]);
    build(store, 'two', [b]);
    add(store, 'two', [c]);
    add(store, 'two', [a]);
    const [one, two] = [openIndex(store, 'one'), openIndex(store, 'two')];
    expect(two.segments).toHaveLength(3);
    expect(answers(two, files)).toEqual(answers(one, files));
    expect(indexDigest(two)).toBe(indexDigest(one));
    expect(verifyIndex(store, 'one')).toEqual(sound);
    expect(verifyIndex(store, 'two')).toEqual(sound);
    expect(one.stats).toMatchObject({ works: 3, files: 6 });
    expect(listWorks(two).map(({ labels, files: count }) => [labels.name, count])).toEqual([['alpha', 3], ['beta', 3], ['gamma', 2]]);
    expect(describeIndex(two)).toMatchObject({ generation: 3, segments: 3, filesByFamily: describeIndex(one).filesByFamily });
  });

  it('knows what it has, and says when a work is there already', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    const writer = IndexWriter.add(store, 'x', ENGINE);
    expect(writer.has(contentOf(1))).toBe(true);
    expect(writer.has(contentOf(9))).toBe(false);
    expect(writer.addWork(a.work)).toBe('present');
    expect(writer.addWork({ ...a.work, version: '1.0.1' })).toBe('added');
    writer.commit();
    writer.close();
    expect(openIndex(store, 'x').holders(contentOf(1)).map(({ work }) => work.version)).toEqual(['1.0.0', '1.0.1']);
  });

  it('refuses works without their contents and contents without a work', () => {
    const store = memoryFiles();
    expect(codeOf(() => build(store, 'x', [{ work: a.work, seeds: [1] }]))).toBe('incomplete');
    expect(codeOf(() => build(store, 'x', [{ work: a.work, seeds: [1, 2, 3, 4] }]))).toBe('incomplete');
    expect(store.contents.size).toBe(0);
    expect(store.kind('x')).toBeNull();
  });

  it('replaces an index that is built anew, and only at the end', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    const writer = IndexWriter.create(store, 'x', ENGINE, OPTIONS);
    writer.addFile(syntheticFile(6));
    expect(openIndex(store, 'x').stats.works).toBe(1);
    writer.addWork(syntheticWork('six', [6]));
    writer.commit();
    writer.close();
    expect(listWorks(openIndex(store, 'x')).map(({ labels }) => labels.name)).toEqual(['six']);
    expect(verifyIndex(store, 'x')).toEqual(sound);
  });

  it('merges the smallest segments after many adds', () => {
    const store = memoryFiles();
    build(store, 'x', []);
    for (let seed = 0; seed < 20; seed++) {
      add(store, 'x', [{ work: syntheticWork(`w${seed}`, [seed]), seeds: [seed] }]);
      expect(openIndex(store, 'x').segments.length).toBeLessThanOrEqual(8);
    }
    build(store, 'y', Array.from({ length: 20 }, (_, seed) => ({ work: syntheticWork(`w${seed}`, [seed]), seeds: [seed] })));
    expect(indexDigest(openIndex(store, 'x'))).toBe(indexDigest(openIndex(store, 'y')));
    expect(verifyIndex(store, 'x')).toEqual(sound);
  });

  it('refuses another engine and folders of others', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    expect(codeOf(() => openIndex(store, 'x', { engine: 'synthetic 2' }))).toBe('engine-mismatch');
    expect(codeOf(() => IndexWriter.add(store, 'x', 'synthetic 2'))).toBe('engine-mismatch');
    expect(codeOf(() => openIndex(store, 'nowhere'))).toBe('missing');
    expect(codeOf(() => removeWorks(store, 'nowhere', ['alpha']))).toBe('missing');
    store.makeFolder('home');
    store.contents.set('home/thesis.txt', new Uint8Array(1));
    expect(codeOf(() => IndexWriter.create(store, 'home', ENGINE, OPTIONS))).toBe('exists');
    expect(store.contents.has('x/lock')).toBe(false);
  });
});

it('keeps the new index where a change fails after it has taken effect', () => {
  const store = memoryFiles();
  build(store, 'x', [a]);
  const rename = store.rename.bind(store);
  store.rename = (from, to) => {
    rename(from, to);
    if (to === 'x/manifest.json') throw new Error('the disk did not confirm');
  };
  expect(() => add(store, 'x', [b])).toThrow('did not confirm');
  expect(verifyIndex(store, 'x').problems).toEqual([]);
  expect(openIndex(store, 'x').stats.works).toBe(2);
});

describe('removing', () => {
  it('leaves what an index without the work would hold, and nothing of the work', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    add(store, 'x', [b]);
    add(store, 'x', [c]);
    const before = openIndex(store, 'x').manifest.segments.map(({ file }) => file);
    expect(removeWorks(store, 'x', ['beta']).map(({ labels }) => labels.name)).toEqual(['beta']);
    build(store, 'y', [a, c]);
    expect(indexDigest(openIndex(store, 'x'))).toBe(indexDigest(openIndex(store, 'y')));
    expect(answers(openIndex(store, 'x'), files)).toEqual(answers(openIndex(store, 'y'), files));
    expect(verifyIndex(store, 'x')).toEqual(sound);
    const after = openIndex(store, 'x').manifest.segments.map(({ file }) => file);
    expect(after.filter((file) => before.includes(file))).toHaveLength(2);
    const bytes = [...store.contents].filter(([path]) => path.startsWith('x/')).map(([, content]) => Buffer.from(content).toString('latin1')).join();
    expect(bytes).not.toContain('beta');
    expect(bytes).toContain('gamma');
  });

  it('can empty an index', () => {
    const store = memoryFiles();
    build(store, 'x', [a, b]);
    removeWorks(store, 'x', ['alpha', 'beta']);
    expect(openIndex(store, 'x').stats).toMatchObject({ works: 0, files: 0, units: 0 });
    expect(openIndex(store, 'x').segments).toHaveLength(0);
    expect(verifyIndex(store, 'x')).toEqual(sound);
  });

  it('wants to know which work is meant', () => {
    const store = memoryFiles();
    const older = { ...a.work, version: '0.9.0', purl: null };
    build(store, 'x', [a, { work: older, seeds: [] }, { work: { ...older, version: null }, seeds: [] }, b]);
    expect(codeOf(() => removeWorks(store, 'x', ['alpha']))).toBe('ambiguous');
    expect(codeOf(() => removeWorks(store, 'x', ['delta']))).toBe('not-found');
    expect(openIndex(store, 'x').stats.works).toBe(4);
    removeWorks(store, 'x', ['alpha@0.9.0']);
    removeWorks(store, 'x', ['alpha@']);
    removeWorks(store, 'x', ['pkg:npm/alpha@1.0.0']);
    const [left] = listWorks(openIndex(store, 'x'));
    expect(left!.labels.name).toBe('beta');
    removeWorks(store, 'x', [left!.id.slice(0, 12)]);
    expect(openIndex(store, 'x').stats.works).toBe(0);
  });
});

describe('merging and exporting', () => {
  it('keeps equal contents once and answers like one index', () => {
    const store = memoryFiles();
    build(store, 'x', [a, c]);
    build(store, 'y', [b, c]);
    build(store, 'all', [a, b, c]);
    mergeIndexes(store, 'merged', ['x', 'y']);
    const [merged, all] = [openIndex(store, 'merged'), openIndex(store, 'all')];
    expect(merged.segments).toHaveLength(1);
    expect(answers(merged, files)).toEqual(answers(all, files));
    expect(indexDigest(merged)).toBe(indexDigest(all));
    expect(verifyIndex(store, 'merged')).toEqual(sound);
    mergeIndexes(store, 'x', ['x', 'y']);
    expect(indexDigest(openIndex(store, 'x'))).toBe(indexDigest(all));
  });

  it('refuses to merge what differs', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    build(store, 'y', [b], { keepNames: false, keepSource: false });
    expect(codeOf(() => mergeIndexes(store, 'z', ['x', 'y']))).toBe('option-mismatch');
    expect(store.kind('z')).toBeNull();
  });

  it('packs an index into one file that reads like the folder', () => {
    const store = memoryFiles();
    build(store, 'x', [a]);
    add(store, 'x', [b]);
    exportSingle(store, 'x', 'x.single');
    const [folder, single] = [openIndex(store, 'x'), openIndex(store, 'x.single')];
    expect(answers(single, files)).toEqual(answers(folder, files));
    expect(indexDigest(single)).toBe(indexDigest(folder));
    expect(verifyIndex(store, 'x.single')).toEqual(sound);
    expect(codeOf(() => removeWorks(store, 'x.single', ['alpha']))).toBe('exists');
    mergeIndexes(store, 'z', ['x.single']);
    expect(indexDigest(openIndex(store, 'z'))).toBe(indexDigest(folder));
  });
});
