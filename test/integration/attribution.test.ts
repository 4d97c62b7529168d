import { afterAll, describe, expect, it } from 'vitest';
import { nearcopy, scan, scanOne, succeed } from './support/cli.ts';
import { caseOf, markedText, variantText, withWords } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// Whose a copied region is: holders, lineages by date, idioms.

const space = new Workspace();
const cwd = space.path;
const py = caseOf('python');
const original = variantText(py, 'original');
const renamed = variantText(py, 'renamed');
const asked = space.write('asked.py', renamed);
afterAll(() => space.dispose());

let made = 0;
/** Builds an index of works that each hold one text; its path. */
async function indexOf(works: readonly { name: string; version?: string; time?: string; license?: string; text: string; path?: string }[]): Promise<string> {
  const id = made++;
  const folders = works.map(({ text, path = 'tables.py', ...labels }, n) => space.work(`works/${id}/${n}`, { license: 'MIT', ...labels }, { [path]: text }));
  await succeed(['index', 'build', '-o', `${id}.ncx`, ...folders], { cwd });
  return `${id}.ncx`;
}

describe.concurrent('alsoIn', () => {
  it('names every other work that holds the same file', async () => {
    const index = await indexOf([
      { name: 'acme/one', version: '1.0', time: '2015-03-01', text: original },
      { name: 'acme/two', version: '2.0', time: '2017-03-01', text: original, path: 'vendor/deep/t.py' },
      { name: 'acme/three', time: '2019-03-01', text: original },
    ]);
    const { match, alsoIn } = await scanOne(['-i', index, asked], { cwd });
    expect(match).toMatchObject({ work: 'acme/one', version: '1.0', path: 'tables.py' });
    expect(alsoIn).toEqual([{ work: 'acme/two', version: '2.0' }, { work: 'acme/three', version: null }]);
  });

  it('names a work with an edited copy of its own, too, but no work with other code', async () => {
    const index = await indexOf([
      { name: 'acme/origin', time: '2010-01-01', text: original },
      { name: 'acme/editor', time: '2014-01-01', text: variantText(py, 'edited') },
      { name: 'acme/stranger', time: '2001-01-01', text: variantText(py, 'unrelated') },
    ]);
    const { match, alsoIn } = await scanOne(['-i', index, space.write('as-is.py', markedText(original, py.unit))], { cwd });
    expect(match.work).toBe('acme/origin');
    expect(alsoIn).toEqual([{ work: 'acme/editor', version: null }]);
  });

  it('names works of several indexes', async () => {
    const [a, b] = await Promise.all([indexOf([{ name: 'acme/first', time: '2012-01-01', text: original }]), indexOf([{ name: 'acme/second', time: '2011-01-01', text: original }])]);
    for (const order of [[a, b], [b, a]]) {
      const { match, alsoIn } = await scanOne([...order.flatMap((index) => ['--index', index]), asked], { cwd });
      expect([match.work, alsoIn]).toEqual(['acme/second', [{ work: 'acme/first', version: null }]]);
    }
  });
});

describe.concurrent('lineage', () => {
  it('names the earliest version, in whatever order they came in', async () => {
    const v1 = { name: 'acme/kit', version: '1.0.0', time: '2015-06-01', text: original };
    const v2 = { name: 'acme/kit', version: '2.0.0', time: '2019-06-01', text: `# second edition\n\n${original}` };
    const v0 = { name: 'acme/kit', version: '0.9.0', time: 'unknown', text: original.replace('observatory', 'station') };
    for (const order of [[v1, v2, v0], [v0, v2, v1]]) {
      const { match, alsoIn } = await scanOne(['-i', await indexOf(order), asked], { cwd });
      expect(match).toMatchObject({ work: 'acme/kit', version: '1.0.0' });
      expect(alsoIn).toHaveLength(2);
      expect(alsoIn).toEqual(expect.arrayContaining([{ work: 'acme/kit', version: '2.0.0' }, { work: 'acme/kit', version: '0.9.0' }]));
    }
  });

  it('gives one key, whichever version is indexed', async () => {
    const v1 = { name: 'acme/kit', version: '1.0.0', time: '2015-06-01', text: original };
    const v2 = { name: 'Acme/Kit', version: '2.0.0', time: '2019-06-01', text: `# second edition\n${original}` };
    const keys = await Promise.all([[v1], [v2], [v2, v1]].map(async (works) => (await scanOne(['-i', await indexOf(works), asked], { cwd })).key));
    expect(new Set(keys).size).toBe(1);
  });

  it('of a work that was vendored word for word is named by the older work', async () => {
    const index = await indexOf([
      { name: 'acme/big-app', version: '9.1', time: '2020-01-01', license: 'GPL-3.0-only', text: `import os\n${original}` },
      { name: 'acme/kit', version: '1.0.0', time: '2015-06-01', text: original },
    ]);
    const { match, alsoIn, severity } = await scanOne(['-i', index, asked], { cwd });
    expect(match).toMatchObject({ work: 'acme/kit', license: 'MIT' });
    expect(alsoIn).toEqual([{ work: 'acme/big-app', version: '9.1' }]);
    expect(severity).toBe('warning');
  });
});

describe.concurrent('a common idiom', () => {
  const own = (prefix: string) => ({ text: withWords(original, Object.fromEntries(Object.keys(py.renames).map((name) => [name, `${prefix}_${name}`]))) });
  const lines = [
    { name: 'alpha', ...own('al') },
    { name: 'beta', ...own('be') },
    { name: 'gamma', ...own('ga') },
  ];

  it('stands in three unrelated works with names of their own: information, and no failure', async () => {
    const index = await indexOf(lines);
    const finding = await scanOne(['-i', index, asked], { cwd });
    expect(finding).toMatchObject({ severity: 'information', idiom: true });
    expect(finding.alsoIn).toHaveLength(2);
    const exit = async (...more: string[]) => (await nearcopy(['scan', '-i', index, asked, ...more], { cwd })).code;
    expect([await exit(), await exit('--fail-on', 'information'), await exit('--fail-on', 'never')]).toEqual([0, 1, 0]);
  });

  it('is none in two works, nor in three versions of one work, nor where one took it over from another word for word', async () => {
    const two = await scanOne(['-i', await indexOf(lines.slice(0, 2)), asked], { cwd });
    const versions = await scanOne(['-i', await indexOf(lines.map((work, n) => ({ ...work, name: 'alpha', version: `${n}` }))), asked], { cwd });
    const vendored = await scanOne(['-i', await indexOf([lines[0], lines[1], { name: 'delta', text: `# taken over\n${lines[1].text}` }]), asked], { cwd });
    for (const finding of [two, versions, vendored]) {
      expect(finding.severity).toBe('warning');
      expect(finding).not.toHaveProperty('idiom');
    }
  });
});

describe.concurrent('what an index leaves out', () => {
  it('is told as null: the names, with --no-names', async () => {
    space.work('nameless', { name: 'nameless', license: 'MIT' }, { 'tables.py': original });
    await succeed(['index', 'build', '-o', 'nameless.ncx', '--no-names', 'nameless'], { cwd });
    const { kind, renames, kept, match } = await scanOne(['-i', 'nameless.ncx', asked], { cwd });
    expect(kind).toBe('renamed');
    expect(renames.map(({ to }) => to).sort()).toEqual(Object.values(py.renames).sort());
    expect(renames.every(({ from }) => from === null)).toBe(true);
    expect(kept).toEqual(expect.arrayContaining(['len', 'zip']));
    expect(match.unit).toBeNull();
    const text = (await nearcopy(['scan', '-i', 'nameless.ncx', asked], { cwd })).stdout;
    expect(text).toContain('load_sheet');
    expect(text).not.toContain('null');
    const { code, stdout } = await nearcopy(['scan', '-i', 'nameless.ncx', '--format', 'sarif', asked], { cwd });
    expect([code, stdout.includes('read_table')]).toEqual([1, false]);
  });
});

describe.concurrent('the licence', () => {
  it('is that of the file where the file states its own', async () => {
    const index = await indexOf([{ name: 'mixed', license: 'MIT', text: `# SPDX-License-Identifier: GPL-2.0-only\n${original}` }]);
    expect((await scanOne(['-i', index, asked], { cwd })).match.license).toBe('GPL-2.0-only');
  });

  it('is that which debian/copyright or REUSE states for the file', async () => {
    const format = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n';
    space.work('packaged', { name: 'packaged', license: 'MIT' }, { 'contrib/tables.py': original, 'debian/copyright': `${format}\nFiles: *\nLicense: Expat\n\nFiles: contrib/*\nLicense: GPL-3+\n` });
    space.work('reused', { name: 'reused', license: 'MIT' }, { 'tables.py': `# other words\n${original}`, 'REUSE.toml': 'version = 1\n[[annotations]]\npath = "*.py"\nSPDX-License-Identifier = "MPL-2.0"\n' });
    for (const [work, license] of [['packaged', 'GPL-3.0-or-later'], ['reused', 'MPL-2.0']]) {
      await succeed(['index', 'build', '-o', `${work}.ncx`, work], { cwd });
      expect((await scanOne(['-i', `${work}.ncx`, asked], { cwd })).match).toMatchObject({ work, license });
    }
  });

  it('is what --license says, and NOASSERTION where nothing is known', async () => {
    space.write('bare/tables.py', original);
    await succeed(['index', 'build', '-o', 'bare.ncx', 'bare'], { cwd });
    expect((await scanOne(['-i', 'bare.ncx', asked], { cwd })).match).toMatchObject({ work: 'bare', version: null, purl: null, license: 'NOASSERTION', url: null });
    await succeed(['index', 'build', '-o', 'told.ncx', '--name', 'Told', '--work-version', '7', '--license', 'ISC', 'bare'], { cwd });
    expect((await scanOne(['-i', 'told.ncx', asked], { cwd })).match).toMatchObject({ work: 'Told', version: '7', license: 'ISC' });
  });

  it('and the path are those of a source that is a file', async () => {
    await succeed(['index', 'build', '-o', 'file.ncx', 'bare/tables.py'], { cwd });
    const { findings } = await scan(['-i', 'file.ncx', asked], { cwd });
    expect(findings.map(({ match }) => match.path)).toEqual(['tables.py']);
  });
});
