import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/sources/open-source.ts';
import { ar } from './ar-builder.ts';
import { APACHE, BSD3, MIT } from './license-samples.ts';
import { tar } from './tar-builder.ts';
import { tree } from './tree.ts';
import { zip } from './zip-builder.ts';

type Files = Readonly<Record<string, string>>;
const entries = (files: Files) => Object.entries(files).map(([path, content]) => ({ path, content }));

/** Facts and files of an archive. */
async function open(name: string, archive: Uint8Array) {
  const source = await openSource(join(tree({ [name]: archive }), name));
  const files: string[] = [];
  for await (const { path } of source.files()) files.push(path);
  await source.dispose();
  return { ...source.facts, files };
}

describe('a wheel', () => {
  const metadata = (...lines: string[]) => `Metadata-Version: 2.4\nName: Tide_Tables\nVersion: 2.1.0\n${lines.join('\n')}\n\nText\n`;
  const wheel = (files: Files) => open('tide_tables-2.1.0-py3-none-any.whl', zip(entries({ 'tide_tables/__init__.py': '', ...files })));
  const INFO = 'tide_tables-2.1.0.dist-info';

  it('is told by its metadata', async () => {
    const found = await wheel({ [`${INFO}/METADATA`]: metadata('License-Expression: MIT OR Apache-2.0', 'License: whatever', 'Project-URL: Source, https://github.com/x/tide'), [`${INFO}/licenses/LICENSE`]: MIT });
    expect(found).toMatchObject({
      name: 'Tide_Tables', version: '2.1.0', purl: 'pkg:pypi/tide-tables@2.1.0', license: 'MIT OR Apache-2.0', licenseSource: `${INFO}/METADATA`, url: 'https://github.com/x/tide', copyright: ['Copyright (c) 2020 An Author'],
      files: ['tide_tables-2.1.0.dist-info/METADATA', 'tide_tables-2.1.0.dist-info/licenses/LICENSE', 'tide_tables/__init__.py'],
    });
  });

  it.each<[string, Files, string, string | null]>([
    ['its licence field, corrected', { [`${INFO}/METADATA`]: metadata('License: Apache 2.0') }, 'Apache-2.0', `${INFO}/METADATA (corrected from "Apache 2.0")`],
    ['a classifier', { [`${INFO}/METADATA`]: metadata('License: UNKNOWN', 'Classifier: License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)') }, 'GPL-3.0-or-later', `${INFO}/METADATA (classifier "GNU General Public License v3 or later (GPLv3+)")`],
    ['the text beside the metadata', { [`${INFO}/METADATA`]: metadata('License: BSD', 'Classifier: License :: OSI Approved :: BSD License'), [`${INFO}/LICENSE.txt`]: BSD3 }, 'BSD-3-Clause', `${INFO}/LICENSE.txt`],
    ['the text in the folder there', { [`${INFO}/METADATA`]: metadata(), [`${INFO}/licenses/LICENSE`]: BSD3 }, 'BSD-3-Clause', `${INFO}/licenses/LICENSE`],
    ['nothing', { [`${INFO}/METADATA`]: metadata('License: Dual') }, 'NOASSERTION', null],
  ])('has its licence from %s', async (_name, files, license, licenseSource) => {
    expect(await wheel(files)).toMatchObject({ name: 'Tide_Tables', license, licenseSource });
  });
});

describe('a jar', () => {
  const jar = (files: Files, name = 'gauge-1.4.0-sources.jar') => open(name, zip(entries({ 'org/gauge/Gauge.java': '', ...files })));
  const pom = (inner: string) => `<project><groupId>org.gauge</groupId><artifactId>gauge-core</artifactId><version>\${revision}</version>${inner}</project>`;
  const MAVEN = 'META-INF/maven/org.gauge/gauge-core';

  it('is told by the pom.xml that Maven left in it', async () => {
    const found = await jar({
      'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\nBundle-License: MIT\r\n', [`${MAVEN}/pom.properties`]: '#made\nversion=1.4.0\ngroupId=org.gauge\nartifactId=gauge-core\n',
      [`${MAVEN}/pom.xml`]: pom('<licenses><license><name>The Apache Software License, Version 2.0</name></license></licenses><url>https://gauge.example</url>'),
    });
    expect(found).toMatchObject({ name: 'gauge-core', version: '1.4.0', purl: 'pkg:maven/org.gauge/gauge-core@1.4.0', license: 'Apache-2.0', licenseSource: `${MAVEN}/pom.xml (corrected from "The Apache Software License, Version 2.0")`, url: 'https://gauge.example' });
  });

  it('has its licence from its manifest, also where that says no name', async () => {
    expect(await jar({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\nBundle-License: https://www.apache.org/licenses/LICENSE-2.0.txt\r\n' })).toMatchObject({ name: 'gauge', version: '1.4.0', license: 'Apache-2.0', licenseSource: 'META-INF/MANIFEST.MF (corrected from "https://www.apache.org/licenses/LICENSE-2.0.txt")' });
  });

  it('has its licence from the address where the name leaves it open', async () => {
    const licenses = '<licenses><license><name>BSD License</name><url>https://opensource.org/licenses/BSD-3-Clause</url></license></licenses>';
    expect(await jar({ [`${MAVEN}/pom.xml`]: pom(licenses) })).toMatchObject({ license: 'BSD-3-Clause', licenseSource: `${MAVEN}/pom.xml (corrected from "https://opensource.org/licenses/BSD-3-Clause")` });
  });

  it('is told by its manifest, whose long lines go on with a blank', async () => {
    const manifest = 'Manifest-Version: 1.0\r\nBundle-SymbolicName: org.gauge.core;singleton:=true\r\nBundle-Version: 1.4.0\r\nBundle-License: https://www.apache.org/licenses/LI\r\n CENSE-2.0.txt;link="x, y", EPL-2.0\r\n\r\nName: org/gauge\r\nImplementation-Title: no\r\n';
    expect(await jar({ 'META-INF/MANIFEST.MF': manifest })).toMatchObject({ name: 'org.gauge.core', version: '1.4.0', purl: null, license: 'Apache-2.0 OR EPL-2.0', licenseSource: 'META-INF/MANIFEST.MF (corrected from "https://www.apache.org/licenses/LICENSE-2.0.txt, EPL-2.0")' });
  });

  it('that others were packed into is the one that the manifest names, or none of them', async () => {
    const other = '<project><groupId>g</groupId><artifactId>other</artifactId><version>9</version><licenses><license><name>GPL-3.0-only</name></license></licenses></project>';
    const files = { [`${MAVEN}/pom.xml`]: pom('<licenses><license><name>MIT</name></license></licenses>'), 'META-INF/maven/g/other/pom.xml': other };
    expect(await jar({ ...files, 'META-INF/MANIFEST.MF': 'Implementation-Title: gauge-core\n' })).toMatchObject({ name: 'gauge-core', license: 'MIT' });
    expect(await jar(files)).toMatchObject({ name: 'gauge', version: '1.4.0', license: 'NOASSERTION', purl: null });
  });

  it('has its licence from the text in META-INF', async () => {
    expect(await jar({ 'META-INF/MANIFEST.MF': 'Implementation-Title: Gauge\n', 'META-INF/LICENSE.txt': APACHE })).toMatchObject({ name: 'Gauge', license: 'Apache-2.0', licenseSource: 'META-INF/LICENSE.txt' });
  });
});

describe('a gem', () => {
  const specification = (...lines: string[]) => `--- !ruby/object:Gem::Specification\nname: buoy\nversion: !ruby/object:Gem::Version\n  version: 0.3.1\ndate: 2021-05-04 00:00:00.000000000 Z\n${lines.join('\n')}\n`;
  const gem = (metadata: string, files: Files = { 'lib/buoy.rb': '' }) => open('buoy-0.3.1.gem', tar([{ path: 'metadata.gz', content: gzipSync(metadata) }, { path: 'data.tar.gz', content: gzipSync(tar(entries(files))) }]));

  it('is told by its specification', async () => {
    expect(await gem(specification('licenses:', '- MIT', '- Ruby', 'homepage: https://buoy.example', 'metadata:', '  source_code_uri: https://github.com/x/buoy'))).toEqual({
      name: 'buoy', version: '0.3.1', purl: 'pkg:gem/buoy@0.3.1', license: 'MIT OR Ruby', licenseSource: 'metadata.gz', copyright: [], url: 'https://github.com/x/buoy', date: '2021-05-04', files: ['lib/buoy.rb'],
    });
  });

  it('has a version that looks like a number as it is written', async () => {
    expect(await gem('name: buoy\nversion: !ruby/object:Gem::Version\n  version: 1.10\n')).toMatchObject({ version: '1.10', purl: 'pkg:gem/buoy@1.10' });
  });

  it('has what it lacks from its files, and no day that says nothing', async () => {
    const found = await gem(specification('licenses: []').replace('2021-05-04', '1980-01-02'), { 'lib/buoy.rb': '', 'LICENSE.txt': MIT });
    expect(found).toMatchObject({ name: 'buoy', license: 'MIT', licenseSource: 'LICENSE.txt', copyright: ['Copyright (c) 2020 An Author'], date: null });
  });

  it.each(['a: &a [*a, *a]', '- [', '&a !<x> {', `a: &a x\n${'b: [*a]\n'.repeat(10)}`, `a: &a [x,x,x]\nb: &b [*a,*a,*a]\n${'c: [*b,*b,*b,*b,*b,*b]\n'.repeat(100)}`])('with a specification that makes no sense is named by its file: %j', async (metadata) => {
    expect(await gem(metadata)).toMatchObject({ name: 'buoy', version: '0.3.1', license: 'NOASSERTION' });
  });
});

describe('other packages', () => {
  it('a .nupkg is told by its .nuspec', async () => {
    const nuspec = '<package><metadata><id>Tide.Core</id><version>3.0.1</version><licenseUrl>https://www.apache.org/licenses/LICENSE-2.0.html</licenseUrl><projectUrl>https://tide.example</projectUrl><copyright>Copyright 2019 C Author</copyright></metadata></package>';
    expect(await open('tide.core.3.0.1.nupkg', zip(entries({ 'Tide.Core.nuspec': nuspec, 'lib/net6.0/x.cs': '' })))).toMatchObject({
      name: 'Tide.Core', version: '3.0.1', purl: 'pkg:nuget/Tide.Core@3.0.1', license: 'Apache-2.0', licenseSource: 'Tide.Core.nuspec (corrected from "https://www.apache.org/licenses/LICENSE-2.0.html")', url: 'https://tide.example', copyright: ['Copyright 2019 C Author'],
    });
  });

  it('a .crate is told by its Cargo.toml', async () => {
    const crate = gzipSync(tar(entries({ 'buoy-1.2.0/Cargo.toml': '[package]\nname = "buoy"\nversion = "1.2.0"\nlicense = "MIT/Apache-2.0"\nrepository = "https://github.com/x/buoy"\n', 'buoy-1.2.0/src/lib.rs': '' })));
    expect(await open('buoy-1.2.0.crate', crate)).toMatchObject({ name: 'buoy', version: '1.2.0', purl: 'pkg:cargo/buoy@1.2.0', license: 'MIT OR Apache-2.0', licenseSource: 'Cargo.toml (corrected from "MIT/Apache-2.0")', files: ['Cargo.toml', 'src/lib.rs'] });
  });

  it('a .deb is told by its copyright file and its control file', async () => {
    const control = 'Package: libtide1\nSource: tide\nVersion: 1:2.0-3+b1\nHomepage: https://tide.example\nDescription: x\n more\n';
    const copyright = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: tide\n\nFiles: *\nCopyright: 2018 D Author\nLicense: Expat or LGPL-2.1+\n';
    const bytes = ar([['debian-binary', '2.0\n'], ['control.tar.gz', gzipSync(tar([{ path: './control', content: control }]))], ['data.tar.gz', gzipSync(tar(entries({ './usr/share/doc/libtide1/copyright': copyright, './usr/share/doc/other/copyright': copyright, './usr/include/tide.h': '' })))]]);
    expect(await open('libtide1_2.0-3_amd64.deb', bytes)).toMatchObject({
      name: 'tide', version: '2.0', purl: 'pkg:deb/debian/libtide1@1:2.0-3%2Bb1', license: 'MIT OR LGPL-2.1-or-later', licenseSource: 'usr/share/doc/libtide1/copyright (corrected from "Expat or LGPL-2.1+")', url: 'https://tide.example', copyright: ['Copyright 2018 D Author'], files: ['usr/include/tide.h', 'usr/share/doc/libtide1/copyright', 'usr/share/doc/other/copyright'],
    });
  });

  it('a .deb without documentation is named by its control file', async () => {
    const bytes = ar([['debian-binary', '2.0\n'], ['control.tar.gz', gzipSync(tar([{ path: './control', content: 'Package: tide-dev\nVersion: 2.0-3\n' }]))], ['data.tar.gz', gzipSync(tar(entries({ './usr/include/tide.h': '' })))]]);
    expect(await open('x.deb', bytes)).toMatchObject({ name: 'tide-dev', version: '2.0', purl: 'pkg:deb/debian/tide-dev@2.0-3', license: 'NOASSERTION' });
  });
});
