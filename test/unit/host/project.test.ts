import { describe, expect, it } from 'vitest';
import { createProjects, type AroundFile, type FolderReader } from '../../../src/host/project.ts';

/** A tree of files in memory; `reads` counts how often each was asked for. */
function tree(files: Readonly<Record<string, string>>): FolderReader & { readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  return {
    reads,
    async list(folder) {
      const start = folder.endsWith('/') ? folder : `${folder}/`;
      return [...new Set(Object.keys(files).filter((path) => path.startsWith(start)).map((path) => path.slice(start.length).split('/')[0]))];
    },
    async read(file) {
      reads.set(file, (reads.get(file) ?? 0) + 1);
      return files[file] ?? null;
    },
  };
}

const around = (files: Readonly<Record<string, string>>, file: string, stop: string | null = '/w', text: string | null = null): Promise<AroundFile> => createProjects(tree(files), stop).around(file, text);
const names = ({ project }: AroundFile): string[] => project.identities.map(({ name }) => name);
const json = (name: string, more: object = {}): string => JSON.stringify({ name, ...more });

describe('the project of a file', () => {
  it('is what the manifests say from its folder up to the one that is worked in, nearest first', async () => {
    const files = { '/w/package.json': json('root', { license: 'MIT', dependencies: { a: '1' } }), '/w/packages/p/package.json': json('p', { license: 'ISC', dependencies: { b: '1' } }), '/package.json': json('outside') };
    const found = await around(files, '/w/packages/p/src/x.js');
    expect(names(found)).toEqual(['p', 'root']);
    expect(found.project.license).toBe('ISC');
    expect(found.project.dependencies.map(({ name }) => name)).toEqual(['b', 'a']);
    expect((await around(files, '/w/other/x.js')).project.license).toBe('MIT');
  });

  it('reaches up to the repository, and a repository inside is somebody else\'s', async () => {
    const files = { '/r/.git/config': '[remote "origin"]\n\turl = https://github.com/ada/sums\n', '/r/package.json': json('root'), '/r/w/package.json': json('inner'), '/package.json': json('outside') };
    expect(names(await around(files, '/r/w/src/x.js', '/r/w'))).toEqual(['inner', 'root', 'sums']);
    const vendored = { '/w/package.json': json('root'), '/w/deps/z/.git/HEAD': '', '/w/deps/z/package.json': json('z') };
    expect(names(await around(vendored, '/w/deps/z/x.js'))).toEqual(['z', 'root']);
  });

  it('ends where manifests end, for a file somewhere else', async () => {
    const files = { '/tmp/p/package.json': json('p'), '/tmp/p/src/LICENSE': 'MIT License', '/package.json': json('far') };
    expect(names(await around(files, '/tmp/p/src/x.js', '/w'))).toEqual(['p', 'far']);
    expect(names(await around({ '/x.js': '' }, '/x.js', '/w'))).toEqual([]);
    expect(names(await around({ '/tmp/a/b/c/d/e/f/g/x.js': '', '/package.json': json('far') }, '/tmp/a/b/c/d/e/f/g/x.js', null))).toEqual([]);
  });

  it('is found on drives too', async () => {
    expect(names(await around({ 'C:/package.json': json('drive'), 'C:/w/package.json': json('w') }, 'C:/w/src/x.js', null))).toEqual(['w', 'drive']);
    expect(names(await around({ 'C:/package.json': json('drive'), 'C:/w/package.json': json('w') }, 'C:/w/src/x.js', 'C:/w'))).toEqual(['w']);
  });

  it('is not what vendored folders say of themselves', async () => {
    const files = { '/w/package.json': json('root', { license: 'MIT' }), '/w/third_party/z/package.json': json('z', { license: 'Zlib', dependencies: { y: '1' } }), '/w/third_party/z/NOTICE': 'z' };
    const found = await around(files, '/w/third_party/z/src/x.js');
    expect([names(found), found.project.license, found.project.dependencies, found.project.notices]).toEqual([['root'], 'MIT', [], []]);
    expect(found.file.licensed).toEqual([{ path: 'third_party/z', names: ['z', 'third_party/z', 'z'], license: 'Zlib', text: '' }]);
  });
});

describe('the surroundings of a file', () => {
  it('are the folders with a licence, nearest first, not the root', async () => {
    const files = { '/w/LICENSE': 'SPDX-License-Identifier: MIT', '/w/v/a-1.0/COPYING': 'GPL', '/w/v/a-1.0/b/LICENSE.txt': 'text', '/w/v/a-1.0/b/c/x.c': '' };
    const { licensed } = (await around(files, '/w/v/a-1.0/b/c/x.c')).file;
    expect(licensed.map(({ path, names: called, text }) => [path, called, text])).toEqual([['v/a-1.0/b', ['b', 'a-1.0/b', 'v/a-1.0/b'], 'text'], ['v/a-1.0', ['a-1.0', 'v/a-1.0'], 'GPL']]);
  });

  it.each([
    ['/w/node_modules/@s/n/lib/x.js', ['@s', '@s/n', '@s/n/lib']],
    ['/w/node_modules/a/node_modules/b/x.js', ['b']],
    ['/w/vendor/github.com/pkg/errors/x.go', ['github.com', 'github.com/pkg', 'github.com/pkg/errors']],
    ['/w/vendor/bundle/ruby/3.3.0/gems/rack-3.0.0/lib/x.rb', ['rack-3.0.0', 'rack-3.0.0/lib']],
    ['/w/env/lib/python3.12/site-packages/requests/x.py', ['requests']],
  ])('%s lies in a folder of dependencies', async (file, expected) => expect((await around({}, file)).file.dependencyFolder).toEqual({ names: expected }));

  it.each(['/w/src/x.js', '/w/vendor/x.js', '/w/my-vendor/a/x.js', '/vendor/w/x.js'])('%s does not', async (file) => expect((await around({}, file, file.startsWith('/vendor') ? '/vendor/w' : '/w')).file.dependencyFolder).toBeNull());

  it('include what the file says of its origin', async () => {
    expect((await around({}, '/w/x.js', '/w', '// Copyright Ada\nlet a;\n')).file.attribution).toBe('Copyright Ada');
  });
});

it('reads each file once, until it is told to forget', async () => {
  const reader = tree({ '/w/package.json': json('root'), '/w/a/LICENSE': 'x' });
  const projects = createProjects(reader, '/w');
  await Promise.all(['/w/a/x.js', '/w/a/y.js', '/w/a/b/z.js', '/w/q.js'].map((file) => projects.around(file, null)));
  expect([...reader.reads]).toEqual(expect.arrayContaining([['/w/package.json', 1], ['/w/a/LICENSE', 1]]));
  projects.forget();
  await projects.around('/w/q.js', null);
  expect(reader.reads.get('/w/package.json')).toBe(2);
});
