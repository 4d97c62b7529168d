import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, scan, succeed, timeless } from './support/cli.ts';
import { caseOf, copyCases, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// What a second scan remembers, and scans of what has changed.

const space = new Workspace();
const cwd = space.at('repo');
const cache = space.at('cache');
const index = space.at('kit.ncx');
afterAll(() => space.dispose());

beforeAll(async () => {
  for (const one of copyCases) space.write(`kit/original.${one.extension}`, variantText(one, 'original'));
  space.write('kit/package.json', '{"name":"kit","version":"1.0.0","license":"MIT"}');
  await succeed(['index', 'build', '-o', index, 'kit'], { cwd: space.path });
  for (const one of copyCases) for (const variant of ['renamed', 'edited', 'unrelated'] as const) space.write(`repo/${variant}.${one.extension}`, variantText(one, variant));
});

const cached = (...more: string[]) => scan(['-i', index, '--cache', cache, ...more, '.'], { cwd });
const files = () => readdirSync(cache).filter((name) => name.endsWith('.results'));
const only = () => `${cache}/${files()[0]}`;

describe('a scan', () => {
  it('says the same from memory, wherever the file lies now', async () => {
    const fresh = timeless(await scan(['-i', index, '--no-cache', '.'], { cwd }));
    expect(fresh.findings.length).toBeGreaterThan(copyCases.length);
    expect([timeless(await cached()), timeless(await cached())]).toEqual([fresh, fresh]);
    const python = caseOf('python');
    const moved = space.write('moved/x.py', variantText(python, 'renamed'));
    const [finding] = (await scan(['-i', index, '--cache', cache, moved], { cwd: space.at('moved') })).findings;
    expect(finding.file).toBe('x.py');
  });

  it('remembers results, not their meaning: a policy changes them at once', async () => {
    const { findings } = await cached();
    const before = readFileSync(only(), 'utf8');
    space.write('repo/.nearcopy/policy.json', '{"severity":{"families":{"permissive":"error"}}}');
    expect(new Set((await cached()).findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
    space.write('repo/.nearcopy/policy.json', '{"ownWorks":["kit"]}');
    const quiet = await cached();
    expect([quiet.findings.length, quiet.quiet.length]).toEqual([0, findings.length]);
    space.write('repo/.nearcopy/policy.json', '{}');
    expect(readFileSync(only(), 'utf8')).toBe(before);
  });

  it('asks anew where the content, the index or the level is another', async () => {
    const count = files().length;
    space.write('repo/renamed.js', `${variantText(caseOf('javascript'), 'unrelated')}// changed\n`);
    expect((await cached()).findings.some(({ file }) => file === 'renamed.js')).toBe(false);
    space.write('repo/renamed.js', variantText(caseOf('javascript'), 'renamed'));
    expect((await cached()).findings.some(({ file }) => file === 'renamed.js')).toBe(true);
    expect(files()).toHaveLength(count);
    expect((await cached('--expected-at-most', '1e-300')).findings).toEqual([]);
    expect(files()).toHaveLength(count + 1);
    await succeed(['index', 'build', '-o', index, 'kit/original.py'], { cwd: space.path });
    expect(new Set((await cached()).findings.map(({ match }) => match.path))).toEqual(new Set(['original.py']));
    await succeed(['index', 'build', '-o', index, 'kit'], { cwd: space.path });
  });

  it('does without lines that were damaged, and without a folder that it may not write', async () => {
    const expected = timeless(await cached());
    for (const name of files()) {
      const text = readFileSync(`${cache}/${name}`, 'utf8');
      writeFileSync(`${cache}/${name}`, `${text.replaceAll('"startLine":', '"startLine":1').slice(0, -40)}\nnot a line\n${'0'.repeat(32)} 00000000 {"functions":1,"findings":[]}\n`);
    }
    expect(timeless(await cached())).toEqual(expected);
    for (const name of files()) writeFileSync(`${cache}/${name}`, new Uint8Array([0xff, 0, 0x0a, 0x20]));
    expect(timeless(await cached())).toEqual(expected);
    const { code, stderr } = await nearcopy(['scan', '-i', index, '--cache', space.write('a-file', 'x'), '.'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
  });

  it('keeps results to their owner, and lets go of drafts that were left', async () => {
    const left = `${cache}/${'a'.repeat(32)}.results.0123456789ab.tmp`;
    writeFileSync(left, 'half');
    utimesSync(left, 1, 1);
    await cached();
    expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(only()).mode & 0o077).toBe(0);
  });

  it('still tells that an index is missing', async () => {
    const { code, stderr } = await nearcopy(['scan', '-i', 'gone.ncx', '--cache', cache, '.'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no index gone.ncx')]);
  });
});

describe('--changed', () => {
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd });
  const found = async (...args: string[]) => (await scan(['-i', index, '--no-cache', ...args], { cwd })).findings.map(({ file }) => file);
  const c = caseOf('c');

  it('scans what git calls changed, and new files that it does not ignore', async () => {
    git('init', '-q');
    space.write('repo/.gitignore', '*.cpp\n');
    expect(await found('--changed', '--', 'renamed.py', 'renamed.go')).toEqual(['renamed.py', 'renamed.go']);
    git('add', '.');
    git('commit', '-qm', 'first');
    git('tag', 'v1');
    expect(await found('--changed')).toEqual([]);
    space.write('repo/renamed.py', `# changed\n${variantText(caseOf('python'), 'renamed')}`);
    space.write('repo/sub/new é.c', variantText(c, 'renamed'));
    space.write('repo/sub/ignored.cpp', variantText(c, 'renamed'));
    expect(await found('--changed')).toEqual(['renamed.py', 'sub/new é.c']);
    expect(await found('--changed', 'sub')).toEqual(['sub/new é.c']);
    git('add', '.');
    expect(await found('--changed')).toEqual(['renamed.py', 'sub/new é.c']);
    git('rm', '-q', '--cached', 'edited.py');
    git('commit', '-qm', 'second');
    expect(await found('--changed', 'HEAD', 'renamed.py', 'sub')).toEqual([]);
    expect(await found('--changed', 'v1', '.')).toEqual(['edited.py', 'renamed.py', 'sub/new é.c']);
  });

  it('asks the repositories of what is named, their submodules and repositories within them', async () => {
    const copy = variantText(c, 'renamed');
    const repository = (name: string, ...files: string[]) => {
      for (const file of ['first.c', ...files]) space.write(`${name}/${file}`, copy);
      const run = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'protocol.file.allow=always', ...args], { cwd: space.at(name) });
      run('init', '-q');
      run('add', 'first.c');
      run('commit', '-qm', 'first');
      return run;
    };
    repository('library');
    const outer = repository('outer');
    outer('submodule', '--quiet', 'add', space.at('library'), 'library');
    outer('commit', '-qm', 'library');
    const within = async (...args: string[]) => (await scan(['-i', index, '--no-cache', '--changed', ...args], { cwd: space.at('outer') })).findings.map(({ file }) => file);
    expect(await within()).toEqual([]);
    space.write('outer/library/added.c', copy);
    repository('outer/nested');
    repository('other', 'added.c');
    expect(await within()).toEqual(['library/added.c', 'nested/first.c']);
    expect(await within('--', '../other')).toEqual([space.at('other/added.c')]);
  });

  it('finds it through links to the repository, to a folder and to a file', async () => {
    symlinkSync(cwd, space.at('linked'));
    symlinkSync('renamed.py', space.at('repo/link.py'));
    const through = async (at: string, ...args: string[]) => (await scan(['-i', index, '--no-cache', '--changed', 'v1', ...args], { cwd: at })).findings.map(({ file }) => file);
    expect(await through(cwd, space.at('linked'))).toEqual(['edited.py', 'renamed.py', 'sub/new é.c'].map((file) => space.at('linked', file)));
    expect(await through(cwd, space.at('linked/sub'), 'link.py')).toEqual([space.at('linked/sub/new é.c'), 'link.py']);
    expect(await through(space.at('linked'))).toEqual(['edited.py', 'renamed.py', 'sub/new é.c']);
  });

  it('says what is wrong', async () => {
    const wrong = async (at: string, ...args: string[]) => (await nearcopy(['scan', '-i', index, ...args], { cwd: at })).stderr;
    expect(await wrong(cwd, '--changed', 'nowhere', '.')).toMatch(/git knows no commit 'nowhere' in .*\. Name a branch, a tag or a commit\./);
    expect(await wrong(space.at('kit'), '--changed')).toMatch(/git can't tell what has changed: not a git repository.*Scan the folder without --changed\./s);
    expect(await wrong(cwd)).toMatch(/missing required argument 'path'/);
  });
});
