import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, succeed } from '../integration/support/cli.ts';
import { Workspace } from '../integration/support/workspace.ts';

// Packages from the registries that this machine's npm and apt are configured for. Where they are out of reach, the tests say so and do nothing.

const space = new Workspace();
const cwd = space.path;
afterAll(() => space.dispose());

const works = async (path: string) => JSON.parse(await succeed(['index', 'list', path, '--format', 'json'], { cwd })) as { name: string; version: string; purl: string; license: string; date: string | null; files: number }[];
const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args, { cwd: space.path, stdio: 'ignore', timeout: 60_000 }).status === 0;

let hasRegistry = false;
let hasApt = false;
beforeAll(() => {
  hasRegistry = answers('npm', 'view', 'ms@2.1.3', 'version');
  // A machine without apt has no packages to fetch; one with it may still be offline, which the build tells.
  hasApt = answers('apt-get', '--version');
});

describe('packages of npm', () => {
  it('come with their facts, and with the integrity that they are known by', async (context) => {
    if (!hasRegistry) return context.skip('the npm registry is out of reach');
    space.write('npm.list', [
      'npm:ms@2.1.3 integrity=sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
      'pkg:npm/%40types/ms@0.7.31', 'npm:left-pad@1.3.0 integrity=sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==', 'npm:ms@999.0.0',
    ].join('\n'));
    const { code, stderr } = await nearcopy(['index', 'build', '-o', 'npm.ncx', '--from', 'npm.list'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/2 of 4 sources failed:\n {2}npm:left-pad@1\.3\.0: its integrity is sha512-.*\n {2}npm:ms@999\.0\.0: the package has no such version/);
    expect((await works('npm.ncx')).map(({ purl, license }) => [purl, license])).toEqual([['pkg:npm/%40types/ms@0.7.31', 'MIT'], ['pkg:npm/ms@2.1.3', 'MIT']]);
  });
});

describe('packages of Debian', () => {
  it('that the starter list has in a version that is gone are taken in the current one; the list keeps its hash, and the output says so', async (context) => {
    if (!hasApt) return context.skip('there is no apt-get on this machine');
    const integrity = `sha256-${createHash('sha256').update('of the old one').digest('base64')}`;
    const list = { without: 'tests/', works: [
      { source: 'pkg:deb/debian/ncompress@0.1-1', integrity, license: 'LicenseRef-Public-Domain', date: '2020-01-01' },
      { source: 'pkg:deb/debian/ruby-rack@0.1-1?arch=all', integrity, license: 'MIT', date: '2020-01-01', only: '*.rb' },
    ] };
    const text = JSON.stringify(list);
    space.write('starter.json', text);
    const build = () => nearcopy(['index', 'build', '-o', 'starter.ncx', '--from', 'starter.json'], { cwd, patience: 500_000 });
    const { code, stdout, stderr } = await build();
    if (/your apt has no .* packages of debian/.test(stderr)) return context.skip(`Debian's package lists are out of reach: ${stderr}`);
    console.info(stdout);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ncompress .*; version 0\.1-1 is gone; took \d\S*, to which the stated integrity does not apply\nrack .*; version 0\.1-1 is gone; took \d\S*, to which the stated integrity does not apply\n$/);
    expect(space.read('starter.json')).toBe(text);
    expect((await works('starter.ncx')).map(({ purl, license, date }) => [purl, license, date])).toEqual([
      [expect.stringMatching(/^pkg:deb\/debian\/ncompress@[1-9]/), 'LicenseRef-Public-Domain', '2020-01-01'], [expect.stringMatching(/^pkg:deb\/debian\/ruby-rack@[1-9].*\?arch=all$/), 'MIT', '2020-01-01'],
    ]);
  });

  it("come through the user's apt, without rights, and say what is gone", async (context) => {
    if (!hasApt) return context.skip('there is no apt-get on this machine');
    space.write('deb.list', 'pkg:deb/debian/ncompress\npkg:deb/debian/bzip2@0.0.1-1\npkg:deb/debian/ruby-rack?arch=all\npkg:deb/debian/no-such-source-package\n');
    const { code, stdout, stderr } = await nearcopy(['index', 'build', '-o', 'deb.ncx', '--from', 'deb.list'], { cwd, patience: 500_000 });
    if (/your apt has no source packages of debian/.test(stderr)) return context.skip(`Debian's package lists are out of reach: ${stderr}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/1 of 4 sources failed:\n {2}pkg:deb\/debian\/no-such-source-package: there is no source package no-such-source-package/);
    expect(stdout).toMatch(/^bzip2 .*; version 0\.0\.1-1 is gone; took 1\./m);
    const [bzip2, ncompress, rack] = await works('deb.ncx');
    expect(rack).toMatchObject({ name: 'rack', purl: expect.stringMatching(/^pkg:deb\/debian\/ruby-rack@.*\?arch=all$/) });
    expect(bzip2).toMatchObject({ name: 'bzip2', purl: expect.stringMatching(/^pkg:deb\/debian\/bzip2@1\./), date: expect.stringMatching(/^\d{4}-/) });
    expect(ncompress).toMatchObject({ name: 'ncompress', purl: expect.stringMatching(/^pkg:deb\/debian\/ncompress@/) });
    expect(bzip2.files + ncompress.files).toBeGreaterThan(10);
  });
});
