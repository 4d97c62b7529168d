import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IndexReader } from '../../../src/core/index/contract.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { IndexCopies } from '../../../src/host/web/index-copies.ts';
import { openCopiedIndex } from '../../../src/host/web/open-copied-index.ts';
import { exportSingle } from '../../../src/store/export.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { MemoryFiles } from '../../../src/store/memory-files.ts';
import { openIndex } from '../../../src/store/open.ts';
import { idsUnder } from '../index/ids-under.ts';
import { ENGINE, syntheticFile, syntheticWork } from '../index/synthetic.ts';
import { PrivateFiles } from './private-files.ts';

// An index that a browser copies into private files and reads there.

const origin = new MemoryFiles({ pid: 1, host: 'here', isAlive: () => true, token: () => 'token' });
const write = (folder: string, seeds: readonly number[], units = 40): void => {
  const writer = IndexWriter.create(origin, folder, ENGINE, { keepNames: true, keepSource: false });
  for (const seed of seeds) writer.addFile(syntheticFile(seed, units, 40, 8));
  writer.addWork(syntheticWork('alpha', seeds, { license: 'MIT', date: null }));
  writer.commit();
  writer.close();
};
write('big.ncx', Array.from({ length: 60 }, (_, n) => n));
write('small.ncx', [100]);
exportSingle(origin, 'small.ncx', 'packed.ncx');
const sizeOf = (folder: string): number => origin.list(folder).filter((name) => /segment|catalogue/.test(name)).reduce((sum, name) => sum + origin.read(`${folder}/${name}`)!.length, 0);

afterEach(() => void vi.useRealTimers());

/** A session of a browser: its thread has nothing but what lies in the private folder. */
function session(folder: PrivateFiles | Promise<never>) {
  const copies = new IndexCopies(Promise.resolve(folder));
  const fetched: string[] = [];
  const fetch = async (address: string, file: string): Promise<Uint8Array> => {
    const path = file === '' ? address : `${address}/${file}`;
    fetched.push(path);
    const bytes = origin.read(path);
    if (!bytes) throw new Error(`${path} can't be read`);
    return bytes.slice();
  };
  const open = (address: string, packed: { size: number; mtime: number } | null = null, engine = ENGINE) => openCopiedIndex(address, { address, packed }, { copies, fetch, engine });
  return { copies, fetched, open };
}

/** The units of an index under the first key of a file of it. */
function lookUp({ segments }: IndexReader, seed: number): number[] {
  const [key] = syntheticFile(seed, 40, 40, 8).keys;
  return segments.flatMap((segment) => idsUnder(segment, key!));
}

describe('an index in a browser', () => {
  it('is copied once, found again by the next session, and read bit by bit', async () => {
    const folder = new PrivateFiles();
    const first = session(folder);
    (await first.open('big.ncx')).close();
    expect(first.copies.traffic).toMatchObject({ copied: sizeOf('big.ncx'), inMemory: 0 });
    const second = session(folder);
    const index = await second.open('big.ncx');
    expect(second.fetched).toEqual(['big.ncx/manifest.json']);
    const whole = openIndex(origin, 'big.ncx', { engine: ENGINE });
    const opening = second.copies.traffic.read;
    expect(lookUp(index, 7)).toEqual(lookUp(whole, 7));
    expect(lookUp(index, 7).length).toBeGreaterThan(0);
    const { read } = second.copies.traffic;
    expect(read).toBeGreaterThan(opening);
    expect(read).toBeLessThan(sizeOf('big.ncx') / 10);
    expect([second.copies.traffic.copied, second.copies.takeTrouble()]).toEqual([0, null]);
    index.close();
    expect(Math.max(...folder.opened.values())).toBe(0);
  });

  it('that was changed is copied as far as it changed, and what no index has any more is deleted', async () => {
    const folder = new PrivateFiles();
    write('changing.ncx', [1, 2]);
    const before = session(folder);
    (await before.open('changing.ncx')).close();
    const old = [...folder.contents.keys()];
    write('changing.ncx', [1, 2, 3]);
    const after = session(folder);
    const index = await after.open('changing.ncx');
    expect(after.copies.traffic.copied).toBe(sizeOf('changing.ncx'));
    await after.copies.tidy();
    expect([...folder.contents.keys()].sort()).toEqual(index.manifest.segments.map(({ file }) => file).concat(index.manifest.catalogue.file).sort());
    expect(old.some((name) => folder.contents.has(name))).toBe(false);
    index.close();
    await after.copies.tidy();
    expect([...folder.contents.keys()]).toEqual([]);
  });

  it.each([
    ['no private files', (): Promise<never> => Promise.reject(new Error('no private files here')), 'no private files here'],
    ['no room', () => Object.assign(new PrivateFiles(), { quota: 5000 }), 'the browser says QuotaExceededError'],
  ])('is held in memory where there are %s', async (_, folderOf, trouble) => {
    const folder = folderOf();
    const { open, copies, fetched } = session(folder);
    const index = await open('big.ncx');
    expect(lookUp(index, 7).length).toBeGreaterThan(0);
    expect(copies.takeTrouble()).toBe(trouble);
    expect(copies.takeTrouble()).toBeNull();
    expect(copies.traffic.inMemory).toBeGreaterThan(sizeOf('big.ncx') / 2);
    expect(fetched).toHaveLength(3); // nothing is read twice
    index.close();
    expect(copies.traffic.inMemory).toBe(0);
    if (folder instanceof PrivateFiles) expect([...folder.contents.keys()].filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is held in memory where somebody else keeps its copies to himself, and read again once he has gone', async () => {
    vi.useFakeTimers();
    const folder = new PrivateFiles();
    (await session(folder).open('small.ncx')).close();
    const others = await Promise.all([...folder.contents.keys()].map(async (name) => (await folder.getFileHandle(name)).createSyncAccessHandle()));
    const kept = session(folder);
    const opening = kept.open('small.ncx');
    await vi.advanceTimersByTimeAsync(5000);
    (await opening).close();
    expect(kept.copies.takeTrouble()).toBe('the browser says NoModificationAllowedError');
    const waiting = session(folder);
    const opened = waiting.open('small.ncx');
    await vi.advanceTimersByTimeAsync(250);
    for (const other of others) other.close();
    await vi.advanceTimersByTimeAsync(250);
    (await opened).close();
    expect([waiting.copies.takeTrouble(), waiting.fetched]).toEqual([null, ['small.ncx/manifest.json']]);
  });

  it('whose copy is damaged is copied again, and one that is damaged itself is refused', async () => {
    const folder = new PrivateFiles();
    (await session(folder).open('small.ncx')).close();
    for (const bytes of folder.contents.values()) bytes.fill(0, bytes.length - 30);
    const { open, copies } = session(folder);
    const index = await open('small.ncx');
    expect(copies.traffic.copied).toBe(sizeOf('small.ncx'));
    expect(lookUp(index, 100).length).toBeGreaterThan(0);
    index.close();
    write('bad.ncx', [5]);
    for (const name of origin.list('bad.ncx').filter((file) => file.endsWith('.segment'))) origin.read(`bad.ncx/${name}`)!.fill(0, 4);
    await expect(session(new PrivateFiles()).open('bad.ncx')).rejects.toThrow(/^bad\.ncx\/[0-9a-f]{32}\.segment /);
    expect(Math.max(...folder.opened.values())).toBe(0);
  });

  it('that can\'t be read says so once, and leaves nothing open', async () => {
    const folder = new PrivateFiles();
    write('torn.ncx', [6]);
    const [segment] = origin.list('torn.ncx').filter((name) => name.endsWith('.segment'));
    origin.remove(`torn.ncx/${segment}`);
    const { open, fetched, copies } = session(folder);
    await expect(open('torn.ncx')).rejects.toThrow(`torn.ncx/${segment} can't be read`);
    expect(fetched.filter((path) => path.endsWith('.segment'))).toHaveLength(1);
    expect([copies.takeTrouble(), Math.max(...folder.opened.values())]).toEqual([null, 0]);
  });

  it('of another engine is refused by its manifest, before anything is copied', async () => {
    const { open, fetched } = session(new PrivateFiles());
    await expect(open('small.ncx', null, 'another')).rejects.toThrow(IndexError);
    expect(fetched).toEqual(['small.ncx/manifest.json']);
  });

  it('that is packed is known by its size and the time of its change', async () => {
    const folder = new PrivateFiles();
    const size = origin.read('packed.ncx')!.length;
    const fetchedBy = async (packed: { size: number; mtime: number }): Promise<string[]> => {
      const { open, fetched } = session(folder);
      const index = await open('packed.ncx', packed);
      expect(lookUp(index, 100).length).toBeGreaterThan(0);
      index.close();
      return fetched;
    };
    expect(await fetchedBy({ size, mtime: 5 })).toEqual(['packed.ncx']);
    expect(await fetchedBy({ size, mtime: 5 })).toEqual([]);
    expect(await fetchedBy({ size, mtime: 6 })).toEqual(['packed.ncx']);
    expect(await fetchedBy({ size, mtime: 0 })).toEqual(['packed.ncx']);
    expect(await fetchedBy({ size, mtime: 0 })).toEqual(['packed.ncx']); // nobody says that it is the same
  });
});
