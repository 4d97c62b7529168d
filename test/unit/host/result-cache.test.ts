import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/core/index/manifest.ts';
import type { UnjudgedFinding } from '../../../src/core/match/findings.ts';
import { defaultCacheFolder, openResultCache, resultKey, type CacheContext } from '../../../src/host/node/result-cache.ts';
import { contentsOf, type Checked } from '../../../src/host/node/workshop.ts';
import { renamed } from '../report/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearcopy-results-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const context = (program: string): CacheContext => ({ program, indexes: [], expectedAtMost: 0.002 });
const contents = contentsOf([]);
const changed: Manifest = { version: 1, generation: 2, engine: 'e', options: { keepNames: true, keepSource: false }, key: null, catalogue: { file: 'c', size: 1, sha256: 'c'.repeat(64), works: 1, holders: 1 }, segments: [] };
const finding: UnjudgedFinding = renamed;
const done: Checked = { kind: 'done', functions: 3, findings: [finding] };
const key = (n: number): string => resultKey(new TextEncoder().encode(`content ${n}`), 'javascript');

describe('results', () => {
  it('come back as they were, with the path of the file that has the content now', () => {
    const cache = openResultCache(folder, context('a'));
    expect(cache.get(key(1), 'x.js')).toBeNull();
    cache.put(key(1), done, contents);
    cache.put(key(2), { kind: 'skipped', reason: 'generated' }, contents);
    cache.put(key(3), { kind: 'skipped', reason: 'the parser failed: out of memory' }, contents);
    cache.save();
    const again = openResultCache(folder, context('a'));
    expect(again.get(key(1), 'moved.js')).toEqual({ ...done, findings: [{ ...finding, file: 'moved.js' }] });
    expect(again.get(key(2), 'x.js')).toEqual({ kind: 'skipped', reason: 'generated' });
    expect(again.get(key(3), 'x.js')).toBeNull();
    expect(openResultCache(folder, context('b')).get(key(1), 'x.js')).toBeNull();
  });

  it('of an index that was changed while the scan asked it are not remembered', () => {
    const cache = openResultCache(folder, context('f'));
    cache.put(key(1), done, contentsOf([{ manifest: changed }]));
    cache.put(key(2), done, contents);
    cache.save();
    const again = openResultCache(folder, context('f'));
    expect([again.get(key(1), 'x'), again.get(key(2), 'x')].map((result) => result !== null)).toEqual([false, true]);
  });

  it('of two that ran at once are all kept', () => {
    const [one, two] = [openResultCache(folder, context('c')), openResultCache(folder, context('c'))];
    one.put(key(1), done, contents);
    two.put(key(2), done, contents);
    one.save();
    two.save();
    const both = openResultCache(folder, context('c'));
    expect([both.get(key(1), 'x'), both.get(key(2), 'x')].every((result) => result !== null)).toBe(true);
  });

  it('that nobody asked for go first when there is no room', () => {
    const limits = { bytes: 5000, allBytes: 20_000 };
    const first = openResultCache(folder, context('d'), limits);
    for (let n = 0; n < 4; n++) first.put(key(n), done, contents);
    first.save();
    const second = openResultCache(folder, context('d'), limits);
    expect(second.get(key(3), 'x')).not.toBeNull();
    for (let n = 10; n < 13; n++) second.put(key(n), done, contents);
    second.save();
    const third = openResultCache(folder, context('d'), limits);
    expect([3, 10].map((n) => third.get(key(n), 'x') !== null)).toEqual([true, true]);
    expect([0, 1, 2, 3, 10, 11, 12].filter((n) => third.get(key(n), 'x') !== null).length).toBeLessThan(7);
  });

  it('of contexts that were used longest ago go first', () => {
    const limits = { bytes: 5000, allBytes: 3000 };
    for (const file of readdirSync(folder)) utimesSync(join(folder, file), 1000, 1000);
    const cache = openResultCache(folder, context('e'), limits);
    cache.put(key(1), done, contents);
    cache.save();
    const left = readdirSync(folder);
    expect(left.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)).toBeLessThanOrEqual(3000);
    expect(openResultCache(folder, context('e'), limits).get(key(1), 'x')).not.toBeNull();
  });
});

it('the folder is where the system keeps caches', () => {
  expect(defaultCacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe(join('/c', 'nearcopy'));
  expect(defaultCacheFolder({}, 'linux')).toMatch(/[\\/]\.cache[\\/]nearcopy$/);
  expect(defaultCacheFolder({}, 'darwin')).toMatch(/Library[\\/]Caches[\\/]nearcopy$/);
  expect(defaultCacheFolder({ LOCALAPPDATA: 'L' }, 'win32')).toBe(join('L', 'nearcopy', 'Cache'));
});
