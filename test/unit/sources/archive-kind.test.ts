import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveKind } from '../../../src/sources/archive/archive-kind.ts';
import { ar } from './ar-builder.ts';
import { tar } from './tar-builder.ts';
import { tree } from './tree.ts';
import { zip } from './zip-builder.ts';

const kindOf = (name: string, content: string | Uint8Array) => archiveKind(join(tree({ [name]: content }), name));

describe('archiveKind', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a.tgz', gzipSync(tar([{ path: 'a' }])), 'tar.gz'], ['thing', gzipSync(''), 'tar.gz'], ['a.zip', gzipSync(''), 'tar.gz'], ['a.js', tar([{ path: 'a' }]), 'tar'],
    ['a.tar.gz', tar([{ path: 'a' }]), 'tar'], ['a', zip([{ path: 'a' }]), 'zip'], ['a.whl', zip([]), 'zip'], ['a.tgz', zip([{ path: 'a' }]), 'zip'],
    ['a.bin', ar([['debian-binary', '2.0\n']]), 'deb'], ['a.tar', tar([{ path: 'metadata.gz' }]), 'gem'], ['a.tar', tar([{ path: 'data.tar.gz' }]), 'gem'],
    ['x', 'BZh91AY', 'tar.bz2'], ['x', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'tar.xz'], ['x', Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), 'tar.zst'],
  ])('%s is what it holds', async (name, content, kind) => expect(await kindOf(name, content)).toBe(kind));

  it.each(['a.js', 'README', 'a.min.js', 'lib.a'])('%s with a text in it is no archive', async (name) => {
    expect(await kindOf(name, 'PKzip is a program\n'.repeat(100))).toBeNull();
    expect(await kindOf(name, '')).toBeNull();
  });

  it('a library of object files is no archive of sources', async () => {
    expect(await kindOf('lib.a', ar([['a.o/', 'x']]))).toBeNull();
  });

  it.each([['a.jar', 'zip'], ['a.crate', 'tar'], ['a.deb', 'deb'], ['a.gem', 'gem'], ['a.tar.xz', 'tar'], ['a.nupkg', 'zip']])('%s with something else in it is taken at its word', async (name, kind) => {
    expect(await kindOf(name, '<!DOCTYPE html><title>Not found</title>')).toBe(kind);
  });

  it.each([['a.7z', '7z\u00bc\u00af\u0027\u001c', '7z'], ['a', 'Rar!\u001a\u0007', 'rar'], ['a.rpm', '', '.rpm'], ['a.tar.lzma', 'x', '.tar.lzma'], ['a.iso', '', '.iso']])('%s is one that is not read', async (name, content, unsupported) => {
    expect(await kindOf(name, Buffer.from(content, 'latin1'))).toEqual({ unsupported });
  });
});
