import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadsOut, safeEntryPath } from '../../../src/sources/archive/entry-path.ts';
import { UNPACK_LIMITS } from '../../../src/sources/archive/limits.ts';
import type { UnpackLimits } from '../../../src/sources/archive/limits.ts';
import { unpackArchive } from '../../../src/sources/archive/unpack.ts';
import { tar } from './tar-builder.ts';
import type { TarEntry } from './tar-builder.ts';
import { removeAfterTest, tree } from './tree.ts';

interface Unpacked {
  readonly target: string;
  readonly files: string[];
  readonly problems: readonly { path: string; reason: string }[];
}

async function unpack(archive: Uint8Array, limits: Partial<UnpackLimits> = {}, compressed = false): Promise<Unpacked> {
  const file = join(tree({ 'a.tar': archive }), 'a.tar');
  // Two levels below the temporary folder, so that one could see an escape.
  const outer = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  removeAfterTest(outer);
  const target = mkdtempSync(join(outer, 'target-'));
  const { problems } = await unpackArchive('a.tar', file, compressed ? 'tar.gz' : 'tar', target, { ...UNPACK_LIMITS, ...limits });
  expect(readdirSync(outer)).toHaveLength(1);
  return { target, files: readdirSync(target, { recursive: true }).map(String).sort(), problems };
}

const unpackEntries = (entries: readonly TarEntry[], limits: Partial<UnpackLimits> = {}) => unpack(tar(entries), limits);

describe('unpackArchive of a tar archive', () => {
  it('unpacks regular files, with gzip and without', async () => {
    const archive = tar([{ path: 'package/', type: '5' }, { path: 'package/a.js', content: 'f();' }, { path: './package/lib/b.js', content: 'x'.repeat(100_000) }]);
    for (const [bytes, compressed] of [[archive, false], [gzipSync(archive), true]] as const) {
      const { target, files, problems } = await unpack(bytes, {}, compressed);
      expect(files).toEqual(['package', 'package/a.js', 'package/lib', 'package/lib/b.js']);
      expect(readFileSync(join(target, 'package/a.js'), 'utf8')).toBe('f();');
      expect(statSync(join(target, 'package/lib/b.js')).size).toBe(100_000);
      expect(problems).toEqual([]);
    }
  });

  it.each(['../escaped', 'a/../../escaped', '/tmp/nearcopy-escaped', 'C:\\escaped', 'c:/escaped', '..\\escaped', 'a/..', '\\\\host\\share'])('refuses an archive with the path %s', async (path) => {
    await expect(unpackEntries([{ path: 'ok', content: 'x' }, { path, content: 'x' }])).rejects.toThrow(`a.tar: it has an entry that leads out of its folder (${path}), as only harmful archives do. If you trust it, unpack it yourself and name the folder.`);
    expect(existsSync('/tmp/nearcopy-escaped')).toBe(false);
  });

  it('leaves out names that are none', async () => {
    const { files, problems } = await unpackEntries([{ path: 'dev-x\\x2dy.device', content: 'x' }, { path: 'n'.repeat(99), content: '' }, { path: 'ok', content: 'x' }]);
    expect(files).toEqual(['n'.repeat(99), 'ok']);
    expect(problems).toEqual([{ path: 'dev-x\\x2dy.device', reason: 'unsafe path, not unpacked' }]);
  });

  it('makes no links and no devices, and writes through none', async () => {
    const { files, problems } = await unpackEntries([
      { path: 'link', type: '2', link: '/tmp' }, { path: 'link/nearcopy-escaped', content: 'x' }, { path: 'hard', type: '1', link: '/etc/passwd' },
      { path: 'char', type: '3' }, { path: 'block', type: '4' }, { path: 'pipe', type: '6' }, { path: 'ok', content: 'x' },
    ]);
    expect(files).toEqual(['link', 'link/nearcopy-escaped', 'ok']);
    expect(problems.map(({ path }) => path)).toEqual(['hard', 'char', 'block', 'pipe']);
    expect(existsSync('/tmp/nearcopy-escaped')).toBe(false);
  });

  it('lets the later of two equal paths win, and reports a file in the place of a folder', async () => {
    const { target, files, problems } = await unpackEntries([{ path: 'a', content: '1' }, { path: 'a', content: '2' }, { path: 'a/b', content: '3' }]);
    expect(files).toEqual(['a']);
    expect(readFileSync(join(target, 'a'), 'utf8')).toBe('2');
    expect(problems).toMatchObject([{ path: 'a/b' }]);
  });

  it('stops at too many entries, of any kind', async () => {
    const entries = Array.from({ length: 12 }, (_, index) => ({ path: `f${index}`, type: index % 2 === 0 ? '0' : '5' }));
    await expect(unpackEntries(entries, { maxEntries: 11 })).rejects.toThrow('a.tar: it has more than 11 entries');
    await expect(unpackEntries(entries, { maxEntries: 12 })).resolves.toBeDefined();
  });

  it('leaves out a file that is too large and goes on', async () => {
    const { files, problems } = await unpackEntries([{ path: 'big', content: 'x'.repeat(5000) }, { path: 'ok', content: 'x' }], { maxFileSize: 4999 });
    expect(files).toEqual(['ok']);
    expect(problems).toMatchObject([{ path: 'big' }]);
  });

  it('stops at too much in all', async () => {
    const entries = Array.from({ length: 20 }, (_, index) => ({ path: `f${index}`, content: 'x'.repeat(100_000) }));
    await expect(unpackEntries(entries, { maxTotalSize: 1_000_000 })).rejects.toThrow(/unpacks to more than 1 MiB/);
  });

  it('stops at a bomb', async () => {
    const bomb = gzipSync(tar([{ path: 'zeros', content: Buffer.alloc(20_000_000) }]));
    await expect(unpack(bomb, { ratioFrom: 1_000_000 }, true)).rejects.toThrow(/more than 200 times its size/);
  });

  it('does not open a second layer of compression', async () => {
    await expect(unpack(gzipSync(gzipSync(tar([{ path: 'a', content: 'x' }]))), {}, true)).rejects.toThrow('compressed twice');
  });

  it.each([
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)), false],
    ['nothing', Buffer.alloc(0), false],
    ['a cut archive', tar([{ path: 'a', content: 'x'.repeat(5000) }]).subarray(0, 2000), false],
    ['a cut stream', gzipSync(tar([{ path: 'a', content: 'x'.repeat(5000) }])).subarray(0, 60), true],
    ['a header changed', Buffer.concat([Buffer.from('Q'), tar([{ path: 'a', content: 'x' }]).subarray(1)]), false],
  ])('says of %s that it is corrupt', async (_name, bytes, compressed) => {
    await expect(unpack(bytes, {}, compressed)).rejects.toThrow(/^a\.tar: corrupt archive/);
  });

  it('does not let names write to the terminal', async () => {
    const { problems } = await unpackEntries([{ path: 'a\u001b[2J/b', content: 'x' }]);
    expect(problems).toEqual([{ path: 'a?[2J/b', reason: 'unsafe path, not unpacked' }]);
  });

  it('survives any change to an archive', async () => {
    const archive = tar([{ path: 'a/b.js', content: 'f();' }, { path: 'a/c.js', content: 'g();'.repeat(300) }]);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
      const changed = Buffer.from(archive);
      for (const [at, byte] of changes) changed[at] = byte;
      await unpack(changed).catch((error: Error) => expect(error.name).toBe('SourceError'));
    }), { numRuns: 60 });
  });
});

describe('safeEntryPath', () => {
  it('never leads out, for any path', () => {
    const segment = fc.oneof(fc.constantFrom('..', '.', '', '...', 'a', 'C:', '~'), fc.string({ maxLength: 4 }));
    fc.assert(fc.property(fc.array(segment, { maxLength: 6 }), fc.constantFrom<NodeJS.Platform>('linux', 'win32'), (segments, platform) => {
      const path = segments.join('/');
      const safe = safeEntryPath(path, platform);
      if (leadsOut(path)) expect(safe).toBeNull();
      if (safe === null) return;
      expect(safe).not.toMatch(/^\/|\\/);
      expect(safe.split('/').some((part) => part === '' || part === '.' || part === '..')).toBe(false);
    }), { numRuns: 1000 });
  });

  it('refuses devices and streams where there are such', () => {
    expect(safeEntryPath('a/aux.c', 'win32')).toBeNull();
    expect(safeEntryPath('a/b:c', 'win32')).toBeNull();
    expect(safeEntryPath('a/aux.c', 'linux')).toBe('a/aux.c');
  });
});

