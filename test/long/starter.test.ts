import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { nearcopy, succeed } from '../integration/support/cli.ts';
import { Workspace } from '../integration/support/workspace.ts';

// Ten works of the starter index, fetched through this machine's npm and apt. Where they are out of reach, the test says so and does nothing.

interface StarterList {
  readonly without: string;
  readonly works: readonly { readonly source: string; readonly license: string; readonly note?: string }[];
}

const space = new Workspace();
const cwd = space.path;
afterAll(() => space.dispose());

const SAMPLE = 10;
const list = JSON.parse(readFileSync(join(import.meta.dirname, '../../index/starter.json'), 'utf8')) as StarterList;
/** Of those with a note, the licence was read by a person. */
const works = list.works.filter(({ note }) => note === undefined);
const sample = Array.from({ length: SAMPLE }, (_, n) => works[Math.floor((n + 0.5) * works.length / SAMPLE)]);
const answers = (program: string, ...args: string[]): boolean => spawnSync(program, args, { cwd, stdio: 'ignore', timeout: 60_000 }).status === 0;
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

it('a sample of the starter index is built twice with the same bytes, whatever the number of threads, under the stated licences', async (context) => {
  if (!answers('npm', 'view', 'ms@2.1.3', 'version')) return context.skip('the npm registry is out of reach');
  if (!answers('apt-get', '--version')) return context.skip('there is no apt-get on this machine');
  // Without the licences, so that those which Nearcopy finds are compared with those in the list.
  space.write('sample.json', JSON.stringify({ ...list, works: sample.map((work) => ({ ...work, license: undefined })) }));
  const hashes: string[] = [];
  for (const workers of ['1', '2']) {
    const { code, stdout, stderr } = await nearcopy(['index', 'build', '--from', 'sample.json', '-o', `${workers}.ncx`, '--workers', workers], { cwd });
    if (/has no binary packages of debian|has no source packages of debian/.test(stderr)) return context.skip(`Debian's package lists are out of reach: ${stderr}`);
    expect(code, stderr).toBe(0);
    if (/ is gone; took /.test(stdout)) console.info(stdout.split('\n').filter((line) => line.includes(' is gone; took ')).join('\n'));
    await succeed(['index', 'export', `${workers}.ncx`, '--single', `${workers}.single.ncx`], { cwd });
    hashes.push(sha256(space.at(`${workers}.single.ncx`)));
  }
  console.info(`${sample.map(({ source }) => source).join('\n')}\nsha256 ${hashes.join(' ')}`);
  expect(hashes[1]).toBe(hashes[0]);
  const built = JSON.parse(await succeed(['index', 'list', '1.ncx', '--format', 'json'], { cwd })) as { license: string }[];
  expect(built.map(({ license }) => license).sort()).toEqual(sample.map(({ license }) => license).sort());
}, 900_000);
