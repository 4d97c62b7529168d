import { describe, expect, it } from 'vitest';
import { selectFiles } from '../../../src/sources/file-selection.ts';
import { openSource } from '../../../src/sources/open-source.ts';
import { parseSourceList } from '../../../src/sources/source-list.ts';
import type { Source } from '../../../src/sources/source.ts';
import { tree } from './tree.ts';

const KIT = { 'package.json': '{"name":"kit","version":"1.0.0","license":"MIT"}', 'index.js': '', 'index.min.js': '', 'src/a.js': '', 'src/test/a.js': '', 'dist/kit.js': '', 'TEST/x.js': '' };

describe('a source of which only some files are wanted', () => {
  it.each([
    [{ only: '/src/ /*.js' }, ['index.js', 'index.min.js', 'src/a.js', 'src/test/a.js']],
    [{ without: 'test/ *.min.* /dist/' }, ['TEST/x.js', 'index.js', 'package.json', 'src/a.js']],
    [{ only: '/src/', without: 'test/' }, ['src/a.js']],
    [{ without: '*.js !/src/a.js' }, ['package.json', 'src/a.js']],
  ])('%j gives these', async (selection, paths) => {
    const source = await openSource(tree(KIT), selection);
    expect(await pathsOf(source)).toEqual(paths);
    await source.dispose();
  });

  it('is still known by all that it has', async () => {
    const { name, version, license } = (await openSource(tree(KIT), { only: '/src/' })).facts;
    expect([name, version, license]).toEqual(['kit', '1.0.0', 'MIT']);
  });

  it('is itself where nothing was said', async () => {
    const source = await openSource(tree(KIT));
    expect(selectFiles(source, {})).toBe(source);
  });

  it('is what a list says, for all works and for one', () => {
    const works = [{ source: 'a' }, { source: 'b', only: '/src/', without: '!test/' }];
    expect(parseSourceList(JSON.stringify({ without: 'test/', works }), 'x.json', '/')).toEqual([
      { spec: 'a', without: 'test/', cwd: '/' }, { spec: 'b', only: '/src/', without: 'test/ !test/', cwd: '/' },
    ]);
    expect(() => parseSourceList(JSON.stringify({ without: ['test/'], works }), 'x.json', '/')).toThrow('x.json: "without" is no text');
  });
});

async function pathsOf(source: Source): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of source.files()) paths.push(path);
  return paths;
}
