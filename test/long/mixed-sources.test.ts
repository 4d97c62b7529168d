import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nearcopy, succeed } from '../integration/support/cli.ts';
import { caseOf, variantText } from '../integration/support/copies.ts';
import { Workspace } from '../integration/support/workspace.ts';
import { ar } from '../unit/sources/ar-builder.ts';
import { tar } from '../unit/sources/tar-builder.ts';
import { zip } from '../unit/sources/zip-builder.ts';

// An index of thirty sources of every kind, from the list in test/fixtures/sources. Packages come through this machine's npm and apt; where they are out of reach, the
// test says so and does nothing.

const space = new Workspace();
const cwd = space.path;
const fixtures = join(import.meta.dirname, '../fixtures');
const [js, py, c, java] = [caseOf('javascript'), caseOf('python'), caseOf('c'), caseOf('java')];
let server: Server;

type Files = Readonly<Record<string, string | Uint8Array>>;
const entries = (files: Files) => Object.entries(files).map(([path, content]) => ({ path, content }));
const tgz = (files: Files): Buffer => gzipSync(tar(entries(files)));
const archive = (name: string, content: Uint8Array): void => void space.write(`lists/archives/${name}`, content);

const RUBY = 'class Lantern\n  def light(rooms, oil)\n    lit = []\n    rooms.each do |room|\n      next if room.bright?\n      oil -= room.size\n      break if oil.negative?\n      lit << room.name\n    end\n    [lit, oil]\n  end\nend\n';
const RUST = 'pub fn largest(stones: &[u32], least: u32) -> Option<usize> {\n    let mut best = None;\n    let mut size = least;\n    for (at, stone) in stones.iter().enumerate() {\n        if *stone > size {\n            size = *stone;\n            best = Some(at);\n        }\n    }\n    best\n}\n';
const CSHARP = 'namespace Harbour { public class Berths { public int Free(int[] ships, int length) { int free = length; foreach (var ship in ships) { if (ship > free) { return -1; } free -= ship; } return free; } } }\n';

beforeAll(async () => {
  for (const kind of ['bz2', 'xz', 'zst']) archive(`thing-1.${['bz2', 'xz', 'zst'].indexOf(kind)}.tar.${kind}`, readFileSync(join(fixtures, 'archives', `sample.tar.${kind}`)));
  archive('ring-1.4.tgz', tgz({ 'ring-1.4/ring.c': variantText(c, 'original') }));
  archive('ring-1.5.tar', tar(entries({ 'ring-1.5/ring.c': variantText(c, 'edited'), 'ring-1.5/REUSE.toml': 'version = 1\n[[annotations]]\npath = "**"\nSPDX-License-Identifier = "Zlib"\n' })));
  archive('tide-2.0.zip', zip(entries({ 'tide-2.0/package.json': '{"name":"tide","version":"2.0.0","license":"Apache 2"}', 'tide-2.0/lanes.js': variantText(js, 'edited') })));
  archive('tide_tables-2.1.0-py3-none-any.whl', zip(entries({ 'tide_tables/__init__.py': variantText(py, 'edited'), 'tide_tables-2.1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: tide-tables\nVersion: 2.1.0\nLicense: GPLv3+\n\n' })));
  archive('gauge-1.4.0-sources.jar', zip(entries({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\nBundle-License: https://www.apache.org/licenses/LICENSE-2.0.txt\r\n', 'org/gauge/Gauge.java': variantText(java, 'original') })));
  archive('lantern-0.3.0.gem', tar(entries({ 'data.tar.gz': tgz({ 'lib/lantern.rb': RUBY }), 'metadata.gz': gzipSync('name: lantern\nversion: !ruby/object:Gem::Version\n  version: 0.3.0\nlicenses:\n- MPL-2.0\n') })));
  archive('pebble-0.9.1.crate', tgz({ 'pebble-0.9.1/Cargo.toml': '[package]\nname = "pebble"\nversion = "0.9.1"\nlicense = "MIT/Apache-2.0"\n', 'pebble-0.9.1/src/lib.rs': RUST }));
  archive('Harbour.3.2.1.nupkg', zip(entries({ 'Harbour.nuspec': '<package><metadata><id>Harbour</id><version>3.2.1</version><license type="expression">MS-PL</license></metadata></package>', 'content/Berths.cs': CSHARP })));
  archive('quay_1.0-2_all.deb', ar([['debian-binary', '2.0\n'], ['control.tar.gz', tgz({ './control': 'Package: quay\nVersion: 1.0-2\n' })], ['data.tar.gz', tgz({ './usr/share/quay/words.py': variantText(py, 'unrelated'), './usr/share/doc/quay/copyright': 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2001 A\nLicense: public-domain\n' })]]));
  space.work('lists/folder', { name: 'folder', version: '1.0.0', license: 'AGPL-3.0-only' }, { 'lanes.js': variantText(js, 'original') });
  space.write('lists/words.py', variantText(py, 'original'));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'commit.gpgSign=false', ...args], { cwd: space.at('lists/repository'), env: { ...process.env, GIT_COMMITTER_DATE: '2017-08-09T12:00:00Z' } });
  space.write('lists/repository/words.js', variantText(js, 'unrelated'));
  for (const args of [['init', '-q', '-b', 'main'], ['add', '.'], ['commit', '-q', '-m', 'first'], ['tag', 'v2.0']]) git(...args);
  server = createServer((request, response) => response.end(tgz({ 'kite/LICENSE': 'SPDX-License-Identifier: BSD-2-Clause', 'kite/kite.c': variantText(c, request.url?.includes('4.1') ? 'renamed' : 'unrelated') })));
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  copyFileSync(join(fixtures, 'sources/mixed.list'), space.at('lists/original.list'));
  space.write('lists/mixed.list', space.read('lists/original.list').replaceAll('localhost:8080', `127.0.0.1:${(server.address() as AddressInfo).port}`));
});
afterAll(async () => {
  space.dispose();
  server.closeAllConnections();
  await new Promise((closed) => { server.close(closed); });
});

const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args, { cwd, stdio: 'ignore', timeout: 60_000 }).status === 0;

it('an index of thirty sources of every kind, and one that is not there', async (context) => {
  if (!answers('npm', 'view', 'ms@2.1.3', 'version')) return context.skip('the npm registry is out of reach');
  if (!answers('apt-get', '--version')) return context.skip('there is no apt-get on this machine');
  const { code, stdout, stderr } = await nearcopy(['index', 'build', '-o', 'mixed.ncx', '--from', 'lists/mixed.list'], { cwd, patience: 800_000 });
  if (/your apt has no .* packages of debian/.test(stderr)) return context.skip(`Debian's package lists are out of reach: ${stderr}`);
  console.info(`${stdout}${stderr}exit code ${code}\n${await succeed(['index', 'list', 'mixed.ncx'], { cwd })}${await succeed(['index', 'info', 'mixed.ncx'], { cwd })}`);
  expect(stderr).toMatch(/^nearcopy: 1 of 31 sources failed:\n {2}archives\/never-packed-1\.0\.tgz: does not exist\. Check the path; it was looked for at .*\n/);
  expect([code, stdout.trim().split('\n').length]).toEqual([2, 30]);
  expect(stdout).toMatch(/^bzip2 .*; version 0\.0\.1-1 is gone; took 1\.\S+, to which the stated integrity does not apply$/m);
  const works = JSON.parse(await succeed(['index', 'list', 'mixed.ncx', '--format', 'json'], { cwd })) as { name: string; version: string | null; license: string; licenseFamily: string; licenseSource: string | null; date: string | null }[];
  const found = new Map(works.map(({ name, version, license, licenseFamily }) => [`${name} ${version}`, `${license}, ${licenseFamily}`]));
  expect(works).toHaveLength(30);
  expect(Object.fromEntries(found)).toMatchObject({
    'ring 1.4': 'MIT OR Zlib, permissive', 'tide 2.0.0': 'Apache-2.0, permissive', 'tide-tables 2.1.0': 'GPL-3.0-or-later, strong-copyleft', 'lantern 0.3.0': 'MPL-2.0, weak-copyleft', 'pebble 0.9.1': 'MIT OR Apache-2.0, permissive',
    'Harbour 3.2.1': 'MS-PL, permissive', 'quay 1.0': 'LicenseRef-Public-Domain, public-domain', 'folder 1.0.0': 'AGPL-3.0-only, network-copyleft', 'words 7': 'ISC, permissive', 'repository 2.0': 'NOASSERTION, unknown',
    'gauge 1.4.0': 'Apache-2.0, permissive', 'kite 4.0': 'BSD-2-Clause, permissive', 'ncompress 4.2.4.6': 'LicenseRef-Public-Domain, public-domain',
  });
  expect(works.find(({ name }) => name === 'repository')?.date).toBe('2017-08-09');
  expect(await succeed(['index', 'verify', 'mixed.ncx'], { cwd })).toBe('mixed.ncx is sound\n');
}, 900_000);
