import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkFolder } from '../../../src/sources/walk.ts';
import { isSuperuser, makeUnreadable, tree } from './tree.ts';

async function walk(root: string) {
  const found = [];
  for await (const walked of walkFolder(root)) found.push(walked);
  return found;
}

const paths = async (root: string) => (await walk(root)).map(({ path }) => path);

describe('walkFolder', () => {
  it('yields all regular files in the order of their paths', async () => {
    const root = tree({ 'b.js': '', 'a/z.js': '', 'a-b.js': '', 'a.js': '', 'a/b/c.js': '', 'B.js': '', '.hidden': '', 'dist/x.min.js': '' });
    const found = await paths(root);
    expect(found).toEqual(['.hidden', 'B.js', 'a-b.js', 'a.js', 'a/b/c.js', 'a/z.js', 'b.js', 'dist/x.min.js']);
  });

  it('gives the size and the absolute file', async () => {
    const root = tree({ 'a/b.js': 'abc' });
    expect(await walk(root)).toEqual([{ kind: 'file', path: 'a/b.js', file: join(root, 'a/b.js'), size: 3 }]);
  });

  it('enters neither .git nor node_modules, at any level, unless named', async () => {
    const root = tree({ '.git/config': '', 'node_modules/x/a.js': '', 'lib/node_modules/y/a.js': '', 'lib/a.js': '' });
    expect(await paths(root)).toEqual(['lib/a.js']);
    expect(await paths(join(root, 'node_modules'))).toEqual(['x/a.js']);
  });

  it('does not follow symbolic links, and so knows no loops', async () => {
    const root = tree({ 'a/b.js': '', 'c.js': '' });
    symlinkSync(root, join(root, 'a/loop'));
    symlinkSync(join(root, 'c.js'), join(root, 'a/linked.js'));
    symlinkSync('/nowhere', join(root, 'dangling'));
    expect(await paths(root)).toEqual(['a/b.js', 'c.js']);
  });

  it('reports a folder that is not there', async () => {
    const root = tree({});
    expect(await walk(join(root, 'gone'))).toEqual([{ kind: 'problem', path: '.', reason: 'does not exist' }]);
  });

  it.skipIf(isSuperuser)('reports a folder that may not be read and goes on', async () => {
    const root = tree({ 'a/x.js': '', 'b/x.js': '', 'c/x.js': '' });
    makeUnreadable(join(root, 'b'));
    expect(await walk(root)).toMatchObject([{ path: 'a/x.js' }, { kind: 'problem', path: 'b', reason: 'permission denied' }, { path: 'c/x.js' }]);
  });

  it('keeps the order among more files than are asked for at once, with folders between them', async () => {
    const names = Array.from({ length: 150 }, (_, n) => (n % 40 === 7 ? `${1000 + n}/inner.js` : `${1000 + n}.js`));
    const root = tree(Object.fromEntries(names.map((name, n) => [name, 'x'.repeat(n)])));
    const found = await walk(root);
    expect(found.map(({ path }) => path)).toEqual([...names].sort());
    expect(found).toMatchObject([...names].sort().map((name) => ({ kind: 'file', size: names.indexOf(name) })));
  });

  it('is sorted by the whole path, whatever the names', async () => {
    const segment = fc.stringMatching(/^[a-cA-C0-2 .+-]{1,3}$/).filter((name) => !/^\.+$/.test(name));
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.array(segment, { minLength: 1, maxLength: 3 }), { maxLength: 12, selector: (parts) => parts.join('/') }), async (parts) => {
      const files = parts.map((part) => part.join('/'));
      const clean = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)));
      const root = tree(Object.fromEntries(clean.map((file) => [file, ''])));
      expect(await paths(root)).toEqual([...clean].sort((a, b) => (a < b ? -1 : 1)));
    }), { numRuns: 30 });
  });
});
