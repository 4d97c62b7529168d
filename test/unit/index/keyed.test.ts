import { describe, expect, it } from 'vitest';
import { indexDigest } from '../../../src/core/index/digest.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { indexKey } from '../../../src/core/index/index-key.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { mergeIndexes } from '../../../src/store/merge.ts';
import type { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { removeWorks } from '../../../src/store/remove.ts';
import { verifyIndex } from '../../../src/store/verify.ts';
import { answers, build, memoryFiles, write, type Works } from './memory.ts';
import { ENGINE, syntheticFile, syntheticWork } from './synthetic.ts';

const NAMELESS = { keepNames: false, keepSource: false };
const keyOf = (letter: string) => indexKey(new TextEncoder().encode(letter.repeat(32)), letter);
const key = keyOf('a');
const keys = [key];
const files = [1, 2, 3, 4, 5].map((seed) => syntheticFile(seed));
const a = { work: syntheticWork('alpha', [1, 2, 3], { date: '2019-01-01' }), seeds: [1, 2, 3] };
const b = { work: syntheticWork('beta', [3, 4], { date: '2019-01-01' }), seeds: [3, 4] };
const c = { work: syntheticWork('gamma', [5]), seeds: [5] };

const buildKeyed = (store: MemoryFiles, path: string, works: Works, under = key): void => write(IndexWriter.create(store, path, ENGINE, NAMELESS, under), works);
const addKeyed = (store: MemoryFiles, path: string, works: Works): void => write(IndexWriter.add(store, path, ENGINE, keys), works);
const digest = (store: MemoryFiles, path: string): string => indexDigest(openIndex(store, path, { keys }));

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof IndexError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a keyed index', () => {
  it('answers what the same index without a key answers', () => {
    const store = memoryFiles();
    buildKeyed(store, 'keyed', [a, b, c]);
    build(store, 'plain', [a, b, c], NAMELESS);
    const [keyed, plain] = [openIndex(store, 'keyed', { keys }), openIndex(store, 'plain')];
    expect(answers(keyed, files)).toEqual(answers(plain, files));
    expect({ ...keyed.stats, bytes: 0 }).toEqual({ ...plain.stats, bytes: 0 });
    const records = (index: typeof keyed) => index.segments.flatMap((segment) => Array.from({ length: segment.fileCount }, (_, file) => ({ ...segment.file(file), tokens: segment.tokens(file), text: segment.text(file) })));
    expect(records(keyed)).toEqual(records(plain));
    expect(keyed.catalogue.inputs()).toEqual(plain.catalogue.inputs());
    expect(verifyIndex(store, 'keyed', keys)).toEqual({ problems: [], leftovers: [] });
  });

  it('is the same bytes for the same works and key, and of another digest than without the key', () => {
    const store = memoryFiles();
    buildKeyed(store, 'one', [a, b]);
    buildKeyed(store, 'two', [a, b]);
    build(store, 'plain', [a, b], NAMELESS);
    const bytes = (path: string) => [...store.contents].filter(([name]) => name.startsWith(`${path}/`)).map(([name, content]) => [name.slice(path.length), content]);
    expect(bytes('one')).toEqual(bytes('two'));
    expect(digest(store, 'one')).toBe(digest(store, 'two'));
    expect(digest(store, 'one')).not.toBe(indexDigest(openIndex(store, 'plain')));
  });

  it('has the same digest however it came about: added, removed, updated, merged, exported', () => {
    const store = memoryFiles();
    buildKeyed(store, 'ab', [a, b]);
    buildKeyed(store, 'x', [a]);
    addKeyed(store, 'x', [c]);
    addKeyed(store, 'x', [b]);
    removeWorks(store, 'x', ['gamma'], keys);
    expect(digest(store, 'x')).toBe(digest(store, 'ab'));
    buildKeyed(store, 'b', [b]);
    buildKeyed(store, 'a', [a]);
    mergeIndexes(store, 'merged', ['b', 'a'], keys);
    expect(digest(store, 'merged')).toBe(digest(store, 'ab'));
    exportSingle(store, 'merged', 'single', keys);
    expect(digest(store, 'single')).toBe(digest(store, 'ab'));
    const next = { work: syntheticWork('alpha', [2, 5], { version: '2.0.0' }), seeds: [2, 5] };
    write(IndexWriter.update(store, 'x', ENGINE, keys), [next]);
    buildKeyed(store, 'fresh', [b, next]);
    expect(digest(store, 'x')).toBe(digest(store, 'fresh'));
    for (const path of ['x', 'merged', 'single']) expect(verifyIndex(store, path, keys).problems).toEqual([]);
  });

  it('opens with its key among others, and says which is missing', () => {
    const store = memoryFiles();
    buildKeyed(store, 'x', [a]);
    expect(codeOf(() => openIndex(store, 'x', { keys: [keyOf('b'), key] }))).toBe('none');
    const actions = (use: Parameters<typeof verifyIndex>[2]) => [
      () => openIndex(store, 'x', { keys: use! }), () => verifyIndex(store, 'x', use), () => removeWorks(store, 'x', ['alpha'], use),
      () => mergeIndexes(store, 'y', ['x'], use), () => exportSingle(store, 'x', 'y', use), () => IndexWriter.add(store, 'x', ENGINE, use),
    ];
    expect(actions([]).map(codeOf)).toEqual(Array(6).fill('keyed'));
    expect(actions([keyOf('b')]).map(codeOf)).toEqual(Array(6).fill('wrong-key'));
    expect(() => openIndex(store, 'x')).toThrow('x is keyed. Give the file with its secret: --key-file FILE.');
    expect([...store.contents.keys()].filter((name) => name.startsWith('y') || name.includes('lock'))).toEqual([]);
  });

  it('is merged only with indexes of the same key', () => {
    const store = memoryFiles();
    buildKeyed(store, 'x', [a]);
    buildKeyed(store, 'other', [b], keyOf('b'));
    build(store, 'plain', [b], NAMELESS);
    for (const path of ['other', 'plain']) expect(codeOf(() => mergeIndexes(store, 'y', ['x', path], [key, keyOf('b')]))).toBe('option-mismatch');
  });

  it('keeps neither names nor sources', () => {
    for (const options of [{ keepNames: true, keepSource: false }, { keepNames: false, keepSource: true }]) expect(() => IndexWriter.create(memoryFiles(), 'x', ENGINE, options, key)).toThrow(RangeError);
  });

  it('is refused by readers of version 1, by its manifest and by each file', () => {
    const store = memoryFiles();
    buildKeyed(store, 'x', [a]);
    exportSingle(store, 'x', 'single', keys);
    expect(JSON.parse(new TextDecoder().decode(store.contents.get('x/manifest.json')))).toMatchObject({ version: 2, key: { check: key.check } });
    for (const [name, bytes] of store.contents) if (!name.endsWith('.json')) expect([name, bytes[8]]).toEqual([name, 2]);
    build(store, 'plain', [a]);
    for (const [name, bytes] of store.contents) if (/^plain\/.*\.(segment|catalogue)$/.test(name)) expect([name, bytes[8]]).toEqual([name, 1]);
  });

  it('that is damaged says so, or answers as before', () => {
    const store = memoryFiles();
    buildKeyed(store, 'x', [a, b]);
    const whole = openIndex(store, 'x', { keys });
    const expected = JSON.stringify(answers(whole, files));
    for (const [name, bytes] of [...store.contents]) {
      for (let at = 5; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
        const hurt = bytes.slice();
        hurt[at]! ^= 0x10;
        store.contents.set(name, hurt);
        try {
          expect(verifyIndex(store, 'x', keys).problems.length, `${name} ${at}`).toBeGreaterThan(0);
          expect(JSON.stringify(answers(openIndex(store, 'x', { keys }), files))).toBe(expected);
        } catch (error) {
          if (!(error instanceof IndexError)) throw error;
        }
      }
      store.contents.set(name, bytes);
    }
  });

  it('whose members were mixed up with those of another is found out', () => {
    const store = memoryFiles();
    buildKeyed(store, 'x', [a]);
    build(store, 'plain', [a], NAMELESS);
    const member = (path: string): string => [...store.contents.keys()].find((name) => name.startsWith(`${path}/`) && name.endsWith('.segment'))!;
    store.contents.set(member('x'), store.contents.get(member('plain'))!);
    expect(verifyIndex(store, 'x', keys).problems).toHaveLength(1);
  });
});
