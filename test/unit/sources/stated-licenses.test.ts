import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { licenseOfFile } from '../../../src/core/license/file-license.ts';
import { debianLicense } from '../../../src/core/license/debian-names.ts';
import { licenseOfUrl } from '../../../src/core/license/license-urls.ts';
import { mainStanza, parseDep5, stanzaFor } from '../../../src/sources/facts/dep5.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { BSD3, GPL2, MIT } from './license-samples.ts';
import { tar } from './tar-builder.ts';
import { tree } from './tree.ts';

const FORMAT = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n';

/** The licence that each file of a folder is kept with, null where it is the work's. */
async function licenses(files: Readonly<Record<string, string>>, at = '') {
  return licensesOf(join(tree(files), at));
}

async function licensesOf(path: string) {
  const source = await openSource(path);
  const found: Record<string, string | null> = {};
  for await (const file of source.files()) found[file.path] = licenseOfFile(Buffer.from(await file.bytes()).toString('utf8'), file.license);
  await source.dispose();
  return { work: source.facts, found };
}

describe('debian/copyright', () => {
  const copyright = `${FORMAT}
Files: *
Copyright: 2010 A Author
           2011-2014 B Author
License: GPL-2+

Files: lib/*.c lib/deep?/[x].h
Copyright: C Author
License: Expat

Files: lib/special.c
Copyright: D Author
License: BSD-like
 ${BSD3.trim().replaceAll('\n', '\n ')}

Files: doc/*
Copyright: E Author
License: GPL-1+ or Artistic

Files: odd/*
Copyright: F Author
License: strange

Files: bz/*
Copyright: G Author
License: BSD-variant

License: BSD-variant
 ${BSD3.trim().replaceAll('\n', '\n ')}

License: strange
 You may use this on Sundays.

License: GPL-2+
 On Debian systems, see /usr/share/common-licenses/GPL-2.
`;
  const files = { 'debian/copyright': copyright, 'debian/changelog': 'tide (2.0-1) unstable; urgency=low\n\n  * New.\n\n -- A <a@b.c>  Tue, 01 Feb 2022 10:00:00 +0000\n', 'a.c': '', 'lib/a.c': '', 'lib/deep1/[x].h': '', 'lib/sub/special.c': '', 'lib/special.c': '', 'doc/x/conf.py': '', 'odd/o.c': '', 'bz/b.c': '', 'lib/own.c': '// SPDX-License-Identifier: Zlib\n', COPYING: GPL2 };

  it('tells of the work by the stanza for all files, and of the others by the last that matches', async () => {
    const { work, found } = await licenses(files);
    expect(work).toMatchObject({ name: 'tide', version: '2.0', license: 'GPL-2.0-or-later', licenseSource: 'debian/copyright (corrected from "GPL-2+")', copyright: ['Copyright 2010 A Author', 'Copyright 2011-2014 B Author'], date: '2022-02-01' });
    expect(found).toMatchObject({
      'a.c': null, 'lib/a.c': 'MIT', 'lib/deep1/[x].h': 'MIT', 'lib/sub/special.c': 'MIT', 'lib/special.c': 'BSD-3-Clause', 'doc/x/conf.py': 'GPL-1.0-or-later OR Artistic-1.0-Perl', 'odd/o.c': null, 'bz/b.c': 'BSD-3-Clause', 'lib/own.c': 'Zlib',
    });
  });

  it('in prose is a text among others', async () => {
    expect((await licenses({ 'debian/copyright': `It was downloaded from somewhere.\n\n${MIT}`, 'x/a.c': '' })).work).toMatchObject({ license: 'MIT', licenseSource: 'debian/copyright (licence text)' });
    expect(parseDep5('Files: *\nLicense: MIT\n')).toBeNull();
  });

  it('with one stanza that is not for all files is still about the work', () => {
    const dep5 = parseDep5(`${FORMAT}\nFiles: src/*\nLicense: Apache-2.0\n`);
    expect(dep5 && mainStanza(dep5)?.license?.expression).toBe('Apache-2.0');
    expect(dep5 && stanzaFor(dep5, 'other/a.c')).toBeNull();
  });

  it('matches as a shell does, but across folders', () => {
    const matches = (pattern: string, path: string) => parseDep5(`${FORMAT}\nFiles: ${pattern}\nLicense: MIT\n`)?.stanzas[0].matches(path);
    expect([matches('*.js', 'a/b/c.js'), matches('./lib/*', 'lib/a'), matches('a?c', 'abc'), matches('a?c', 'ac'), matches('a\\*c', 'a*c'), matches('a\\*c', 'abc'), matches('a.c', 'abc'), matches('(a+)+$', 'a')]).toEqual([true, true, true, false, true, false, false, false]);
  });
});

describe('debianLicense', () => {
  it.each([
    ['GPL-2+', 'GPL-2.0-or-later'], ['GPL-3', 'GPL-3.0-only'], ['LGPL-2.1+', 'LGPL-2.1-or-later'], ['Expat', 'MIT'], ['BSD-3-clause', 'BSD-3-Clause'], ['Apache-2', 'Apache-2.0'], ['GFDL-1.3+', 'GFDL-1.3-or-later'], ['MPL-2', 'MPL-2.0'], ['CC0', 'CC0-1.0'], ['Artistic-2', 'Artistic-2.0'],
    ['GPL-1+ or Artistic', 'GPL-1.0-or-later OR Artistic-1.0-Perl'], ['Perl', 'GPL-1.0-or-later OR Artistic-1.0-Perl'], ['GPL-2+, and Expat', 'GPL-2.0-or-later AND MIT'], ['GPL-2+ and LGPL-2+, or BSD-3-clause', 'GPL-2.0-or-later AND LGPL-2.0-or-later OR BSD-3-Clause'],
    ['GPL-2+ with Autoconf exception', 'GPL-2.0-or-later WITH Autoconf-exception-generic'], ['GPL-2+ with OpenSSL exception', 'GPL-2.0-or-later'], ['GPL-2 with Classpath exception', 'GPL-2.0-only WITH Classpath-exception-2.0'], ['public-domain', 'LicenseRef-Public-Domain'], ['zlib', 'Zlib'], ['MIT/X11', 'MIT'], ['mit', 'MIT'], ['Boost-1.0', 'BSL-1.0'], ['PSF-2', 'PSF-2.0'],
  ])('%s is %s', (name, expression) => expect(debianLicense(name)).toMatchObject({ expression }));

  it.each(['', 'BSD', 'GPL', 'BSD-like', 'BSD-variant', 'Apache', 'other', 'GPL-2+ and strange', 'GPL-2+, strange'])('%j is left open', (name) => expect(debianLicense(name)).toBeNull());
});

describe('REUSE', () => {
  const toml = `version = 1

[[annotations]]
path = "**"
SPDX-FileCopyrightText = "2020 A"
SPDX-License-Identifier = "Apache-2.0"

[[annotations]]
path = ["vendor/*.js", "star\\\\*.js"]
precedence = "override"
SPDX-License-Identifier = "BSD-2-Clause"

[[annotations]]
path = "both/**"
precedence = "aggregate"
SPDX-License-Identifier = "CC0-1.0"
`;

  it('tells of files by REUSE.toml, by the file beside, and by the file itself', async () => {
    const tagged = '// SPDX-License-Identifier: GPL-3.0-only\n';
    const { found } = await licenses({
      'package.json': '{"name":"x","license":"MIT"}', 'REUSE.toml': toml, 'LICENSES/MIT.txt': MIT, 'src/a.js': '', 'src/own.js': tagged, 'vendor/v.js': tagged, 'vendor/deep/v.js': tagged, 'both/b.js': tagged, 'both/c.js': '', 'star*.js': '', 'starry.js': '',
      'src/beside.js': tagged, 'src/beside.js.license': 'SPDX-FileCopyrightText: 2020 B\n\nSPDX-License-Identifier: ISC\n', 'sub/REUSE.toml': 'version = 1\n[[annotations]]\npath = "*.js"\nSPDX-License-Identifier = "Zlib"\n', 'sub/s.js': '', 'sub/t.py': '',
    });
    expect(found).toMatchObject({
      'src/a.js': 'Apache-2.0', 'src/own.js': 'GPL-3.0-only', 'vendor/v.js': 'BSD-2-Clause', 'vendor/deep/v.js': 'GPL-3.0-only', 'both/b.js': 'GPL-3.0-only AND CC0-1.0', 'both/c.js': 'CC0-1.0', 'star*.js': 'BSD-2-Clause', 'starry.js': 'Apache-2.0',
      'src/beside.js': 'ISC', 'sub/s.js': 'Zlib', 'sub/t.py': 'Apache-2.0',
    });
  });

  it('lets a folder above override those below', async () => {
    const annotation = (license: string, more = '') => `version = 1\n[[annotations]]\npath = "**"\n${more}SPDX-License-Identifier = "${license}"\n`;
    expect((await licenses({ 'REUSE.toml': annotation('MIT', 'precedence = "override"\n'), 'a/REUSE.toml': annotation('ISC'), 'a/b.js': '' })).found['a/b.js']).toBe('MIT');
    expect((await licenses({ 'REUSE.toml': annotation('MIT'), 'a/REUSE.toml': annotation('ISC'), 'a/b.js': '' })).found['a/b.js']).toBe('ISC');
  });

  it('also by the older .reuse/dep5', async () => {
    const { found } = await licenses({ '.reuse/dep5': `${FORMAT}\nFiles: img/*\nCopyright: A\nLicense: CC0-1.0\n`, 'img/a.js': '', 'img/b.js': '// SPDX-License-Identifier: MIT\n', 'c.js': '' });
    expect(found).toMatchObject({ 'img/a.js': 'CC0-1.0', 'img/b.js': 'MIT AND CC0-1.0', 'c.js': null });
  });

  const annotated = (license: string, more = '') => `version = 1\n[[annotations]]\npath = "**"\n${more}SPDX-License-Identifier = "${license}"\n`;

  it('is looked for above the source, up to the root of the repository', async () => {
    const project = { 'REUSE.toml': toml, 'LICENSES/MIT.txt': MIT, 'vendor/v.js': '', 'vendor/deep/w.js': '', 'vendor/REUSE.toml': annotated('ISC') };
    expect((await licenses(project, 'vendor')).found).toMatchObject({ 'v.js': 'BSD-2-Clause', 'deep/w.js': 'ISC' });
    expect((await licenses(project, 'vendor/v.js')).found).toEqual({ 'v.js': 'BSD-2-Clause' });
    expect((await licenses({ ...project, 'vendor/.git/HEAD': '' }, 'vendor')).found).toMatchObject({ 'v.js': 'ISC' });
  });

  it('and of projects in the source, for those files of which it says nothing itself', async () => {
    const inner = { 'copies/ring/REUSE.toml': annotated('Zlib'), 'copies/ring/src/r.c': '', 'copies/ring/src/own.c': '// SPDX-License-Identifier: MIT\n', 'copies/tide/debian/copyright': `${FORMAT}\nFiles: *\nLicense: Expat\n\nFiles: lib/*\nLicense: GPL-2\n`, 'copies/tide/t.c': '', 'copies/tide/lib/t.c': '', 'a.c': '' };
    expect((await licenses(inner)).found).toMatchObject({ 'copies/ring/src/r.c': 'Zlib', 'copies/ring/src/own.c': 'MIT', 'copies/tide/t.c': 'MIT', 'copies/tide/lib/t.c': 'GPL-2.0-only', 'a.c': null });
    const outer = { ...inner, 'package.json': '{"name":"sea","license":"MIT"}', 'debian/copyright': `${FORMAT}\nFiles: copies/*\nLicense: BSD-2-clause\n` };
    expect((await licenses(outer)).found).toMatchObject({ 'copies/ring/src/r.c': 'BSD-2-Clause', 'copies/tide/lib/t.c': 'BSD-2-Clause', 'a.c': null });
  });

  it('in an archive that has a folder more around it', async () => {
    const files = { 'ring/package.json': '{"name":"ring","version":"2.0.0","license":"MIT"}', 'ring/REUSE.toml': annotated('Zlib'), 'ring/src/r.c': '' };
    const archive = (wrapping: string) => {
      const file = join(tree({}), 'ring.tar.gz');
      writeFileSync(file, gzipSync(tar(Object.entries(files).map(([path, content]) => ({ path: `${wrapping}${path}`, content })))));
      return licensesOf(file);
    };
    for (const wrapping of ['', 'release/', 'export/release/']) expect(await archive(wrapping)).toMatchObject({ work: { name: 'ring', license: 'MIT' }, found: { 'src/r.c': 'Zlib' } });
  });

  it('is nothing where it makes no sense, and nothing where the project does not follow it', async () => {
    expect((await licenses({ 'REUSE.toml': '[[annotations', 'a.js': '' })).found['a.js']).toBeNull();
    expect((await licenses({ 'REUSE.toml': 'annotations = 3', 'a.js': '' })).found['a.js']).toBeNull();
    expect((await licenses({ 'a.js': '', 'a.js.license': 'SPDX-License-Identifier: MIT' })).found['a.js']).toBeNull();
  });
});

describe('licenseOfUrl', () => {
  it.each([
    ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'], ['http://opensource.org/licenses/MIT', 'MIT'], ['https://opensource.org/license/bsd-3-clause/', 'BSD-3-Clause'], ['https://licenses.nuget.org/MIT', 'MIT'], ['https://www.gnu.org/licenses/gpl-3.0.en.html', null],
    ['https://spdx.org/licenses/LGPL-2.1-only.html', 'LGPL-2.1-only'], ['https://www.eclipse.org/legal/epl-v20.html', 'EPL-2.0'], ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'], ['https://example.org/constructor', null], ['https://example.org/licenses/MIT', null],
  ])('%s is %s', (address, expression) => expect(licenseOfUrl(address)).toBe(expression));
});
