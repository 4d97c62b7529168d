import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// Which files a scan looks at, and how it calls them.

const space = new Workspace();
const js = caseOf('javascript');
const index = space.at('kit.ncx');
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'lanes.js': variantText(js, 'original') });
  await succeed(['index', 'build', '-o', index, 'kit'], { cwd: space.path });
  const copy = variantText(js, 'renamed');
  for (const file of ['a.js', 'src/b.js', 'src/deep/er/c.js', 'out/d.js', 'src/out/e.js', 'vendor/f.js', 'src/vendor/g.js', 'secret.js', 'src/keep.tmp.js', 'src/h.tmp.js', 'node_modules/x/i.js']) space.write(`repo/${file}`, copy);
  space.write('repo/.gitignore', '/out/\n*.tmp.js\n!keep.tmp.js\nsecret.js\n');
  space.write('repo/.nearcopyignore', 'vendor/\n');
  space.write('repo/src/.gitignore', 'deep/er\n');
  space.write('repo/readme.md', '# no code\n');
  execFileSync('git', ['init', '-q', space.at('repo')]);
});

async function filesOf(paths: readonly string[], options: { cwd?: string; more?: readonly string[] } = {}): Promise<string[]> {
  const { findings, stats } = await scan(['-i', index, ...options.more ?? [], ...paths], { cwd: options.cwd ?? space.at('repo') });
  expect(stats.files).toBe(findings.length);
  return findings.map(({ file }) => file);
}

describe('a folder', () => {
  it('honours .gitignore and .nearcopyignore at every level, and is scanned to its depth', async () => {
    expect(await filesOf(['.'])).toEqual(['a.js', 'src/b.js', 'src/keep.tmp.js', 'src/out/e.js']);
  });

  it('honours the ignore files of the folders above it', async () => {
    expect(await filesOf(['src'])).toEqual(['src/b.js', 'src/keep.tmp.js', 'src/out/e.js']);
    expect(await filesOf(['.'], { cwd: space.at('repo/src') })).toEqual(['b.js', 'keep.tmp.js', 'out/e.js']);
  });

  it('that is ignored is scanned where it is named', async () => {
    expect(await filesOf(['out'])).toEqual(['out/d.js']);
  });

  it('leaves out what --ignore says, too', async () => {
    expect(await filesOf(['.'], { more: ['--ignore', 'src/*', '--ignore', '!src/b.js'] })).toEqual(['a.js', 'src/b.js']);
  });

  it('does not follow symbolic links, which may run in circles', async () => {
    mkdirSync(space.at('repo/links'), { recursive: true });
    symlinkSync(space.at('repo'), space.at('repo/links/back'));
    expect(await filesOf(['links'])).toEqual([]);
  });
});

describe('a file', () => {
  it('that is named is scanned although it is ignored', async () => {
    expect(await filesOf(['secret.js', 'src/h.tmp.js', 'node_modules/x/i.js'])).toEqual(['secret.js', 'src/h.tmp.js', 'node_modules/x/i.js']);
  });

  it('is scanned once, however often it is named', async () => {
    expect(await filesOf(['a.js', './a.js', 'src/../a.js', space.at('repo/a.js')])).toEqual(['a.js']);
  });

  it('is called by its path from the working directory, and outside of it by its absolute one', async () => {
    expect(await filesOf(['../b.js', '../../a.js'], { cwd: space.at('repo/src/deep') })).toEqual([space.at('repo/src/b.js'), space.at('repo/a.js')]);
    expect(await filesOf([space.at('repo/src/b.js')])).toEqual(['src/b.js']);
  });

  it('with blanks, quotes and letters of any script in its name is scanned', async () => {
    const name = 'odd/ä "b" \'c\' 漢 #1.js';
    space.write(`repo/${name}`, variantText(js, 'renamed'));
    expect(await filesOf(['odd'])).toEqual([name]);
  });

  it('of no language is skipped with a reason where it is named, and silently in a folder', async () => {
    expect((await scan(['-i', index, 'readme.md', 'a.js'], { cwd: space.at('repo') })).skipped).toEqual([{ file: 'readme.md', reason: 'unknown language' }]);
    expect((await scan(['-i', index, '.'], { cwd: space.at('repo') })).skipped).toEqual([]);
  });
});
