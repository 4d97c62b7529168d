import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, outcomeOf, start, statusOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// The text report is printed while the scan goes on: first a small copy, then many files that take longer.

const space = new Workspace();
const SCAN = ['scan', '--no-cache', '-i', 'kit.ncx'];
afterAll(() => space.dispose());

beforeAll(async () => {
  const js = caseOf('javascript');
  space.write('kit/lanes.js', variantText(js, 'original'));
  await succeed(['index', 'build', '-o', 'kit.ncx', '--license', 'GPL-3.0-only', 'kit'], { cwd: space.path });
  space.write('repo/a.js', variantText(js, 'renamed'));
  for (let n = 10; n < 34; n++) space.write(`repo/b/${n}.js`, `// ${n}\n${variantText(js, 'unrelated')}\n`.repeat(60));
  space.write('repo/c.js', variantText(js, 'renamed'));
});

const PLACE = /^\S+\.js:\d+-\d+/gm;
const places = (text: string) => [...text.matchAll(PLACE)].map(([place]) => place.replace(/:.*/, ''));
const timeless = (text: string) => text.replace(/ in [\d.]+ (ms|s|min)\b.*/, '');
/** Starts a scan and waits for the first that it prints. */
async function untilFirst(args: readonly string[]) {
  const child = start([...SCAN, ...args], { cwd: space.path });
  const ended = outcomeOf(child);
  const first = await new Promise<string>((done) => child.stdout!.once('data', (chunk: Buffer) => done(chunk.toString())));
  return { child, ended, first };
}

describe('a scan with the text format', () => {
  it('prints a finding when it is found, and the end at the end', async () => {
    const { first, ended } = await untilFirst(['repo']);
    expect(places(first)).toEqual(['repo/a.js']);
    expect(first).not.toContain('Checked');
    const { stdout, code, stderr } = await ended;
    expect([places(stdout), code, stderr]).toEqual([['repo/a.js', 'repo/c.js'], 1, '']);
    expect(stdout).toMatch(/2 findings[^]*Checked 26 files/);
  });

  it('prints the same as into a file, in the order of the paths whatever the order of the arguments', async () => {
    const { stdout } = await nearcopy([...SCAN, 'repo/c.js', 'repo'], { cwd: space.path });
    await nearcopy([...SCAN, 'repo', '--output', 'report.txt'], { cwd: space.path });
    expect(timeless(stdout)).toBe(timeless(space.read('report.txt')));
    expect(places(stdout)).toEqual(['repo/a.js', 'repo/c.js']);
  });

  it('that is stopped has printed what it had found, and nothing after', async () => {
    const { child, first, ended } = await untilFirst(['repo']);
    child.kill('SIGINT');
    const outcome = await ended;
    expect([outcome.stdout, outcome.stderr, statusOf(outcome)]).toEqual([first, 'nearcopy: stopped\n', 130]);
  });

  it('ends quietly where its reader has seen enough', async () => {
    const { child, ended } = await untilFirst(['repo']);
    child.stdout!.destroy();
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([1, '']);
  });
});
