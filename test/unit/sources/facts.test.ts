import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { climb } from '../../../src/sources/facts/climb.ts';
import { findFacts } from '../../../src/sources/facts/find-facts.ts';
import { tree } from './tree.ts';

const MIT = 'Copyright (c) 2020 An Author\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\nThe above copyright notice and this permission notice shall be included\nTHE SOFTWARE IS PROVIDED "AS IS"\n';
const BSD3 = 'Copyright (c) 2010, B Author\nRedistribution and use in source and binary forms, with or without modification, are permitted\nRedistributions of source code must retain the above\nRedistributions in binary form must reproduce the above\nmay be used to endorse or promote products derived from this\n';
const APACHE = 'Apache License\nVersion 2.0, January 2004\n2. Grant of Copyright License. 3. Grant of Patent License.\n';
const GPL2 = 'GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\nTERMS AND CONDITIONS FOR COPYING, DISTRIBUTION AND MODIFICATION\n';
const GPL3 = 'GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\nTERMS AND CONDITIONS\n1. Source Code.\n';
const LGPL3 = 'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n0. Additional Definitions.\n';

const facts = (files: Record<string, string | Uint8Array>, folder = '.') => findFacts({ folder: join(tree(files), folder) });

describe('package.json', () => {
  it('says name, version, licence and address', async () => {
    expect(await facts({ 'package.json': '{"name":"@s/a","version":"1.0.0","license":"ISC","repository":"s/a"}', LICENSE: MIT })).toEqual({
      name: '@s/a', version: '1.0.0', purl: 'pkg:npm/%40s/a@1.0.0', license: 'ISC', licenseSource: 'package.json', copyright: ['Copyright (c) 2020 An Author'], url: 'https://github.com/s/a', date: null,
    });
  });

  it.each<[unknown, string, string | null]>([
    ['Apache 2', 'Apache-2.0', 'package.json (corrected from "Apache 2")'],
    [{ type: 'MIT', url: 'x' }, 'MIT', 'package.json'],
    ['SEE LICENSE IN terms.txt', 'BSD-3-Clause', 'terms.txt (named by package.json)'],
    ['SEE LICENSE IN ../terms.txt', 'NOASSERTION', null],
    ['UNLICENSED', 'LicenseRef-Proprietary', 'package.json (corrected from "UNLICENSED")'],
    ['BSD', 'NOASSERTION', null],
    [17, 'NOASSERTION', null],
  ])('reads the licence %j', async (license, expression, source) => {
    const found = await facts({ 'package.json': JSON.stringify({ name: 'a', license }), 'terms.txt': BSD3 });
    expect(found).toMatchObject({ license: expression, licenseSource: source });
  });

  it('takes several licences for a choice', async () => {
    expect(await facts({ 'package.json': '{"name":"a","licenses":[{"type":"MIT"},{"type":"GPLv2"}]}' })).toMatchObject({ license: 'MIT OR GPL-2.0-only', licenseSource: 'package.json (corrected from "MIT, GPLv2")' });
  });

  it('is filled from the LICENSE file beside it', async () => {
    expect(await facts({ 'package.json': '{"name":"a","license":"BSD"}', LICENSE: BSD3 })).toMatchObject({ license: 'BSD-3-Clause', licenseSource: 'LICENSE' });
  });

  it('does not count where it only says how to load files, or is broken', async () => {
    expect(await facts({ 'package.json': '{"name":"a","version":"1.0.0","license":"MIT"}', 'esm/package.json': '{"type":"module","version":"9"}', 'ajax/package.json': '{"name":"a/ajax"}' }, 'esm')).toMatchObject({ name: 'a', version: '1.0.0' });
    expect(await facts({ 'package.json': '{"name":', 'x/a.js': '' })).toMatchObject({ license: 'NOASSERTION' });
  });

  it('gives way where it is private and something else is published', async () => {
    expect(await facts({ 'package.json': '{"name":"docs-tool","private":true}', 'composer.json': '{"name":"v/lib","license":"MIT"}' })).toMatchObject({ name: 'v/lib', purl: 'pkg:composer/v/lib' });
  });
});

describe('other package managers', () => {
  it('reads Cargo.toml with its workspace', async () => {
    const files = { 'Cargo.toml': '[workspace.package]\nversion = "0.3.1"\nlicense = "MIT/Apache-2.0"\n', 'crates/a/Cargo.toml': '[package]\nname = "a-core"\nversion.workspace = true\nlicense.workspace = true\nrepository = "https://github.com/x/a"\n' };
    expect(await facts(files, 'crates/a')).toMatchObject({ name: 'a-core', version: '0.3.1', purl: 'pkg:cargo/a-core@0.3.1', license: 'MIT OR Apache-2.0', licenseSource: 'Cargo.toml (corrected from "MIT/Apache-2.0")', url: 'https://github.com/x/a' });
  });

  it('reads pyproject.toml', async () => {
    expect(await facts({ 'pyproject.toml': '[project]\nname = "Some.Thing"\ndynamic = ["version"]\nlicense = {file = "LICENSE.rst"}\n[project.urls]\nSource = "https://github.com/x/y"\n', 'LICENSE.rst': BSD3, 'src/some_thing/__init__.py': '__version__ = "2.1"\n' }))
      .toMatchObject({ name: 'Some.Thing', version: '2.1', purl: 'pkg:pypi/some-thing@2.1', license: 'BSD-3-Clause', licenseSource: 'LICENSE.rst (named by pyproject.toml)', url: 'https://github.com/x/y' });
    expect(await facts({ 'pyproject.toml': '[tool.poetry]\nname = "p"\nversion = "1"\nlicense = "MIT"\n' })).toMatchObject({ name: 'p', license: 'MIT' });
    expect(await facts({ 'pyproject.toml': '[project]\nname = "p"\nclassifiers = ["License :: OSI Approved :: Apache Software License"]\n' })).toMatchObject({ license: 'Apache-2.0', licenseSource: 'pyproject.toml (classifier "Apache Software License")' });
  });

  it('reads setup.cfg and the literals of setup.py', async () => {
    expect(await facts({ 'setup.cfg': '[metadata]\nname = c\nversion = attr: c.__version__\nlicense = GPLv3+\nurl = https://c.org\n[flake8]\nname = no\n', 'c/__init__.py': "__version__ = '3.4'\n" })).toMatchObject({ name: 'c', version: '3.4', license: 'GPL-3.0-or-later', url: 'https://c.org' });
    expect(await facts({ 'setup.cfg': '[flake8]\nx = y\n', 'setup.py': "from setuptools import setup\nsetup(name='d', version=v, license='BSD')\n", 'd/release.py': '__version__ = "1.1"\n', LICENSE: BSD3 })).toMatchObject({ name: 'd', version: '1.1', license: 'BSD-3-Clause', licenseSource: 'LICENSE' });
  });

  it('reads PKG-INFO before the files that it is made from', async () => {
    expect(await facts({ 'PKG-INFO': 'Metadata-Version: 2.1\nName: e\nVersion: 5.0\nLicense: MIT\nProject-URL: Source Code, https://github.com/x/e\n\nText\nName: no\n', 'pyproject.toml': '[project]\nname = "no"\n' })).toMatchObject({ name: 'e', version: '5.0', url: 'https://github.com/x/e' });
  });

  it('finds the installed package that a module belongs to among many', async () => {
    const info = (name: string, license: string) => `Metadata-Version: 2.1\nName: ${name}\nVersion: 1\nLicense: ${license}\n`;
    const files = { 'site/foo/a.py': '', 'site/PIL/a.py': '', 'site/foo-1.dist-info/METADATA': info('foo', 'MIT'), 'site/foo-1.dist-info/RECORD': 'foo/a.py,,\n', 'site/Pillow-1.dist-info/METADATA': info('Pillow', 'HPND'), 'site/Pillow-1.dist-info/top_level.txt': 'PIL\n' };
    expect(await facts(files, 'site/PIL')).toMatchObject({ name: 'Pillow', license: 'HPND', licenseSource: 'Pillow-1.dist-info/METADATA' });
    expect(await facts(files, 'site/foo')).toMatchObject({ name: 'foo' });
    expect(await facts(files, 'site')).toMatchObject({ license: 'NOASSERTION' });
  });

  it('reads pom.xml', async () => {
    const pom = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><project><parent><groupId>org.x</groupId><artifactId>parent</artifactId><version>7</version></parent><artifactId>lib</artifactId><version>${revision}</version><properties><revision>1.2</revision></properties><licenses><license><name>Apache License, Version 2.0</name></license><license><name>MIT License</name></license></licenses></project>';
    expect(await facts({ 'pom.xml': pom, 'src/main/java/A.java': '' }, 'src/main/java')).toMatchObject({ name: 'lib', version: '1.2', purl: 'pkg:maven/org.x/lib@1.2', license: 'Apache-2.0 OR MIT' });
  });

  it('reads a Gradle build', async () => {
    expect(await facts({ 'settings.gradle.kts': 'rootProject.name = "g"\n', 'gradle.properties': 'group = org.g\nversion = 5.9.2\n' })).toMatchObject({ name: 'g', version: '5.9.2', purl: 'pkg:maven/org.g/g@5.9.2' });
  });

  it('reads composer.json', async () => {
    expect(await facts({ 'composer.json': '{"name":"Vendor/lib","license":["MIT","GPL-2.0-or-later"]}' })).toMatchObject({ name: 'Vendor/lib', purl: 'pkg:composer/vendor/lib', license: 'MIT OR GPL-2.0-or-later' });
  });

  it('reads a gemspec without running it, also that of an installed gem', async () => {
    const gemspec = 'Gem::Specification.new do |s|\n  s.name = "r".freeze\n  s.version = "1.2.1"\n  s.licenses = ["MIT".freeze, "Ruby"]\n  s.homepage = "https://r.org"\nend\n';
    expect(await facts({ 'r.gemspec': gemspec })).toMatchObject({ name: 'r', version: '1.2.1', purl: 'pkg:gem/r@1.2.1', license: 'MIT OR Ruby', url: 'https://r.org' });
    expect(await facts({ 'gems/r-1.2.1/lib/r.rb': '', 'specifications/r-1.2.1.gemspec': gemspec, 'specifications/q-1.gemspec': '' }, 'gems/r-1.2.1/lib')).toMatchObject({ name: 'r', version: '1.2.1' });
    expect(await facts({ 'r.gemspec': 'Gem::Specification.new do |s|\n  s.name = "r"\n  s.version = R::VERSION\n  s.license = "MIT"\nend' })).toMatchObject({ name: 'r', version: null, purl: 'pkg:gem/r', license: 'MIT' });
  });

  it('reads go.mod', async () => {
    expect(await facts({ 'go.mod': 'module github.com/BurntSushi/toml/v2\n\ngo 1.18\n', LICENSE: MIT, 'internal/a.go': '' }, 'internal')).toMatchObject({ name: 'github.com/BurntSushi/toml/v2', version: null, purl: 'pkg:golang/github.com/burntsushi/toml/v2', license: 'MIT', url: 'https://github.com/BurntSushi/toml' });
  });

  it('reads .nuspec and .csproj', async () => {
    const nuspec = '<package><metadata><id>My.Lib</id><version>6.0.8</version><license type="expression">MIT</license></metadata></package>';
    const csproj = '\uFEFF<Project><PropertyGroup><AssemblyName>My.Lib</AssemblyName></PropertyGroup><PropertyGroup><Version>$(V)</Version></PropertyGroup></Project>';
    expect(await facts({ 'Build/My.Lib.nuspec': nuspec, 'Src/My.Lib/My.Lib.csproj': csproj, 'Src/My.Lib/My.Lib.Net20.csproj': '<x/>' }, 'Src/My.Lib')).toMatchObject({ name: 'My.Lib', version: '6.0.8', purl: 'pkg:nuget/My.Lib@6.0.8', license: 'MIT' });
    expect(await facts({ 'a.csproj': '<Project Sdk="x"><PropertyGroup><PackageId>A</PackageId><Version>1.0</Version><PackageLicenseExpression>Apache-2.0</PackageLicenseExpression></PropertyGroup></Project>' })).toMatchObject({ name: 'A', version: '1.0', license: 'Apache-2.0', licenseSource: 'a.csproj' });
  });

  it('reads what C projects build with, where nothing else names them', async () => {
    expect(await facts({ 'configure.ac': 'AC_INIT([GNU thing], [7.2], [bugs@x.org], [thing])\n' })).toMatchObject({ name: 'thing', version: '7.2', purl: 'pkg:generic/thing@7.2' });
    expect(await facts({ 'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.8)\nproject(json\n  # see (there)\n  VERSION 1.9.5 LANGUAGES CXX)\n' })).toMatchObject({ name: 'json', version: '1.9.5' });
    expect(await facts({ 'x/CMakeLists.txt': 'project(FMT CXX)\n', 'x/LICENSE': MIT }, 'x')).toMatchObject({ name: 'x', version: null, purl: null });
  });
});

describe('Debian', () => {
  const copyright = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Thing\nSource: https://thing.org\n\nFiles: *\nCopyright: 2011-2020, A. Author <a@x.org>\n           (c) 2021, B. Author\nLicense: GPL-2+ or Expat\n\nFiles: debian/*\nCopyright: 2020 Packager\nLicense: ISC\n';
  const changelog = 'lib-thing (2:2.9.1+dfsg-2) unstable; urgency=medium\n\n  * Rebuild.\n\n -- A B <a@b.c>  Fri, 12 May 2023 12:00:00 +0200\n\nlib-thing (2:2.9.1+dfsg-1) unstable; urgency=medium\n\n  * New.\n\n -- A B <a@b.c>  Fri, 10 Feb 2023 12:00:00 +0200\n\nlib-thing (2.8-1) unstable; urgency=medium\n\n -- A B <a@b.c>  Thu, 10 Feb 2022 12:00:00 +0200\n';

  it('is read in a source package', async () => {
    expect(await facts({ 'debian/copyright': copyright, 'debian/changelog': changelog, 'src/a.c': '' }, 'src')).toEqual({
      name: 'Thing', version: '2.9.1', purl: 'pkg:deb/debian/lib-thing@2:2.9.1%2Bdfsg-2', license: 'GPL-2.0-or-later OR MIT', licenseSource: 'debian/copyright (corrected from "GPL-2+ or Expat")',
      copyright: ['Copyright 2011-2020, A. Author <a@x.org>', 'Copyright (c) 2021, B. Author'], url: 'https://thing.org', date: '2023-02-10',
    });
  });

  it('gives way to the own metadata of the work', async () => {
    expect(await facts({ 'debian/copyright': copyright, 'debian/changelog': changelog, 'package.json': '{"name":"thing","version":"2.9.1","license":"ISC"}', LICENSE: BSD3 })).toMatchObject({ name: 'thing', purl: 'pkg:npm/thing@2.9.1', license: 'ISC', date: '2023-02-10' });
    expect(await facts({ 'debian/copyright': copyright, 'debian/changelog': changelog, 'package.json': '{"name":"thing","version":"2.9.1"}', LICENSE: BSD3 })).toMatchObject({ name: 'thing', purl: 'pkg:npm/thing@2.9.1', license: 'GPL-2.0-or-later OR MIT' });
  });

  it('is read in an unpacked binary package, at its root and inside', async () => {
    const files = { 'usr/share/doc/lib-thing/copyright': copyright, 'usr/share/doc/lib-thing/changelog.Debian.gz': gzipSync(changelog), 'usr/share/php/Thing/a.php': '' };
    for (const folder of ['.', 'usr/share/php/Thing']) expect(await facts(files, folder)).toMatchObject({ name: 'Thing', version: '2.9.1', purl: 'pkg:deb/debian/lib-thing@2:2.9.1%2Bdfsg-2', date: '2023-02-10' });
    const python = { ...files, 'usr/lib/python3/dist-packages/thing-2.9.1.egg-info/PKG-INFO': 'Metadata-Version: 2.1\nName: thing\nVersion: 2.9.1\nLicense: ISC\n' };
    expect(await facts(python)).toMatchObject({ name: 'thing', purl: 'pkg:pypi/thing@2.9.1', license: 'ISC', date: '2023-02-10' });
  });
});

describe('licence files', () => {
  it.each<[Record<string, string>, string, string | null]>([
    [{ COPYING: GPL2 }, 'GPL-2.0-only', 'COPYING'],
    [{ COPYING: GPL2, 'src/a.c': '/* GNU General Public License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version. */' }, 'GPL-2.0-or-later', 'COPYING ("or later" by the headers of its files)'],
    [{ LICENSE: `Version 2 is the only version of this license\n${GPL2}`, 'a.c': '/* Licensed under GPLv2 or later */' }, 'GPL-2.0-only', 'LICENSE'],
    [{ COPYING: GPL3, 'COPYING.LESSER': LGPL3 }, 'LGPL-3.0-only', 'COPYING.LESSER'],
    [{ 'LICENSE-MIT': MIT, 'LICENSE-APACHE': APACHE }, 'Apache-2.0 OR MIT', 'LICENSE-APACHE, LICENSE-MIT'],
    [{ 'LICENSE.txt': APACHE, 'LICENSE-docs': MIT, 'LICENSE-picocli.md': MIT }, 'Apache-2.0', 'LICENSE.txt'],
    [{ 'LICENSE-picocli.md': APACHE }, 'NOASSERTION', null],
    [{ 'BSD.txt': BSD3 }, 'BSD-3-Clause', 'BSD.txt'],
    [{ LICENSE: 'Licensed under the Apache License, Version 2.0 (the "License")' }, 'Apache-2.0', 'LICENSE'],
    [{ COPYING: 'The kernel is provided under:\n\n\tSPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note\n\nBeing under these terms.\n' }, 'GPL-2.0-only WITH Linux-syscall-note', 'COPYING'],
    [{ LICENSE: 'This project is dual licensed under MIT and Apache-2.0.' }, 'MIT OR Apache-2.0', 'LICENSE'],
    [{ LICENSE: 'See docs. It is compatible to the GNU General Public License version 3.' }, 'NOASSERTION', null],
    [{ 'license/LICENSE.txt': APACHE }, 'Apache-2.0', 'license/LICENSE.txt'],
    [{ 'LICENSES/MIT.txt': 'x' }, 'MIT', 'LICENSES/MIT.txt'],
    [{ 'README.md': `# Thing\n\n## License\n\n${MIT}` }, 'MIT', 'README.md'],
    [{ 'README.md': 'Licensed under the MIT license.', LICENSE: 'You may use this on Sundays.' }, 'NOASSERTION', null],
  ])('%#: %j', async (files, license, source) => {
    expect(await facts(files)).toMatchObject({ license, licenseSource: source });
  });

  it('take the copyright from NOTICE as well', async () => {
    expect((await facts({ 'LICENSE.txt': APACHE, 'NOTICE.txt': 'Apache Thing\nCopyright 2001-2021 The Foundation\n' })).copyright).toEqual(['Copyright 2001-2021 The Foundation']);
  });
});

describe('the climb', () => {
  it('lets the nearest metadata win, and fills what they lack', async () => {
    const files = { 'package.json': '{"name":"root","version":"9.0.0","license":"MIT"}', 'packages/a/package.json': '{"name":"a"}', 'packages/a/lib/LICENSE': BSD3 };
    expect(await facts(files, 'packages/a')).toMatchObject({ name: 'a', version: null, purl: 'pkg:npm/a', license: 'MIT' });
    expect(await facts(files, 'packages/a/lib')).toMatchObject({ name: 'a', license: 'BSD-3-Clause', licenseSource: 'LICENSE' });
    expect(await facts(files, 'packages')).toMatchObject({ name: 'root', version: '9.0.0' });
  });

  it('names a project without metadata by its root', async () => {
    const root = tree({ 'thing/LICENSE': MIT, 'thing/README': '', 'thing/lib/a.c': '' });
    expect(await findFacts({ folder: join(root, 'thing/lib') })).toMatchObject({ name: 'thing', license: 'MIT' });
  });

  it('stops at the root of the repository', async () => {
    const root = tree({ 'package.json': '{"name":"outer","license":"MIT"}', 'inner/lib/a.js': '' });
    mkdirSync(join(root, 'inner/.git'));
    expect(await findFacts({ folder: join(root, 'inner/lib') })).toMatchObject({ name: 'inner', license: 'NOASSERTION' });
  });

  it('stops at the root of the archive', async () => {
    const root = tree({ 'package.json': '{"name":"outer","license":"MIT"}', 'inner/lib/a.js': '' });
    expect(await findFacts({ folder: join(root, 'inner/lib'), ceiling: join(root, 'inner') })).toMatchObject({ license: 'NOASSERTION' });
  });

  it('goes at most six levels up', async () => {
    const root = tree({ 'package.json': '{"name":"outer","license":"MIT"}', '1/2/3/4/5/6/7/a.js': '' });
    expect(await findFacts({ folder: join(root, '1/2/3/4/5/6') })).toMatchObject({ name: 'outer' });
    expect(await findFacts({ folder: join(root, '1/2/3/4/5/6/7') })).toMatchObject({ name: '7', license: 'NOASSERTION' });
  });

  it('never goes into a home or above it', async () => {
    const root = tree({ 'home/me/project/src/a.js': '' }, { git: false });
    const places = async (start: string) => {
      const found = [];
      for await (const { folder } of climb(join(root, start), null, null, [join(root, 'home/me')])) found.push(folder.slice(root.length + 1));
      return found;
    };
    expect(await places('home/me/project/src')).toEqual(['home/me/project/src', 'home/me/project']);
    expect(await places('home/me')).toEqual(['home/me']);
  });

  it('takes metadata that make no sense for none', async () => {
    const broken = { 'package.json': '[1]', 'Cargo.toml': '= x', 'pyproject.toml': '[[', 'pom.xml': '<project><artifactId>', 'composer.json': '{', 'a.gemspec': '\0\0', 'go.mod': '', 'a.csproj': '<<<', 'debian/copyright': '', 'LICENSE': '' };
    const root = tree(Object.fromEntries(Object.entries(broken).map(([path, content]) => [`x/${path}`, content])));
    mkdirSync(join(root, 'x/.git'));
    const found = await findFacts({ folder: join(root, 'x') });
    expect(found).toMatchObject({ license: 'NOASSERTION', version: null });
  });
});
