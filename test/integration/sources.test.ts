import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tar } from '../unit/sources/tar-builder.ts';
import { nearcopy, outcomeOf, start, statusOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { until } from './support/interruption.ts';
import { contentsOf, Workspace } from './support/workspace.ts';

// Lists of sources of many kinds, with those that fail and builds that are interrupted. Nothing here leaves the machine.

const space = new Workspace();
const cwd = space.path;
const [js, py, c] = [caseOf('javascript'), caseOf('python'), caseOf('c')];

/** A web server with archives, and the registry of one npm package. */
let server: Server;
let base: string;
const asked: string[] = [];
/** Requests for paths in here are never answered. */
const hanging = new Set<string>();
const served = new Map<string, Buffer | string>();

const archive = (name: string, files: Record<string, string>) => gzipSync(tar(Object.entries(files).map(([path, content]) => ({ path: `${name}/${path}`, content }))));
const integrity = (content: Buffer | string) => `sha512-${createHash('sha512').update(content).digest('base64')}`;
const works = async (path: string) => JSON.parse(await succeed(['index', 'list', path, '--format', 'json'], { cwd })) as { name: string; version: string | null; license: string; date: string | null; files: number }[];
const registry = () => ({ npm_config_registry: `${base}/npm/`, npm_config_cache: space.at('npm-cache'), npm_config_update_notifier: 'false', npm_config_fetch_retries: '0' });

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const content = served.get(path);
    if (hanging.has(path)) return;
    if (content === undefined) response.writeHead(404).end('{}');
    else response.end(content);
  });
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  space.work('lists/kit', { name: 'kit', version: '1.0.0', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  space.write('lists/words.py', variantText(py, 'original'));
  space.write('lists/ring-1.4.tar.gz', archive('ring-1.4', { 'ring.c': variantText(c, 'original'), 'lanes.js': variantText(js, 'original') }));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'commit.gpgSign=false', ...args], { cwd: space.at('lists/repository'), env: { ...process.env, GIT_COMMITTER_DATE: '2017-08-09T12:00:00Z' } });
  space.write('lists/repository/words.js', variantText(js, 'unrelated'));
  for (const args of [['init', '-q', '-b', 'main'], ['add', '.'], ['commit', '-q', '-m', 'first'], ['tag', 'v2.0']]) git(...args);
  for (const n of [1, 2, 3]) served.set(`/many${n}.tgz`, archive(`many-${n}`, Object.fromEntries(Array.from({ length: 15 }, (_, file) => [`f${file}.js`, variantText(js, 'original').replaceAll('lane', `lane${n}x${file}`).replaceAll('+= 1', `+= ${n * 100 + file}`)]))));
  const tarball = archive('package', { 'package.json': '{"name":"thing","version":"1.2.3","license":"ISC"}', 'lanes.js': variantText(js, 'original') });
  served.set('/npm/thing.tgz', tarball);
  served.set('/npm/thing', JSON.stringify({
    name: 'thing', 'dist-tags': { latest: '1.2.3' }, time: { '1.2.3': '2021-02-20T15:42:16.891Z' },
    versions: { '1.2.3': { name: 'thing', version: '1.2.3', dist: { tarball: `${base}/npm/thing.tgz`, integrity: integrity(tarball) } } },
  }));
});
beforeEach(() => {
  asked.length = 0;
  hanging.clear();
});
afterAll(async () => {
  space.dispose();
  server.closeAllConnections();
  await new Promise((closed) => { server.close(closed); });
});

describe('a list of sources', () => {
  it('names any number, relative to its folder, with what is said of them', async () => {
    space.write('lists/all.list', [
      '# of every kind', 'kit', 'words.py license=ISC name=words version=7 date=2003-04-05', `ring-1.4.tar.gz license="MIT OR Zlib"`, 'repository#v2.0', `${base}/many1.tgz`, `${base}/many2.tgz integrity=${integrity(served.get('/many2.tgz')!)}`, 'npm:thing@1.2.3',
    ].join('\n'));
    const said = await succeed(['index', 'build', '-o', 'all.ncx', '--from', 'lists/all.list', '--license', 'BSD-3-Clause'], { cwd, env: registry() });
    expect(said.split('\n').map((line) => line.replace(/, \d+ new functions/, ''))).toEqual([
      'kit 1.0.0 (BSD-3-Clause): 1 file', 'words 7 (ISC): 1 file', 'ring 1.4 (MIT OR Zlib): 2 files', 'repository 2.0 (BSD-3-Clause): 1 file', 'many1 (BSD-3-Clause): 15 files', 'many2 (BSD-3-Clause): 15 files', 'thing 1.2.3 (BSD-3-Clause): 1 file', '',
    ]);
    expect((await works('all.ncx')).map(({ name, date }) => [name, date])).toEqual([['kit', null], ['many1', null], ['many2', null], ['repository', '2017-08-09'], ['ring', null], ['thing', '2021-02-20'], ['words', '2003-04-05']]);
    expect(readdirSync(cwd)).not.toContain('all.ncx.progress');
  });

  it('gives the same bytes again, as JSON, and with any number of threads', async () => {
    space.write('lists/two.list', `kit\n${base}/many1.tgz\n${base}/many2.tgz\n`);
    space.write('lists/two.json', JSON.stringify({ works: [{ source: 'kit' }, { source: `${base}/many1.tgz`, note: 'why' }, { source: `${base}/many2.tgz` }] }));
    await succeed(['index', 'build', '-o', 'two1.ncx', '--from', 'lists/two.list', '--workers', '1'], { cwd });
    await succeed(['index', 'build', '-o', 'two2.ncx', '--from', 'lists/two.json', '--workers', '3'], { cwd });
    await succeed(['index', 'build', '-o', 'two3.ncx', 'lists/kit', `${base}/many1.tgz`, `${base}/many2.tgz`], { cwd });
    expect(contentsOf(space.at('two2.ncx'))).toEqual(contentsOf(space.at('two1.ncx')));
    expect(contentsOf(space.at('two3.ncx'))).toEqual(contentsOf(space.at('two1.ncx')));
  });

  it('with broken lines is refused before anything is fetched', async () => {
    space.write('lists/broken.list', `${base}/many1.tgz\nkit colour=red\n`);
    const { code, stdout, stderr } = await nearcopy(['index', 'build', '-o', 'broken.ncx', '--from', 'lists/broken.list'], { cwd });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^nearcopy: lists\/broken\.list:2: unknown option "colour"\. There are integrity, license, name, .*\.\n$/)]);
    expect(asked).toEqual([]);
    expect(readdirSync(cwd)).not.toContain('broken.ncx');
  });
});

describe('sources that fail', () => {
  it("don't stop the others, are told of at the end, and are tried again", async () => {
    served.set('/late.tgz', 'not an archive yet');
    space.write('lists/failing.list', ['nowhere', `${base}/many1.tgz`, 'kit license=Free', `${base}/gone.tgz`, `${base}/many2.tgz integrity=${integrity('other')}`, `${base}/late.tgz`].join('\n'));
    const run = () => nearcopy(['index', 'build', '-o', 'failing.ncx', '--from', 'lists/failing.list'], { cwd });
    const first = await run();
    expect([first.code, first.stdout]).toEqual([2, 'many1 (NOASSERTION): 15 files, 30 new functions\n']);
    expect(first.stderr.split('\n')).toEqual([
      'nearcopy: 5 of 6 sources failed:', expect.stringMatching(/^ {2}nowhere: does not exist\./), expect.stringMatching(/^ {2}kit: --license "Free" is not an SPDX/), expect.stringContaining('/gone.tgz: the server answers 404'),
      expect.stringContaining('/many2.tgz: its integrity is sha512-'), expect.stringContaining('/late.tgz: corrupt archive'),
      'The same command again tries them once more, and takes the others from failing.ncx.progress, which you may also delete.', '',
    ]);
    expect((await works('failing.ncx')).map(({ name }) => name)).toEqual(['many1']);
    asked.length = 0;
    served.set('/late.tgz', served.get('/many3.tgz')!);
    const second = await run();
    expect(second.stdout).toBe('many1 (NOASSERTION): 15 files, 30 new functions\nlate (NOASSERTION): 15 files, 30 new functions\n');
    expect(asked.sort()).toEqual(['/gone.tgz', '/late.tgz', '/many2.tgz']);
    expect(await succeed(['index', 'verify', 'failing.ncx'], { cwd })).toBe('failing.ncx is sound\n');
  });

  it('leave no record beside an index that keeps no names', async () => {
    const { code, stderr } = await nearcopy(['index', 'build', '-o', 'nameless.ncx', '--no-names', '--from', 'lists/failing.list'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/\nThe same command again tries them once more\.\n$/)]);
    expect(readdirSync(cwd)).toContain('nameless.ncx');
    expect(readdirSync(cwd)).not.toContain('nameless.ncx.progress');
  });

  it('all of them leave what was there', async () => {
    await succeed(['index', 'build', '-o', 'kept.ncx', 'lists/kit'], { cwd });
    const before = contentsOf(space.at('kept.ncx'));
    space.write('lists/nothing.list', 'nowhere\nno-place\n');
    for (const args of [['build', '-o', 'kept.ncx'], ['add', 'kept.ncx']]) {
      const { code, stdout, stderr } = await nearcopy(['index', ...args, '--from', 'lists/nothing.list'], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^nearcopy: 2 of 2 sources failed:\n {2}nowhere: .*\n {2}no-place: .*\nkept\.ncx is as it was\.\n$/);
    }
    expect(contentsOf(space.at('kept.ncx'))).toEqual(before);
    expect(readdirSync(cwd)).not.toContain('kept.ncx.progress');
  });

  it('on the command line still stop the command', async () => {
    const { code, stderr } = await nearcopy(['index', 'build', '-o', 'stopped.ncx', 'lists/kit', `${base}/gone.tgz`], { cwd });
    expect([code, stderr]).toEqual([2, `nearcopy: ${base}/gone.tgz: the server answers 404 Not Found. Check the address.\n`]);
    expect(readdirSync(cwd).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});

describe('a build of a list that is interrupted', () => {
  const interrupted = async (output: string, signal: NodeJS.Signals) => {
    space.write('lists/long.list', `${base}/many1.tgz\nkit\n${base}/many2.tgz\n${base}/many3.tgz\n`);
    hanging.add('/many3.tgz');
    // What a killed program leaves behind goes with the space.
    mkdirSync(space.at('temporary'), { recursive: true });
    const child = start(['index', 'build', '-o', output, '--from', 'lists/long.list'], { cwd, env: { TMPDIR: space.at('temporary') } });
    const ended = outcomeOf(child);
    const through = () => (existsSync(space.at(`${output}.progress`)) ? readdirSync(space.at(`${output}.progress`)).filter((name) => name.endsWith('.work')).length : 0);
    await until(() => through() === 3 && asked.includes('/many3.tgz'));
    child.kill(signal);
    hanging.clear();
    asked.length = 0;
    return ended;
  };

  it.each(['SIGKILL', 'SIGINT'] as const)('by %s goes on where it was, and gives the bytes of one that was not', async (signal) => {
    const output = `${signal}.ncx`;
    const ended = await interrupted(output, signal);
    if (signal === 'SIGINT') {
      expect([statusOf(ended), ended.stdout, ended.stderr]).toEqual([130, '', `nearcopy: stopped; ${output} is as it was. The same command again goes on from here\n`]);
      expect(readdirSync(cwd)).not.toContain(output);
    }
    const said = await succeed(['index', 'build', '-o', output, '--from', 'lists/long.list'], { cwd });
    expect(said).toBe(['many1', 'kit 1.0.0', 'many2', 'many3'].map((work) => `${work} (${work.startsWith('kit') ? 'MIT): 1 file, 2' : 'NOASSERTION): 15 files, 30'} new functions\n`).join(''));
    expect(asked).toEqual(['/many3.tgz']);
    await succeed(['index', 'build', '-o', `whole-${output}`, '--from', 'lists/long.list'], { cwd });
    expect(contentsOf(space.at(output))).toEqual(contentsOf(space.at(`whole-${output}`)));
    expect(readdirSync(cwd).filter((name) => name.endsWith('.progress'))).not.toContain(`${output}.progress`);
  });

  it('finds a folder again as it is by then, and a damaged record out', async () => {
    await interrupted('changed.ncx', 'SIGKILL');
    space.write('lists/kit/more.js', variantText(js, 'unrelated'));
    for (const name of readdirSync(space.at('changed.ncx.progress'))) space.write(`changed.ncx.progress/${name}`, space.read(`changed.ncx.progress/${name}`).slice(0, 500));
    const said = await succeed(['index', 'build', '-o', 'changed.ncx', '--from', 'lists/long.list'], { cwd });
    expect(said).toContain('kit 1.0.0 (MIT): 2 files, 4 new functions\n');
    expect(asked.sort()).toEqual(['/many1.tgz', '/many2.tgz', '/many3.tgz']);
    expect(await succeed(['index', 'verify', 'changed.ncx'], { cwd })).toBe('changed.ncx is sound\n');
  });
});

describe('a package', () => {
  it('that the index has is not fetched again', async () => {
    await succeed(['index', 'build', '-o', 'thing.ncx', 'npm:thing@1.2.3'], { cwd, env: registry() });
    expect(asked).toContain('/npm/thing.tgz');
    asked.length = 0;
    space.write('lists/thing.list', 'pkg:npm/thing@1.2.3\nkit\n');
    const said = await succeed(['index', 'add', 'thing.ncx', '--from', 'lists/thing.list'], { cwd, env: registry() });
    expect(said).toMatch(/^thing 1\.2\.3 is there already\nkit 1\.0\.0 \(MIT\)/);
    expect(asked).toEqual([]);
  });
});
