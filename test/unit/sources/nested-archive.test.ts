import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackAs } from './archive-space.ts';
import { ar } from './ar-builder.ts';
import { tar } from './tar-builder.ts';
import type { TarEntry } from './tar-builder.ts';
import { zip } from './zip-builder.ts';

const gz = (entries: readonly TarEntry[]) => gzipSync(tar(entries));
const METADATA = gzipSync('name: thing\n');
const gem = (data: readonly TarEntry[], metadata: Uint8Array = METADATA) => tar([{ path: 'metadata.gz', content: metadata }, { path: 'data.tar.gz', content: gz(data) }, { path: 'checksums.yaml.gz', content: gzipSync('') }]);
const deb = (data: Uint8Array, control = gz([{ path: './control', content: 'Package: thing\n' }])) => ar([['debian-binary', '2.0\n'], ['control.tar.gz', control], ['data.tar.gz', data]]);

describe('a gem', () => {
  it('is its data, with its metadata aside', async () => {
    const { kind, files, about, problems, left } = await unpackAs('thing-1.0.gem', gem([{ path: 'lib/thing.rb', content: 'x' }, { path: 'link', type: '2', link: '/etc' }]));
    expect({ kind, files, problems, left }).toEqual({ kind: 'gem', files: ['lib', 'lib/thing.rb'], problems: [], left: ['about', 'data'] });
    expect(readFileSync(join(about ?? '', 'metadata'), 'utf8')).toBe('name: thing\n');
  });

  it('is refused where its data lead out, or are a bomb, or too many', async () => {
    await expect(unpackAs('a.gem', gem([{ path: '../../escaped', content: 'x' }]))).rejects.toThrow('a.gem: it has an entry that leads out of its folder (../../escaped)');
    await expect(unpackAs('a.gem', gem([{ path: 'a', content: Buffer.alloc(20_000_000) }]), { ratioFrom: 1_000_000 })).rejects.toThrow('a.gem: it unpacks to more than');
    await expect(unpackAs('a.gem', gem(Array.from({ length: 10 }, (_, n) => ({ path: `f${n}` }))), { maxEntries: 12 })).rejects.toThrow('a.gem: it has more than 12 entries');
  });

  it.each<[string, Buffer, string]>([
    ['no data', tar([{ path: 'metadata.gz', content: METADATA }]), 'a gem without data.tar.gz or metadata.gz'],
    ['metadata that are no gzip', gem([{ path: 'a' }], Buffer.from('name: thing')), 'metadata.gz: incorrect header check'],
    ['metadata that are a bomb', gem([{ path: 'a' }], gzipSync(Buffer.alloc(10_000_000))), 'metadata.gz: Cannot create a Buffer larger than 4194304 bytes'],
    ['metadata that are endless', gem([{ path: 'a' }], Buffer.alloc(5_000_000)), 'metadata.gz is too large'],
    ['data that are no gzip', tar([{ path: 'metadata.gz', content: METADATA }, { path: 'data.tar.gz', content: 'x'.repeat(100) }]), 'incorrect header check'],
  ])('with %s is corrupt', async (_name, bytes, reason) => {
    await expect(unpackAs('a.gem', bytes)).rejects.toThrow(`a.gem: corrupt archive (${reason}`);
  });
});

describe('a Debian package', () => {
  it('is its data, with its control files aside', async () => {
    const { kind, files, about, problems } = await unpackAs('thing_1.0_all.deb', deb(gz([{ path: './', type: '5' }, { path: './usr/share/doc/thing/copyright', content: 'x' }])));
    expect({ kind, files: files.at(-1), problems }).toEqual({ kind: 'deb', files: 'usr/share/doc/thing/copyright', problems: [] });
    expect(readFileSync(join(about ?? '', 'control'), 'utf8')).toBe('Package: thing\n');
  });

  it.each(['xz', 'zst', 'bz2'])('may be compressed as %s', async (ending) => {
    const data = readFileSync(join(import.meta.dirname, '../../fixtures/archives', `sample.tar.${ending}`));
    const bytes = ar([['debian-binary', '2.0\n'], ['control.tar', tar([{ path: 'control', content: 'Package: thing\n' }])], [`data.tar.${ending}`, data]]);
    expect((await unpackAs('a.deb', bytes)).files).toContain('thing-1.0/lib/total.js');
  });

  it('is refused where its data lead out', async () => {
    await expect(unpackAs('a.deb', deb(gz([{ path: './../escaped', content: 'x' }])))).rejects.toThrow('a.deb: it has an entry that leads out of its folder (./../escaped)');
    await expect(unpackAs('a.deb', deb(gz([]), gz([{ path: '/etc/cron.d/x', content: 'x' }])))).rejects.toThrow('leads out of its folder (/etc/cron.d/x)');
  });

  const whole = deb(gz([{ path: 'a', content: 'x' }]));
  it.each<[string, Buffer, string]>([
    ['no data', ar([['debian-binary', '2.0\n'], ['control.tar.gz', gz([{ path: 'control' }])]]), 'a Debian package without data.tar'],
    ['no members', ar([['debian-binary', '2.0\n']]), 'a Debian package without control.tar'],
    ['a member that is cut off', whole.subarray(0, whole.length - 20), 'data.tar.gz is cut off'],
    ['a size that is no number', ar([['debian-binary', '2.0\n'], ['control.tar.gz', 'x', '-1']]), 'a header is broken'],
    ['a size that is too large', ar([['debian-binary', '2.0\n'], ['control.tar.gz', 'x', '9999999999']]), 'control.tar.gz is cut off'],
    ['very many members', ar(Array.from({ length: 40 }, () => ['debian-binary', ''] as const)), 'too many members'],
  ])('with %s is corrupt', async (_name, bytes, reason) => {
    await expect(unpackAs('a.deb', bytes)).rejects.toThrow(`a.deb: corrupt archive (${reason}). Fetch or pack it again.`);
  });

  it('says what to do about data compressed as nobody does any more', async () => {
    await expect(unpackAs('a.deb', ar([['debian-binary', '2.0\n'], ['control.tar.gz', gz([{ path: 'control' }])], ['data.tar.lzma', '\u005d\0\0']])))
      .rejects.toThrow('a.deb: data.tar.lzma in it is compressed in a way that is not supported. Unpack it yourself (dpkg-deb -x) and name the folder.');
  });
});

describe('archives in other archives', () => {
  it('stay archives', async () => {
    const inner = zip([{ path: '../x', content: 'x' }]);
    expect((await unpackAs('a', tar([{ path: 'lib/inner.jar', content: inner }]))).files).toEqual(['lib', 'lib/inner.jar']);
    expect((await unpackAs('a', zip([{ path: 'lib/inner.jar', content: inner }]))).files).toEqual(['lib', 'lib/inner.jar']);
  });
});
