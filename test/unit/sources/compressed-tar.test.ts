import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackAs } from './archive-space.ts';
import { tar } from './tar-builder.ts';

// The fixtures were packed with GNU tar and compressed with xz -9, bzip2 and zstd -19 from files that we wrote: `sample` a small package,
// `streams` the same cut in two and compressed one by one, `zeros` a file of 20 MB without content;
// `sha256` and `filter` with xz --check=sha256 and --x86.
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/archives', name));
const ENDINGS = ['tar.xz', 'tar.bz2', 'tar.zst'] as const;

describe.each(ENDINGS)('unpackArchive of a %s archive', (ending) => {
  it.each(['sample', 'streams'])('gives back what was packed (%s)', async (stem) => {
    const { kind, folder, files, problems } = await unpackAs(`${stem}.${ending}`, fixture(`${stem}.${ending}`));
    expect([kind, problems]).toEqual([ending, []]);
    expect(files).toEqual(['thing-1.0', 'thing-1.0/lib', 'thing-1.0/lib/total.js', 'thing-1.0/lib/words.txt', 'thing-1.0/package.json']);
    expect(readFileSync(join(folder, 'thing-1.0/lib/total.js'), 'utf8')).toBe('exports.total = (list) => list.reduce((sum, n) => sum + n, 0);\n');
    expect(readFileSync(join(folder, 'thing-1.0/lib/words.txt'), 'utf8')).toMatch(/^((tide|gauge|harbour|level|reading|station|metre|buoy) ){6000}$/);
  });

  it('stops at a bomb, and goes on with the next archive', async () => {
    const bomb = unpackAs('zeros', fixture(`zeros.${ending}`), { ratioFrom: 1_000_000 });
    await expect(bomb).rejects.toThrow('zeros: it unpacks to more than 200 times its size, as only harmful archives do. If you trust it, unpack it yourself and name the folder.');
    await expect(unpackAs('a', fixture(`sample.${ending}`))).resolves.toMatchObject({ problems: [] });
  });

  it('stops at too much in all', async () => {
    await expect(unpackAs('zeros', fixture(`zeros.${ending}`), { maxTotalSize: 5_000_000 })).rejects.toThrow('zeros: it unpacks to more than 5 MiB.');
  });

  it('says of a cut archive that it ends too early', async () => {
    const whole = fixture(`sample.${ending}`);
    for (const share of [0.2, 0.5, 0.9]) {
      await expect(unpackAs('cut', whole.subarray(0, whole.length * share))).rejects.toThrow('cut: corrupt archive (it ends too early). Fetch or pack it again.');
    }
  });

  it('says of an archive that something else follows that it is corrupt', async () => {
    await expect(unpackAs('a', Buffer.concat([fixture(`sample.${ending}`), Buffer.from('something else follows')]))).rejects.toThrow(/^a: corrupt archive \(.+\)\. Fetch or pack it again\.$/);
  });

  it('survives any change to an archive, one after the other and at once', async () => {
    const whole = fixture(`sample.${ending}`);
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 6, max: whole.length - 1 }), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
      const changed = Buffer.from(whole);
      for (const [at, byte] of changes) changed[at] = byte;
      await Promise.all([changed, changed].map((bytes) => unpackAs('a', bytes).catch((error: Error) => expect(error.name).toBe('SourceError'))));
    }), { numRuns: 30 });
    await expect(unpackAs('a', whole)).resolves.toMatchObject({ problems: [] });
  }, 30_000);
});

describe('xz with what is not supported', () => {
  it.each([['the check SHA-256', 'sha256.tar.xz'], ['a filter', 'filter.tar.xz']])('is refused with a hint: %s', async (_name, file) => {
    await expect(unpackAs(file, fixture(file))).rejects.toThrow(`${file}: it is compressed by xz with the check SHA-256 or with a filter, neither of which is supported. Uncompress it yourself and name the .tar.`);
  });
});

describe('Zstandard from hands that lie', () => {
  const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
  const frame = (header: readonly number[], ...blocks: readonly (readonly number[])[]) => Buffer.from([...MAGIC, ...header, ...blocks.flat()]);
  /** A block that repeats one byte. */
  const repeat = (size: number, isLast: boolean) => [(size << 3 | 2 | (isLast ? 1 : 0)) & 255, size >> 5 & 255, size >> 13, 0];

  it.each<[string, Buffer, string]>([
    ['a window of 2 GiB', frame([0, 0xa8], repeat(10, true)), 'asks for more than 128 MiB of memory'],
    ['a content of 2^60 bytes in one segment', frame([0xe0, 0, 0, 0, 0, 0, 0, 0, 16], repeat(10, true)), 'asks for more than 128 MiB of memory'],
    ['a second frame with a window of 2 GiB', Buffer.concat([fixture('sample.tar.zst'), frame([0, 0xa8], repeat(10, true))]), 'asks for more than 128 MiB of memory'],
    ['a dictionary', frame([1, 0x58, 7], repeat(10, true)), 'is compressed by zstd with a dictionary of its own'],
  ])('is refused: %s', async (_name, bytes, reason) => {
    await expect(unpackAs('a.tar.zst', bytes)).rejects.toThrow(`a.tar.zst: it ${reason}. Uncompress it yourself and name the .tar.`);
  });

  it.each<[string, Buffer, string]>([
    ['a block of 2 MiB', frame([0, 0x58], repeat(2 ** 21 - 1, true)), 'a block is too large'],
    ['no end', frame([0, 0x58], repeat(1000, false)), 'it ends too early'],
  ])('is corrupt: %s', async (_name, bytes, reason) => {
    await expect(unpackAs('a.tar.zst', bytes)).rejects.toThrow(`a.tar.zst: corrupt archive (${reason}). Fetch or pack it again.`);
  });

  it('may hold what has to be skipped, and blocks that are not compressed', async () => {
    const content = tar([{ path: 'a', content: 'x' }]);
    const raw = [content.length << 3 & 255, content.length >> 5 & 255, content.length >> 13].map((byte, at) => at === 0 ? byte | 1 : byte);
    const skipped = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const bytes = Buffer.concat([frame([0, 0x58], raw), content, skipped]);
    expect((await unpackAs('a', bytes)).files).toEqual(['a']);
  });
});
