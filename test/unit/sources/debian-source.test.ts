import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNPACK_LIMITS } from '../../../src/sources/archive/limits.ts';
import { sourceEntries } from '../../../src/sources/debian/apt-sources.ts';
import { debianPackage, openDebian, type PackageServer } from '../../../src/sources/debian/debian-source.ts';
import { filesOfDifference, parseSourceControl, partOf } from '../../../src/sources/debian/source-control.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { parsePurl } from '../../../src/sources/package-url.ts';
import { tar } from './tar-builder.ts';
import { tree } from './tree.ts';

describe("the user's package sources, as those of one type", () => {
  it('in lines', () => {
    expect(sourceEntries('# deb http://old x main\ndeb [signed-by=/k.gpg arch=amd64] http://a/debian  stable main # comment\ndeb-src http://a/debian stable main\n\ndeb http://a/debian stable main\nbroken\n', 'list', 'deb-src'))
      .toBe('deb-src [signed-by=/k.gpg arch=amd64] http://a/debian stable main\ndeb-src http://a/debian stable main\n');
    expect(sourceEntries('deb-src [trusted=no] http://a/debian stable main\n', 'list', 'deb')).toBe('deb [trusted=no] http://a/debian stable main\n');
    expect(sourceEntries('', 'list', 'deb-src')).toBe('');
  });

  it('in stanzas', () => {
    const text = 'Types: deb\n# about it\nURIs: http://a/debian\nSuites: stable stable-updates\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n\n\nEnabled: no\ntypes: deb deb-src\nURIs: http://b\n\n# only a comment\n';
    expect(sourceEntries(text, 'deb822', 'deb-src'))
      .toBe('Types: deb-src\nURIs: http://a/debian\nSuites: stable stable-updates\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n\nEnabled: no\nTypes: deb-src\nURIs: http://b\n');
    expect(sourceEntries('# nothing\n', 'deb822', 'deb-src')).toBe('');
  });
});

describe('a control file', () => {
  const sum = 'a'.repeat(64);
  const control = (files: string) => `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nFormat: 3.0 (quilt)\nSource: kit\nVersion: 1:1.2-3\nChecksums-Sha1:\n ${'b'.repeat(40)} 1 kit_1.2.orig.tar.gz\nChecksums-Sha256:\n${files}Files:\n c 1 kit_1.2.orig.tar.gz\n-----BEGIN PGP SIGNATURE-----\n`;

  it('states name, version and files', () => {
    expect(parseSourceControl(control(` ${sum} 12 kit_1.2.orig.tar.gz\n ${sum} 3 kit_1.2-3.debian.tar.xz\n`))).toEqual({
      source: 'kit', version: '1:1.2-3', files: [{ name: 'kit_1.2.orig.tar.gz', size: 12, sha256: sum }, { name: 'kit_1.2-3.debian.tar.xz', size: 3, sha256: sum }],
    });
  });

  it.each(['', ` ${sum} 12 ../kit.tar.gz\n`, ` ${sum} 12 /etc/passwd\n`, ` ${sum} 12 .hidden\n`, ` ${sum} x kit.tar.gz\n`, ` ${sum.slice(1)} 1 kit.tar.gz\n`])('that lists %j is refused', (files) => {
    expect(parseSourceControl(control(files))).toBeNull();
  });

  it('has files of several kinds', () => {
    expect(['kit_1.orig.tar.xz', 'kit_1.orig-extra.tar.gz', 'kit_1-2.debian.tar.xz', 'kit_1-2.diff.gz', 'kit_1.tar.xz', 'kit_1.orig.tar.xz.asc', 'kit_1.dsc'].map(partOf))
      .toEqual([{ kind: 'original' }, { kind: 'component', component: 'extra' }, { kind: 'packaging' }, { kind: 'difference' }, { kind: 'original' }, null, null]);
  });
});

const DIFFERENCE = [
  '--- kit-1.2.orig/kit.c', '+++ kit-1.2/kit.c', '@@ -1 +1 @@', '-int f;', '+int g;',
  '--- kit-1.2.orig/debian/copyright', '+++ kit-1.2/debian/copyright', '@@ -0,0 +1,2 @@', '+It is free.', '+--- dashes', '--- kit-1.2.orig/debian/a/../../x', '+++ kit-1.2/debian/a/../../x', '@@ -0,0 +1 @@', '+x', '',
].join('\n');

it('a difference of the old format makes files below debian/', () => {
  expect(filesOfDifference(DIFFERENCE)).toEqual([{ path: 'debian/copyright', content: 'It is free.\n--- dashes\n' }]);
});

/** A server with one source package, in place of apt. */
describe('openDebian', () => {
  const COPYRIGHT = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Kit\n\nFiles: *\nCopyright: 2001 Somebody\nLicense: Zlib\n';
  const CHANGELOG = 'kit (1.2-3) unstable; urgency=low\n\n  * New.\n\n -- Some Body <s@example.org>  Tue, 05 Jun 2012 10:00:00 +0000\n';
  let files: Record<string, Buffer>;
  let versions: string[];
  let gone: string[];

  const dsc = () => {
    const lines = Object.entries(files).map(([name, content]) => ` ${createHash('sha256').update(content).digest('hex')} ${content.length} ${name}`);
    return `Format: 3.0 (quilt)\nSource: kit\nVersion: 1.2-3\nChecksums-Sha256:\n${lines.join('\n')}\n`;
  };
  const server: PackageServer = {
    excuse: '',
    origins: async () => ['debian'],
    versions: async (name) => (name === 'kit' ? versions : []),
    download: async (_, version, folder) => {
      if (gone.includes(version ?? versions[versions.length - 1])) return false;
      writeFileSync(join(folder, 'kit_1.2-3.dsc'), dsc());
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      return true;
    },
  };
  const open = (spec: string, integrity?: string) => openDebian({ spec, wanted: debianPackage(spec, parsePurl(spec))!, integrity, apt: server, limits: UNPACK_LIMITS, signal: undefined, finish: async (facts) => facts });
  const read = async (spec: string, integrity?: string) => {
    const source = await open(spec, integrity);
    const paths: string[] = [];
    for await (const { path } of source.files()) paths.push(path);
    await source.dispose();
    return { paths, facts: source.facts, notes: source.notes, integrity: source.integrity };
  };

  beforeEach(() => {
    vi.stubEnv('TMPDIR', tree({}, { git: false }));
    versions = ['1.2-3'];
    gone = [];
    files = {
      'kit_1.2.orig.tar.gz': gzipSync(tar([{ path: 'kit-1.2/kit.c', content: 'int f;' }, { path: 'kit-1.2/debian/upstreams-own', content: '' }])),
      'kit_1.2.orig-extra.tar.gz': gzipSync(tar([{ path: 'whatever/e.c', content: 'int e;' }])),
      'kit_1.2-3.debian.tar.gz': gzipSync(tar([{ path: 'debian/copyright', content: COPYRIGHT }, { path: 'debian/changelog', content: CHANGELOG }])),
    };
  });
  afterEach(() => { vi.unstubAllEnvs(); });

  it('unpacks the work and what Debian says of it', async () => {
    expect(await read('pkg:deb/debian/kit')).toEqual({
      paths: ['debian/changelog', 'debian/copyright', 'extra/e.c', 'kit.c'],
      facts: expect.objectContaining({ name: 'Kit', version: '1.2', purl: 'pkg:deb/debian/kit@1.2-3', license: 'Zlib', date: '2012-06-05' }),
      notes: [],
      integrity: `sha256-${createHash('sha256').update(dsc()).digest('base64')}`,
    });
  });

  it('takes what Debian says from a difference, too', async () => {
    files = { 'kit_1.2.orig.tar.gz': files['kit_1.2.orig.tar.gz'], 'kit_1.2-3.diff.gz': gzipSync(DIFFERENCE) };
    expect((await read('pkg:deb/debian/kit@1.2-3')).paths).toEqual(['debian/copyright', 'debian/upstreams-own', 'kit.c']);
  });

  it('takes the current version where the one asked for is gone, and says so', async () => {
    const stated = `sha256-${createHash('sha256').update('of the old one').digest('base64')}`;
    expect((await read('pkg:deb/debian/kit@1.2-1')).notes).toEqual(['version 1.2-1 is gone; took 1.2-3']);
    expect((await read('pkg:deb/debian/kit@1.2-1', stated)).notes).toEqual(['version 1.2-1 is gone; took 1.2-3, to which the stated integrity does not apply']);
    await expect(open('pkg:deb/debian/kit@1.2-3', stated)).rejects.toThrow('it is not the same package');
  });

  it('takes an older version where the server lacks the one that its list names', async () => {
    versions = ['1.2-3', '1.2-9'];
    gone = ['1.2-9'];
    expect((await read('pkg:deb/debian/kit')).facts.purl).toBe('pkg:deb/debian/kit@1.2-3');
    gone = versions;
    await expect(open('pkg:deb/debian/kit')).rejects.toThrow('the server has none of the versions that its list names (1.2-3, 1.2-9)');
  });

  it('says what is wrong', async () => {
    await expect(open('pkg:deb/ubuntu/kit')).rejects.toThrow('your apt has no source packages of ubuntu, but of debian.');
    await expect(open('pkg:deb/debian/kat')).rejects.toThrow('there is no source package kat in your package sources.');
    const { download } = server;
    const changed: PackageServer = { ...server, download: async (name, version, folder) => {
      await download(name, version, folder);
      writeFileSync(join(folder, 'kit_1.2-3.debian.tar.gz'), gzipSync(tar([{ path: 'debian/copyright', content: 'changed' }])));
      return true;
    } };
    await expect(openDebian({ spec: 'it', wanted: { distribution: 'debian', name: 'kit', version: null, architecture: 'source' }, integrity: undefined, apt: changed, limits: UNPACK_LIMITS, signal: undefined, finish: async (facts) => facts }))
      .rejects.toThrow("it: kit_1.2-3.debian.tar.gz is not the file that the package's control file states (sha256 differs)");
  });

  it.each(['x%22%3B%20APT::Update::Pre-Invoke%20%7B%22touch%20trap%22%7D%3B', '-o', 'x%0ay', 'AMD64'])('lets no architecture such as %s near the configuration of apt', async (architecture) => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(openSource(`pkg:deb/debian/kit?arch=${architecture}`)).rejects.toThrow('is not an architecture');
  });

  it('needs apt', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(openSource('pkg:deb/debian/kit')).rejects.toThrow('pkg:deb/debian/kit: apt-get was not found: Debian packages can only be fetched on a Debian system');
  });
});
