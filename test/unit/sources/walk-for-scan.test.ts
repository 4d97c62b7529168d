import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkForScan } from '../../../src/sources/walk-for-scan.ts';
import { tree } from './tree.ts';

async function scan(cwd: string, paths: readonly string[], ignore: readonly string[] = []) {
  const found = [];
  for await (const scanned of walkForScan(paths, { cwd, ignore })) found.push(scanned);
  return found;
}

const paths = async (...args: Parameters<typeof scan>) => (await scan(...args)).map(({ path }) => path);

describe('walkForScan', () => {
  it('honours .gitignore and .nearcopyignore', async () => {
    const root = tree({ '.gitignore': 'dist/\n*.log\n', '.nearcopyignore': 'vendor\n', 'a.js': '', 'b.log': '', 'dist/a.js': '', 'vendor/a.js': '', 'src/dist/a.js': '' });
    expect(await paths(root, ['.'])).toEqual(['.gitignore', '.nearcopyignore', 'a.js']);
  });

  it('honours the files of every level, the innermost last', async () => {
    const root = tree({ '.gitignore': '*.gen.js\nbuild/\n', 'pkg/.gitignore': '!keep.gen.js\n/local\n!build/\n', 'pkg/keep.gen.js': '', 'pkg/x.gen.js': '', 'pkg/local/a.js': '', 'pkg/sub/local/a.js': '', 'pkg/build/a.js': '', 'build/a.js': '' });
    expect(await paths(root, ['.'])).toEqual(['.gitignore', 'pkg/.gitignore', 'pkg/build/a.js', 'pkg/keep.gen.js', 'pkg/sub/local/a.js']);
  });

  it('starts with the ignore files above the named folder, up to the root of the repository', async () => {
    const root = tree({ '.gitignore': 'ignored.js\n', 'a/b/ignored.js': '', 'a/b/c.js': '', 'a/.nearcopyignore': 'c.js\n', 'a/b/d.js': '' });
    expect(await paths(root, ['a/b'])).toEqual(['a/b/d.js']);
  });

  it('leaves alone the ignore files above a folder that is in no repository', async () => {
    const root = tree({ '.gitignore': '*\n', 'a/b.js': '' }, { git: false });
    expect(await paths(root, ['a'])).toEqual(['a/b.js']);
  });

  it('always yields files named explicitly, and looks into ignored folders named explicitly', async () => {
    const root = tree({ '.gitignore': 'dist/\n*.log\n', 'dist/a.js': '', 'dist/b.log': '', 'x.log': '' });
    expect(await paths(root, ['dist/a.js', 'x.log'])).toEqual(['dist/a.js', 'x.log']);
    // One layer of rules hides the folder, and has then nothing more to say.
    expect(await paths(root, ['dist'])).toEqual(['dist/a.js', 'dist/b.log']);
  });

  it('takes further patterns, which win over the files', async () => {
    const root = tree({ '.gitignore': '*.log\n', 'src/a.js': '', 'src/b.js': '', 'src/c.log': '', 'test/a.js': '' });
    expect(await paths(root, ['src', 'test'], ['src/b.js', '!c.log'])).toEqual(['src/a.js', 'src/c.log', 'test/a.js']);
  });

  it('yields each file once, in the order of the arguments', async () => {
    const root = tree({ 'b/x.js': '', 'a/x.js': '' });
    expect(await paths(root, ['b', 'a', '.', 'a/x.js'])).toEqual(['b/x.js', 'a/x.js']);
  });

  it('shows paths outside the working directory as absolute', async () => {
    const root = tree({ 'a/x.js': '', 'b/y.js': '' });
    expect(await paths(join(root, 'a'), ['../b'])).toEqual([`${root}/b/y.js`]);
  });

  it('skips .git and node_modules and follows no links', async () => {
    const root = tree({ 'node_modules/a.js': '', 'x/a.js': '' });
    mkdirSync(join(root, 'x/.git'));
    symlinkSync(root, join(root, 'x/loop'));
    expect(await paths(root, ['.'])).toEqual(['x/a.js']);
  });

  it('reports named places that are not there as such', async () => {
    const root = tree({ 'a.js': '' });
    expect(await scan(root, ['gone', 'a.js'])).toMatchObject([{ kind: 'problem', path: 'gone', reason: 'does not exist', named: true }, { kind: 'file', path: 'a.js' }]);
  });

  it('tells capitals apart, on every system', async () => {
    const root = tree({ '.gitignore': 'Build/\n', 'build/a.js': '' });
    expect(await paths(root, ['.'])).toEqual(['.gitignore', 'build/a.js']);
  });
});
