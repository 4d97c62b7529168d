import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, scan, succeed, timeless } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// What the commands of `nearcopy index` do to an index, from its making to its removal.

const space = new Workspace();
const cwd = space.path;
const [js, py, c] = [caseOf('javascript'), caseOf('python'), caseOf('c')];
afterAll(() => space.dispose());

const index = (...args: string[]): Promise<string> => succeed(['index', ...args], { cwd });
const digest = async (path: string): Promise<string> => (await index('info', path, '--digest')).trim();
const works = async (path: string) => JSON.parse(await index('list', path, '--format', 'json')) as { id: string; name: string; version: string | null; license: string; files: number }[];
const findings = async (...indexes: string[]) => timeless(await scan([...indexes.flatMap((path) => ['-i', path]), 'asked'], { cwd }));

beforeAll(async () => {
  space.work('alpha', { name: 'alpha', version: '1.0.0', license: 'MIT' }, { 'src/lanes.js': variantText(js, 'original'), 'src/shared.c': variantText(c, 'original') });
  space.work('beta', { name: 'beta', version: '2.0.0', license: 'ISC' }, { 'tables.py': variantText(py, 'original'), 'lib/shared.c': variantText(c, 'original') });
  space.work('gamma', { name: 'gamma', version: '3.0.0', license: 'Zlib' }, { 'words.js': variantText(js, 'unrelated') });
  for (const one of [js, py, c]) space.write(`asked/copy.${one.extension}`, variantText(one, 'renamed'));
  space.write('asked/words.js', variantText(js, 'unrelated'));
  for (let n = 0; n < 30; n++) space.write(`many/src/f${n}.js`, variantText(js, 'original').replaceAll('lane', `lane${n}`));
  await index('build', '-o', 'ab.ncx', 'alpha', 'beta');
});

describe.concurrent('build', () => {
  it('tells what it took from each work', async () => {
    expect(await index('build', '-o', 'told.ncx', 'alpha', 'beta', 'gamma')).toBe([
      'alpha 1.0.0 (MIT): 2 files, 4 new functions', 'beta 2.0.0 (ISC): 2 files, 2 new functions', 'gamma 3.0.0 (Zlib): 1 file, 2 new functions', '',
    ].join('\n'));
  });

  it('gives the same bytes again, and in another order of works the same digest', async () => {
    await index('build', '-o', 'turned.ncx', 'beta', 'alpha');
    expect(await digest('turned.ncx')).toBe(await digest('ab.ncx'));
    expect(await findings('turned.ncx')).toEqual(await findings('ab.ncx'));
    await index('build', '-o', 'again.ncx', '--workers', '1', 'alpha', 'beta');
    expect(readdirSync(space.at('again.ncx')).sort()).toEqual(readdirSync(space.at('ab.ncx')).sort());
  });

  it('replaces an index that is there', async () => {
    await index('build', '-o', 'replaced.ncx', 'alpha');
    await index('build', '-o', 'replaced.ncx', 'gamma');
    expect((await works('replaced.ncx')).map(({ name }) => name)).toEqual(['gamma']);
    expect(await digest('replaced.ncx')).not.toBe(await digest('ab.ncx'));
  });

  it('refuses a folder with other files in it, and a file', async () => {
    for (const [path, message] of [['alpha', /alpha is a folder with other files in it\. Name another folder for the index\./], ['asked/copy.js', /asked\/copy\.js is a file\./]] as const) {
      const { code, stderr } = await nearcopy(['index', 'build', '-o', path, 'gamma'], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
    expect(readdirSync(space.at('alpha')).sort()).toEqual(['package.json', 'src']);
  });

  it('leaves nothing where a later source fails', async () => {
    const { code } = await nearcopy(['index', 'build', '-o', 'failed.ncx', 'alpha', 'nowhere'], { cwd });
    expect(code).toBe(2);
    expect(readdirSync(cwd)).not.toContain('failed.ncx');
  });

  it('of many files on threads says what the one of few files in this thread says', async () => {
    const [one, three] = await Promise.all(['1', '3'].map(async (workers) => {
      const said = await index('build', '-o', `many${workers}.ncx`, '--workers', workers, 'many');
      return [said, await digest(`many${workers}.ncx`)];
    }));
    expect(one).toEqual(three);
    expect(one[0]).toContain('30 files, 60 new functions');
  });
});

describe.concurrent('add', () => {
  it('gives the index that building all at once gives', async () => {
    await index('build', '-o', 'grown.ncx', 'alpha');
    expect(await index('add', 'grown.ncx', 'beta')).toBe(`beta 2.0.0 (ISC): 2 files, ${await newFunctions()} new functions\n`);
    expect(await digest('grown.ncx')).toBe(await digest('ab.ncx'));
    expect(await findings('grown.ncx')).toEqual(await findings('ab.ncx'));
  });

  it('says that a work is there already, and changes nothing', async () => {
    const before = await digest('ab.ncx');
    expect(await index('add', 'ab.ncx', 'alpha')).toBe('alpha 1.0.0 is there already\n');
    expect(await digest('ab.ncx')).toBe(before);
    expect((await works('ab.ncx')).map(({ name }) => name)).toEqual(['alpha', 'beta']);
  });

  it('stores equal content once', async () => {
    await index('build', '-o', 'once.ncx', 'alpha');
    const size = sizeOf('once.ncx');
    expect(await index('add', 'once.ncx', '--name', 'fork', '--license', 'MIT', 'alpha')).toContain('2 files, 0 new functions');
    expect(sizeOf('once.ncx') - size).toBeLessThan(600);
  });
});

/** Functions of beta that alpha doesn't have: those of tables.py. */
async function newFunctions(): Promise<number> {
  return Number(/(\d+) new functions/.exec(await index('build', '-o', 'tables.ncx', 'beta/tables.py'))![1]);
}

const sizeOf = (path: string): number => readdirSync(space.at(path)).reduce((sum, file) => sum + statSync(join(space.at(path), file)).size, 0);

describe.concurrent('list and info', () => {
  it('show works and figures as text', async () => {
    const list = await index('list', 'ab.ncx');
    expect(list).toMatch(/^[0-9a-f]{12} {2}alpha {2}1\.0\.0 {2}MIT {2}permissive {2}2 files {2}package\.json\n[0-9a-f]{12} {2}beta {3}2\.0\.0 {2}ISC {2}permissive {2}2 files {2}package\.json\n$/);
    const info = await index('info', 'ab.ncx');
    for (const line of [/works +2\n/, /files +3 \(/, /functions +\d+\n/, /digest +[0-9a-f]{64}\n/, /keeps +names, no sources\n/]) expect(info).toMatch(line);
  });

  it('and as JSON', async () => {
    expect(await works('ab.ncx')).toEqual([
      expect.objectContaining({ id: expect.stringMatching(/^[0-9a-f]+$/), name: 'alpha', version: '1.0.0', purl: 'pkg:npm/alpha@1.0.0', license: 'MIT', licenseSource: 'package.json', licenseFamily: 'permissive', files: 2 }),
      expect.objectContaining({ name: 'beta', license: 'ISC', date: null, files: 2 }),
    ]);
    expect(JSON.parse(await index('info', 'ab.ncx', '-f', 'json'))).toMatchObject({ stats: { works: 2, files: 3 }, options: { keepNames: true, keepSource: false }, digest: await digest('ab.ncx') });
  });
});

describe.concurrent('remove', () => {
  it('of B from A and B gives what a build of A gives, byte for byte', async () => {
    await index('build', '-o', 'less.ncx', 'alpha', 'beta', 'gamma');
    expect(await index('remove', 'less.ncx', 'beta', 'gamma@3.0.0')).toMatch(/^removed [0-9a-f]{12} beta@2\.0\.0 pkg:npm\/beta@2\.0\.0\nremoved [0-9a-f]{12} gamma@3\.0\.0/);
    await index('build', '-o', 'a.ncx', 'alpha');
    expect(await digest('less.ncx')).toBe(await digest('a.ncx'));
    expect(await findings('less.ncx')).toEqual(await findings('a.ncx'));
    const { findings: left } = await findings('less.ncx');
    expect(left.map(({ match, alsoIn }) => [match.work, alsoIn])).toEqual([['alpha', []], ['alpha', []]]);
    const bytes = readdirSync(space.at('less.ncx')).map((file) => space.read(`less.ncx/${file}`)).join('');
    expect(bytes).not.toContain('read_table');
    expect(bytes).not.toContain('tables.py');
  });

  it('takes a purl and the digits of an identity', async () => {
    await index('build', '-o', 'ids.ncx', 'alpha', 'beta', 'gamma');
    const { id } = (await works('ids.ncx')).find(({ name }) => name === 'gamma')!;
    await index('remove', 'ids.ncx', id.slice(0, 12), 'pkg:npm/alpha@1.0.0');
    expect((await works('ids.ncx')).map(({ name }) => name)).toEqual(['beta']);
    await index('remove', 'ids.ncx', 'beta');
    expect(await works('ids.ncx')).toEqual([]);
    expect((await findings('ids.ncx')).findings).toEqual([]);
    expect(await index('verify', 'ids.ncx')).toBe('ids.ncx is sound\n');
  });

  it('refuses an ambiguous name with the choices, and all or nothing', async () => {
    await index('build', '-o', 'twins.ncx', 'alpha');
    await index('add', 'twins.ncx', '--name', 'alpha', '--work-version', '1.1.0', 'gamma');
    const before = await digest('twins.ncx');
    for (const args of [['alpha'], ['alpha@1.0.0', 'nobody']]) {
      const { code, stdout, stderr } = await nearcopy(['index', 'remove', 'twins.ncx', ...args], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(args.length === 1 ? /"alpha" can mean 2 works\. Say which, .*:(\n  [0-9a-f]{12} alpha@1\.[01]\.0 pkg:.*){2}\n/ : /no work "nobody"/);
    }
    expect(await digest('twins.ncx')).toBe(before);
    await index('remove', 'twins.ncx', 'alpha@1.1.0');
    expect((await works('twins.ncx')).map(({ version }) => version)).toEqual(['1.0.0']);
  });
});

describe.concurrent('verify', () => {
  it('finds a sound index sound, and no record of an absent work', async () => {
    expect(await index('verify', 'ab.ncx')).toBe('ab.ncx is sound\n');
    expect(await index('verify', 'ab.ncx', '--absent', 'gamma', '--absent', 'delta')).toBe('ab.ncx is sound\nab.ncx has nothing of gamma (gamma 3.0.0, 1 file, 2 functions fingerprinted again)\nab.ncx has no work delta (looked for by its name only; for its code name a folder, a file, an archive or a package that is there)\n');
  });

  it('says with exit code 1 that a work of that name is still there', async () => {
    const { code, stdout, stderr } = await nearcopy(['index', 'verify', 'ab.ncx', '--absent', 'beta@2.0.0'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^ab\.ncx is sound\nwork [0-9a-f]{12} beta@2\.0\.0 pkg:npm\/beta@2\.0\.0 is still there\n$/);
  });

  it('tells of files that are no part of the index, which the next change removes', async () => {
    await index('build', '-o', 'left.ncx', 'alpha');
    space.write('left.ncx/segment-0.tmp', 'of a killed writer');
    expect(await index('verify', 'left.ncx')).toBe('segment-0.tmp is no part of the index; the next change removes it\nleft.ncx is sound\n');
    await index('add', 'left.ncx', 'gamma');
    expect(await index('verify', 'left.ncx')).toBe('left.ncx is sound\n');
    expect(readdirSync(space.at('left.ncx'))).not.toContain('segment-0.tmp');
  });
});

describe.concurrent('merge and export', () => {
  it('merge makes one index of several, with the findings of all of them together', async () => {
    await index('build', '-o', 'b.ncx', 'beta', 'gamma');
    await index('build', '-o', 'a1.ncx', 'alpha');
    expect(await index('merge', 'a1.ncx', 'b.ncx', '-o', 'merged.ncx')).toMatch(/^merged\.ncx: 3 works, \d+ functions\n$/);
    await index('build', '-o', 'abc.ncx', 'alpha', 'beta', 'gamma');
    expect(await digest('merged.ncx')).toBe(await digest('abc.ncx'));
    expect(await findings('merged.ncx')).toEqual(await findings('abc.ncx'));
  });

  it('an index of many small changes gives the same findings before and after it is merged into one segment', async () => {
    await index('build', '-o', 'small-steps.ncx', 'gamma');
    for (const work of ['alpha', 'beta', 'many']) await index('add', 'small-steps.ncx', work);
    const before = await findings('small-steps.ncx');
    const digestBefore = await digest('small-steps.ncx');
    await index('merge', 'small-steps.ncx', '-o', 'small-steps.ncx');
    expect(await findings('small-steps.ncx')).toEqual(before);
    expect(await digest('small-steps.ncx')).toBe(digestBefore);
    expect(JSON.parse(await index('info', 'small-steps.ncx', '-f', 'json'))).toMatchObject({ segments: 1 });
  });

  it('export --single packs one file that every command reads, with the same findings', async () => {
    expect(await index('export', 'ab.ncx', '--single', 'one.ncx')).toBe('wrote one.ncx\n');
    expect(statSync(space.at('one.ncx')).isFile()).toBe(true);
    expect(await findings('one.ncx')).toEqual(await findings('ab.ncx'));
    expect(await digest('one.ncx')).toBe(await digest('ab.ncx'));
    expect(await index('list', 'one.ncx')).toBe(await index('list', 'ab.ncx'));
    expect(await index('verify', 'one.ncx')).toBe('one.ncx is sound\n');
    await index('merge', 'one.ncx', '-o', 'unpacked.ncx');
    expect(await digest('unpacked.ncx')).toBe(await digest('ab.ncx'));
  });

  it('an exported file is not changed in place', async () => {
    await index('export', 'ab.ncx', '--single', 'fixed.ncx');
    for (const args of [['add', 'fixed.ncx', 'gamma'], ['remove', 'fixed.ncx', 'beta']]) {
      const { code, stderr } = await nearcopy(['index', ...args], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/fixed\.ncx is an exported index, which can't be changed/)]);
    }
  });

  it('merge refuses indexes that keep different things', async () => {
    await index('build', '-o', 'nameless.ncx', '--no-names', 'gamma');
    const { code, stderr } = await nearcopy(['index', 'merge', 'ab.ncx', 'nameless.ncx', '-o', 'mixed.ncx'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/names/)]);
    expect(readdirSync(cwd)).not.toContain('mixed.ncx');
  });
});

describe.concurrent('--keep-source and --no-names', () => {
  it('keep the text, or not even the names', async () => {
    await index('build', '-o', 'full.ncx', '--keep-source', 'alpha');
    await index('build', '-o', 'plain.ncx', 'alpha');
    await index('build', '-o', 'bare.ncx', '--no-names', 'alpha');
    expect(await index('info', 'full.ncx')).toMatch(/keeps +names, sources/);
    expect(await index('info', 'bare.ncx')).toMatch(/keeps +no names, no sources/);
    expect(sizeOf('full.ncx')).toBeGreaterThan(sizeOf('plain.ncx'));
    expect(sizeOf('plain.ncx')).toBeGreaterThan(sizeOf('bare.ncx'));
    const bytes = (path: string): string => readdirSync(space.at(path)).map((file) => space.read(`${path}/${file}`)).join('');
    expect(bytes('bare.ncx')).not.toContain('packIntervals');
    expect(bytes('plain.ncx')).not.toContain('no gaps'); // literals are kept with the source only
    expect(await findings('full.ncx')).toEqual(await findings('plain.ncx'));
    for (const path of ['full.ncx', 'bare.ncx']) expect(await index('verify', path)).toBe(`${path} is sound\n`);
  });

  it('hold for what is added later', async () => {
    await index('build', '-o', 'later.ncx', '--no-names', 'alpha');
    await index('add', 'later.ncx', 'beta');
    const { findings: found } = await findings('later.ncx');
    expect(found.flatMap(({ renames }) => renames).every(({ from }) => from === null)).toBe(true);
    expect(found).toHaveLength(3);
  });
});
