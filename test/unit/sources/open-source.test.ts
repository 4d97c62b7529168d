import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSource } from '../../../src/sources/open-source.ts';
import type { OpenOptions } from '../../../src/sources/open-source.ts';
import { SourceError } from '../../../src/sources/source.ts';
import { isSuperuser, makeUnreadable, tree } from './tree.ts';
import { tar } from './tar-builder.ts';

const PACKAGE = JSON.stringify({ name: 'thing', version: '1.2.3', license: 'MIT' });

async function read(spec: string, options: OpenOptions = {}) {
  const source = await openSource(spec, options);
  const files: Record<string, string> = {};
  for await (const file of source.files()) {
    const bytes = await file.bytes();
    expect(bytes.length).toBe(file.size);
    files[file.path] = Buffer.from(bytes).toString('utf8');
  }
  await source.dispose();
  await source.dispose();
  return { source, files, facts: source.facts, problems: source.problems };
}

/** A folder for temporary files in which nobody else works. */
function ownTemporaryFolder(): string {
  const folder = tree({}, { git: false });
  vi.stubEnv('TMPDIR', folder);
  return folder;
}

afterEach(() => { vi.unstubAllEnvs(); });

describe('openSource of a folder', () => {
  it('reads its files and facts', async () => {
    const root = tree({ 'package.json': PACKAGE, 'lib/a.js': 'f();', 'test/b.js': '' });
    const { source, files, facts } = await read(root);
    expect(source.spec).toBe(root);
    expect(files).toEqual({ 'lib/a.js': 'f();', 'package.json': PACKAGE, 'test/b.js': '' });
    expect(facts).toMatchObject({ name: 'thing', version: '1.2.3', purl: 'pkg:npm/thing@1.2.3', license: 'MIT' });
  });

  it('is found relative to the working directory', async () => {
    const root = tree({ 'x/a.js': '', 'x/.git/HEAD': '' });
    expect(await read('x', { cwd: root })).toMatchObject({ source: { spec: 'x' }, files: { 'a.js': '' }, facts: { name: 'x', license: 'NOASSERTION', licenseSource: null, purl: null } });
  });

  it('may be named through a symbolic link', async () => {
    const root = tree({ 'real/a.js': '1' });
    symlinkSync(join(root, 'real'), join(root, 'linked'));
    expect((await read(join(root, 'linked'))).files).toEqual({ 'a.js': '1' });
  });

  it('says so when it is not there, and when it vanishes', async () => {
    await expect(openSource('/nowhere/at/all')).rejects.toThrow(/^\/nowhere\/at\/all: does not exist\. Check the path/);
    const root = tree({ 'x/a.js': '' });
    const source = await openSource(join(root, 'x'));
    rmSync(join(root, 'x'), { recursive: true });
    await expect(async () => { for await (const file of source.files()) await file.bytes(); }).rejects.toThrow('does not exist. Was the folder moved or removed?');
  });

  it('says which file vanished', async () => {
    const root = tree({ 'a.js': '' });
    const source = await openSource(root);
    await expect(async () => {
      for await (const file of source.files()) {
        rmSync(join(root, 'a.js'));
        await file.bytes();
      }
    }).rejects.toThrow(`${root}: a.js can't be read: does not exist`);
  });

  it.skipIf(isSuperuser)('reports what may not be read and goes on', async () => {
    const root = tree({ 'a/x.js': '', 'b/y.js': '' });
    makeUnreadable(join(root, 'a'));
    const { files, problems } = await read(root);
    expect(Object.keys(files)).toEqual(['b/y.js']);
    expect(problems).toEqual([{ path: 'a', reason: 'permission denied' }]);
    await expect(openSource(join(root, 'a'))).rejects.toThrow('permission denied');
  });
});

describe('openSource of a file', () => {
  it('is one file by its base name, with the facts that lie beside it', async () => {
    const root = tree({ 'package.json': PACKAGE, 'lib/a.js': 'f();', 'lib/b.js': '' });
    const { files, facts } = await read(join(root, 'lib/a.js'));
    expect(files).toEqual({ 'a.js': 'f();' });
    expect(facts).toMatchObject({ name: 'thing', version: '1.2.3' });
  });

  it('is named by itself where there are no metadata', async () => {
    const root = tree({ 'lib/a.js': '' });
    expect((await read(join(root, 'lib/a.js'))).facts).toMatchObject({ name: 'a.js', version: null, license: 'NOASSERTION' });
  });
});

describe('openSource of an archive', () => {
  const wrapped = tar([{ path: 'package/package.json', content: PACKAGE }, { path: 'package/a.js', content: 'f();' }]);

  it('reads below the folder that wraps everything, and removes what it unpacked', async () => {
    const temporary = ownTemporaryFolder();
    for (const [name, bytes] of [['x.tgz', gzipSync(wrapped)], ['x.tar', wrapped], ['x.tar.gz', gzipSync(wrapped)], ['x.tgz', wrapped]] as const) {
      const root = tree({ [name]: bytes });
      const { files, facts } = await read(join(root, name));
      expect(files).toEqual({ 'a.js': 'f();', 'package.json': PACKAGE });
      expect(facts).toMatchObject({ name: 'thing', version: '1.2.3', license: 'MIT' });
      rmSync(root, { recursive: true });
    }
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('takes no facts from around the archive, and the name from its own', async () => {
    const root = tree({ 'package.json': PACKAGE, 'curl-8.1.0.tar.gz': gzipSync(tar([{ path: 'a.c', content: '' }, { path: 'b/c.c', content: '' }])) });
    const { files, facts } = await read(join(root, 'curl-8.1.0.tar.gz'));
    expect(Object.keys(files)).toEqual(['a.c', 'b/c.c']);
    expect(facts).toMatchObject({ name: 'curl', version: '8.1.0', license: 'NOASSERTION' });
  });

  it('reports what it left out', async () => {
    const root = tree({ 'x.tar': tar([{ path: 'pipe', type: '6' }, { path: 'a.js', content: '' }]) });
    expect((await read(join(root, 'x.tar'))).problems).toEqual([{ path: 'pipe', reason: 'not a regular file, not unpacked' }]);
  });

  it('says so where it is corrupt, and leaves nothing behind', async () => {
    const file = join(tree({ 'x.tgz': gzipSync(wrapped).subarray(0, 50) }), 'x.tgz');
    const temporary = ownTemporaryFolder();
    await expect(openSource(file)).rejects.toThrow(`${file}: corrupt archive`);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.each(['x.zip', 'x.tar.bz2', 'x.jar', 'x.whl', 'x.deb', 'x.gem'])('says so where %s is something else, and leaves nothing behind', async (name) => {
    const file = join(tree({ [name]: '<!DOCTYPE html>' }), name);
    const temporary = ownTemporaryFolder();
    await expect(openSource(file)).rejects.toThrow(`${file}: corrupt archive`);
    expect([existsSync(file), readdirSync(temporary)]).toEqual([true, []]);
  });

  it.each(['x.rar', 'x.7z', 'x.rpm'])('says that %s is not supported', async (name) => {
    await expect(openSource(join(tree({ [name]: '' }), name))).rejects.toThrow('are not supported. Unpack it and name the folder, or pack it as .tar.gz.');
  });

  it('leaves nothing behind of one that is harmful', async () => {
    const file = join(tree({ 'x.tgz': gzipSync(tar([{ path: 'a.js', content: '' }, { path: '../x', content: '' }])) }), 'x.tgz');
    const temporary = ownTemporaryFolder();
    await expect(openSource(file)).rejects.toThrow(`${file}: it has an entry that leads out of its folder (../x)`);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('openSource with what the user says', () => {
  it('lets it win', async () => {
    const root = tree({ 'package.json': PACKAGE });
    expect((await read(root, { workVersion: '2.0.0+x', license: 'GPL-2.0+' })).facts).toMatchObject({ name: 'thing', version: '2.0.0+x', purl: 'pkg:npm/thing@2.0.0%2Bx', license: 'GPL-2.0-or-later', licenseSource: '--license' });
    expect((await read(root, { name: 'other' })).facts).toMatchObject({ name: 'other', version: '1.2.3', purl: 'pkg:generic/other@1.2.3', license: 'MIT' });
    expect((await read(root, { license: 'NOASSERTION' })).facts).toMatchObject({ license: 'NOASSERTION', licenseSource: null });
  });

  it('refuses a licence that is no SPDX expression, with what was meant', async () => {
    const root = tree({ 'a.js': '' });
    await expect(openSource(root, { license: 'Apache 2' })).rejects.toThrow('--license "Apache 2" is not an SPDX licence expression; did you mean "Apache-2.0"?');
    await expect(openSource(root, { license: 'whatever' })).rejects.toThrow(SourceError);
  });
});

describe('openSource of what is not supported', () => {
  it.each(['pkg:pypi/flask@2.2.2', 'ftp://example.org/a.tgz', 'svn://example.org/a', 'git://example.org/a.git'])('says so of %s', async (spec) => {
    await expect(openSource(spec)).rejects.toThrow(/not fetched by name|not supported|over https, ssh and file only/);
  });
});
