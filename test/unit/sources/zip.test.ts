import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNPACK_LIMITS } from '../../../src/sources/archive/limits.ts';
import type { UnpackLimits } from '../../../src/sources/archive/limits.ts';
import { unpackArchive } from '../../../src/sources/archive/unpack.ts';
import { removeAfterTest, tree } from './tree.ts';
import { zip } from './zip-builder.ts';
import type { ZipEntry } from './zip-builder.ts';

async function unpack(archive: Uint8Array, limits: Partial<UnpackLimits> = {}) {
  const file = join(tree({ 'a.zip': archive }), 'a.zip');
  // Two levels below the temporary folder, so that one could see an escape.
  const outer = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  removeAfterTest(outer);
  const target = mkdtempSync(join(outer, 'target-'));
  try {
    const { problems } = await unpackArchive('a.zip', file, 'zip', target, { ...UNPACK_LIMITS, ...limits });
    return { target, files: readdirSync(target, { recursive: true }).map(String).sort(), problems };
  } finally {
    expect(readdirSync(outer)).toHaveLength(1);
  }
}

const unpackEntries = (entries: readonly ZipEntry[], limits: Partial<UnpackLimits> = {}) => unpack(zip(entries), limits);
const HARMFUL = 'If you trust it, unpack it yourself and name the folder.';

describe('unpackArchive of a zip archive', () => {
  it('unpacks stored and deflated files, names in UTF-8 and with the separators of Windows', async () => {
    const { target, files, problems } = await unpackEntries([
      { path: 'a/', content: '' }, { path: 'a/stored.js', content: 'f();' }, { path: 'a/b/ü.js', content: 'x'.repeat(100_000), deflate: true }, { path: 'win\\dows.cs', content: 'y', mode: 0o100644 }, { path: 'empty', deflate: true },
    ]);
    expect(files).toEqual(['a', 'a/b', 'a/b/ü.js', 'a/stored.js', 'empty', 'win', 'win/dows.cs']);
    expect(readFileSync(join(target, 'a/b/ü.js'), 'utf8')).toBe('x'.repeat(100_000));
    expect(problems).toEqual([]);
  });

  it('unpacks an empty archive', async () => {
    expect(await unpackEntries([])).toMatchObject({ files: [], problems: [] });
  });

  it.each(['../escaped', 'a/../../escaped', '/tmp/nearcopy-escaped', 'C:\\escaped', '..\\escaped', 'a\0/../b', '\\\\host\\share'])('refuses an archive with the path %j', async (path) => {
    await expect(unpackEntries([{ path: 'ok', content: 'x' }, { path, content: 'x' }])).rejects.toThrow(/^a\.zip: it has an entry that leads out of its folder \(.+\), as only harmful archives do\. If you trust it, unpack it yourself and name the folder\.$/);
    expect(existsSync('/tmp/nearcopy-escaped')).toBe(false);
  });

  it('refuses a path that only the extra field with the name in Unicode has', async () => {
    const raw = Buffer.from('harmless');
    const name = Buffer.from('../escaped');
    const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), name]);
    data.writeUInt32LE(crc32(raw), 1);
    const field = Buffer.concat([Buffer.from([0x75, 0x70, data.length, 0]), data]);
    await expect(unpackEntries([{ path: raw, content: 'x', flags: 0, extra: field }])).rejects.toThrow('leads out of its folder (../escaped)');
  });

  it('makes no links, devices and folders of other modes, and writes through none', async () => {
    const { files, problems } = await unpackEntries([
      { path: 'link', content: '/tmp', mode: 0o120777 }, { path: 'link/nearcopy-escaped', content: 'x' }, { path: 'pipe', mode: 0o010644 }, { path: 'device', mode: 0o020644 }, { path: 'folder', mode: 0o040755 }, { path: 'ok', content: 'x' },
    ]);
    expect(files).toEqual(['link', 'link/nearcopy-escaped', 'ok']);
    expect(problems).toEqual([{ path: 'pipe', reason: 'not a regular file, not unpacked' }, { path: 'device', reason: 'not a regular file, not unpacked' }]);
    expect(existsSync('/tmp/nearcopy-escaped')).toBe(false);
  });

  it('keeps the first of several entries of one path', async () => {
    const { target, problems } = await unpackEntries([{ path: 'META-INF/LICENSE', content: '1' }, { path: 'META-INF/LICENSE', content: '2' }]);
    expect(readFileSync(join(target, 'META-INF/LICENSE'), 'utf8')).toBe('1');
    expect(problems).toEqual([{ path: 'META-INF/LICENSE', reason: 'a second entry of the same path, not unpacked' }]);
  });

  it('reports a file in the place of a folder, and names that differ only in case where they are one', async () => {
    const { files, problems } = await unpackEntries([{ path: 'a', content: '1' }, { path: 'a/b', content: '2' }, { path: 'C', content: '3' }, { path: 'c', content: '4' }]);
    const isSensitive = existsSync(import.meta.dirname) && !existsSync(import.meta.dirname.toUpperCase());
    expect(files).toEqual(isSensitive ? ['C', 'a', 'c'] : ['C', 'a']);
    expect(problems.map(({ path }) => path)).toEqual(isSensitive ? ['a/b'] : ['a/b', 'c']);
  });

  it('leaves out what is compressed in another way, and what is too large', async () => {
    const { files, problems } = await unpackEntries([{ path: 'lzma', content: 'x', method: 14 }, { path: 'big', content: 'x'.repeat(2000), deflate: true }, { path: 'ok', content: 'x' }], { maxFileSize: 1999 });
    expect(files).toEqual(['ok']);
    expect(problems).toEqual([{ path: 'lzma', reason: 'compressed in a way that is not supported (method 14), not unpacked' }, { path: 'big', reason: 'larger than 0 MiB, not unpacked' }]);
  });

  it('refuses an encrypted archive', async () => {
    await expect(unpackEntries([{ path: 'a', content: 'thirteenbytes', size: 1, flags: 0x801 }])).rejects.toThrow('a.zip: it is encrypted. Decrypt it, or unpack it yourself and name the folder.');
  });

  it('refuses entries that lie over each other', async () => {
    const kernel = { path: 'a', content: Buffer.alloc(1_000_000), deflate: true };
    await expect(unpackEntries([kernel, { ...kernel, path: 'b', offset: 0 }, { ...kernel, path: 'c', offset: 0 }])).rejects.toThrow(`a.zip: it has entries that lie over each other, as only harmful archives do. ${HARMFUL}`);
    const apart = [kernel, { path: 'b', content: 'x' }];
    expect((await unpackEntries(apart)).files).toEqual(['a', 'b']);
    await expect(unpackEntries([{ ...kernel, compressedSize: deflateRawSync(kernel.content).length + 1 }, apart[1]])).rejects.toThrow('lie over each other');
  });

  it('stops at too many entries before it reads one', async () => {
    await expect(unpackEntries(Array.from({ length: 12 }, (_, index) => ({ path: `f${index}/` })), { maxEntries: 11 })).rejects.toThrow(`a.zip: it has more than 11 entries. ${HARMFUL}`);
    await expect(unpack(zip([{ path: 'a' }], { entries: 60_000 }), { maxEntries: 50_000 })).rejects.toThrow('more than 50000 entries');
  });

  it('refuses a million entries', async () => {
    await expect(unpack(millionEntries())).rejects.toThrow(`a.zip: it has more than 200000 entries. ${HARMFUL}`);
  });

  it('stops at too much in all, by what the directory says', async () => {
    const entries = Array.from({ length: 20 }, (_, index) => ({ path: `f${index}`, content: Buffer.alloc(100_000, 'ab'), deflate: true }));
    await expect(unpackEntries(entries, { maxTotalSize: 1_000_000 })).rejects.toThrow(`a.zip: it unpacks to more than 1 MiB. ${HARMFUL}`);
  });

  it('stops at a bomb', async () => {
    const entries = Array.from({ length: 4 }, (_, index) => ({ path: `f${index}`, content: Buffer.alloc(5_000_000), deflate: true }));
    await expect(unpackEntries(entries, { ratioFrom: 1_000_000 })).rejects.toThrow(`a.zip: it unpacks to more than 200 times its size, as only harmful archives do. ${HARMFUL}`);
  });

  it.each<[string, ZipEntry]>([
    ['more than it says', { path: 'a', content: Buffer.alloc(5_000_000), deflate: true, size: 10 }],
    ['less than it says', { path: 'a', content: 'x'.repeat(100), deflate: true, size: 1000 }],
    ['another checksum', { path: 'a', content: 'x', crc: 1 }],
    ['stored in another size', { path: 'a', content: 'xyz', size: 2 }],
    ['data beyond the end', { path: 'a', content: 'x', compressedSize: 100_000, size: 100_000 }],
    ['a header beyond the end', { path: 'a', content: 'x', offset: 100_000 }],
    ['a size only for zip64, which is not there', { path: 'a', content: 'x', size: 0xffffffff, compressedSize: 0xffffffff }],
    ['a zip64 field that lies', { path: 'a', content: 'x', size: 0xffffffff, compressedSize: 0xffffffff, extra: zip64(2n ** 60n, 2n ** 60n) }],
    ['a zip64 field that is cut off', { path: 'a', content: 'x', size: 0xffffffff, extra: Buffer.from([1, 0, 4, 0, 1, 1, 1, 1]) }],
    ['broken data', { path: 'a', content: Buffer.from('not deflate'), method: 8, size: 5 }],
  ])('says of an entry with %s that the archive is corrupt', async (_name, entry) => {
    await expect(unpackEntries([{ path: 'ok', content: 'x' }, entry])).rejects.toThrow(/^a\.zip: corrupt archive \(.+\)\. Fetch or pack it again\.$/);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['random bytes', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251))],
    ['a cut archive', zip([{ path: 'a', content: 'x'.repeat(5000) }]).subarray(0, 3000)],
    ['a directory that is shorter than it says', zip([{ path: 'a', content: 'x' }], { entries: 3 })],
  ])('says of %s that it is corrupt', async (_name, bytes) => {
    await expect(unpack(bytes)).rejects.toThrow(/^a\.zip: corrupt archive \(.+\)\. Fetch or pack it again\.$/);
  });

  it('survives any change to an archive', async () => {
    const archive = zip([{ path: 'a/b.js', content: 'f();' }, { path: 'a/c.js', content: 'g();'.repeat(300), deflate: true }]);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
      const changed = Buffer.from(archive);
      for (const [at, byte] of changes) changed[at] = byte;
      await unpack(changed).catch((error: Error) => expect(error.name).toBe('SourceError'));
    }), { numRuns: 100 });
  });
});

/** The extra field with sizes beyond 32 bits. */
function zip64(size: bigint, compressed: bigint): Buffer {
  const field = Buffer.alloc(20);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(size, 4);
  field.writeBigUInt64LE(compressed, 12);
  return field;
}

/** An archive whose directory has a million entries, all of one empty file; their number stands in the record for zip64. */
function millionEntries(): Buffer {
  const one = zip([{ path: 'a' }]);
  const local = one.subarray(0, 31);
  const central = one.subarray(31, 31 + 47);
  const directory = Buffer.concat(Array.from({ length: 1_000_000 }, () => central));
  const record = Buffer.alloc(56);
  record.write('PK\u0006\u0006');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(1_000_000n, 24);
  record.writeBigUInt64LE(1_000_000n, 32);
  record.writeBigUInt64LE(BigInt(directory.length), 40);
  record.writeBigUInt64LE(31n, 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007');
  locator.writeBigUInt64LE(BigInt(31 + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.from(one.subarray(one.length - 22));
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([local, directory, record, locator, end]);
}
