import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIndexFiles } from '../../src/host/node/index-files.ts';
import { openIndex, withIndex } from '../../src/store/open.ts';
import { nearcopy, scan, scanOne, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { rawBytes, tracesIn, unpackedBytes } from './support/raw-index.ts';
import { Workspace } from './support/workspace.ts';

// What an update and a removal do to what stands on the disk, and how one proves that something is gone.

const space = new Workspace();
const cwd = space.path;
const [js, py, c] = [caseOf('javascript'), caseOf('python'), caseOf('c')];
afterAll(() => space.dispose());

const index = (...args: string[]): Promise<string> => succeed(['index', ...args], { cwd });
const digest = async (path: string): Promise<string> => (await index('info', path, '--digest')).trim();
const segmentsOf = (path: string): string[] => readdirSync(space.at(path)).filter((name) => name.endsWith('.segment')).sort();

beforeAll(() => {
  space.work('kit1', { name: 'kit', version: '1.0.0', license: 'MIT' }, { 'lanes.js': variantText(js, 'original'), 'tables.py': variantText(py, 'original') });
  space.work('kit2', { name: 'kit', version: '2.0.0', license: 'Apache-2.0' }, { 'lanes.js': variantText(js, 'original'), 'ring.c': variantText(c, 'original') });
  space.work('other', { name: 'other', version: '3.0.0', license: 'ISC' }, { 'words.js': variantText(js, 'unrelated'), 'vendor/lanes.js': variantText(js, 'original') });
});

describe.concurrent('update', () => {
  it('puts a new version in the place of the old one in one step, and parses only what changed', async () => {
    await index('build', '-o', 'up.ncx', 'kit1', 'other');
    expect(await index('update', 'up.ncx', 'kit2')).toMatch(/^kit 2\.0\.0 \(Apache-2\.0\): 2 files, 2 new functions\nreplaced [0-9a-f]{12} kit@1\.0\.0 pkg:npm\/kit@1\.0\.0\n$/);
    await index('build', '-o', 'fresh.ncx', 'other', 'kit2');
    expect(await digest('up.ncx')).toBe(await digest('fresh.ncx'));
    expect(await index('verify', 'up.ncx')).toBe('up.ncx is sound\n');
    expect(tracesIn(unpackedBytes(space.at('up.ncx')), { path: 'tables.py', name: py.unit })).toEqual([]);
    expect(JSON.parse(await index('info', 'up.ncx', '-f', 'json'))).toMatchObject({ generation: 2 });
  });

  it('of what is there already changes no content, and of an unknown work adds it', async () => {
    await index('build', '-o', 'again.ncx', 'kit1');
    const before = await digest('again.ncx');
    expect(await index('update', 'again.ncx', 'kit1')).toBe('kit 1.0.0 is there already\n');
    expect(await digest('again.ncx')).toBe(before);
    expect(await index('update', 'again.ncx', 'other')).toMatch(/^other 3\.0\.0 /);
    expect(JSON.parse(await index('list', 'again.ncx', '-f', 'json'))).toHaveLength(2);
  });

  it('is not what add does: that keeps both versions', async () => {
    await index('build', '-o', 'both.ncx', 'kit1');
    await index('add', 'both.ncx', 'kit2');
    expect((JSON.parse(await index('list', 'both.ncx', '-f', 'json')) as { version: string }[]).map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
  });
});

describe.concurrent('remove', () => {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 16);
  const table = variantText(py, 'original');
  const own = { 'its path': 'tables.py', 'its name': 'pkg:npm/kit@1.0.0', 'a function of its own': py.unit, 'a line of its source': table.split('\n').find((line) => line.includes('def '))!, 'the hash of its content': hash(table) };

  it('leaves no byte of what only the work held, packed or not, under any name', async () => {
    await index('build', '-o', 'less.ncx', '--keep-source', 'kit1', 'other');
    const before = [rawBytes(space.at('less.ncx')), unpackedBytes(space.at('less.ncx'))];
    // In the files as they lie there texts are packed, and hashes and labels are not; unpacked, the names show, too.
    expect(tracesIn(before[0]!, own)).toEqual(['its path', 'its name', 'the hash of its content']);
    expect(tracesIn(before[1]!, own)).toEqual(['its path', 'its name', 'a function of its own', 'a line of its source']);
    const codes = withIndex(nodeIndexFiles, space.at('less.ncx'), {}, ({ segments: [segment] }) => {
      const file = Array.from({ length: segment!.fileCount }, (_, number) => number).find((number) => segment!.tokens(number).language === 'python')!;
      return { tokens: segment!.tokens(file).codes.slice(), record: Buffer.from(segment!.file(file).record, 'hex'), blob: segment!.blob('tokens', file).slice() };
    });
    expect(tracesIn(before[0]!, { record: codes.record, blob: codes.blob })).toEqual(['record', 'blob']);
    expect(tracesIn(before[1]!, { tokens: codes.tokens })).toEqual(['tokens']);

    await index('remove', 'less.ncx', 'kit');
    const after = Buffer.concat([rawBytes(space.at('less.ncx')), unpackedBytes(space.at('less.ncx'))]);
    expect(tracesIn(after, { ...own, ...codes })).toEqual([]);
    await index('build', '-o', 'never.ncx', '--keep-source', 'other');
    expect(await digest('less.ncx')).toBe(await digest('never.ncx'));
  });

  it('leaves nothing of how the work named what others hold, too', async () => {
    space.work('machine', { name: 'machine', version: '1.0.0' }, { 'tables_pb2.py': table });
    space.work('hand', { name: 'hand', version: '1.0.0' }, { 'tables.py': table });
    await index('build', '-o', 'names.ncx', 'machine', 'hand');
    await index('build', '-o', 'reversed.ncx', 'hand', 'machine');
    expect(await digest('names.ncx')).toBe(await digest('reversed.ncx'));
    await index('remove', 'names.ncx', 'machine');
    await index('build', '-o', 'hand.ncx', 'hand');
    expect(await digest('names.ncx')).toBe(await digest('hand.ncx'));
  });

  it('rewrites only the segments that hold the work, and deletes the old ones', async () => {
    await index('build', '-o', 'parts.ncx', 'other');
    const [first] = segmentsOf('parts.ncx');
    await index('add', 'parts.ncx', 'kit1', '--workers', '1');
    const [second] = segmentsOf('parts.ncx').filter((name) => name !== first);
    space.work('third', { name: 'third', version: '1.0.0' }, { 'ring.c': variantText(c, 'original') });
    await index('add', 'parts.ncx', 'third');
    const third = segmentsOf('parts.ncx').filter((name) => name !== first && name !== second);
    expect(third).toHaveLength(1);
    await index('remove', 'parts.ncx', 'kit');
    // lanes.js of kit stands in the first segment, since other holds it, too; tables.py was all that the second held.
    expect(segmentsOf('parts.ncx')).toEqual([first, ...third].sort());
    expect(readdirSync(space.at('parts.ncx'))).toHaveLength(4);
  });

  it('leaves a reader that is open what it has, and deletes its files all the same', async () => {
    await index('build', '-o', 'read.ncx', 'kit1', 'other');
    const reader = openIndex(nodeIndexFiles, space.at('read.ncx'));
    try {
      const old = segmentsOf('read.ncx');
      const content = createHash('sha256').update(table).digest('hex').slice(0, 32);
      await index('remove', 'read.ncx', 'kit');
      expect(segmentsOf('read.ncx')).not.toEqual(old);
      expect(segmentsOf('read.ncx').filter((name) => old.includes(name))).toEqual([]);
      expect(reader.holders(content).map(({ work }) => work.name)).toEqual(['kit']);
      expect(reader.segments[0]!.tokens(0).codes.length).toBeGreaterThan(0);
      expect(withIndex(nodeIndexFiles, space.at('read.ncx'), {}, (now) => now.has(content))).toBe(false);
    } finally {
      reader.close();
    }
  });
});

describe.concurrent('verify --absent SOURCE', () => {
  const verify = (path: string, ...args: string[]) => nearcopy(['index', 'verify', path, ...args], { cwd });

  it('reads the source again and lists what is still there, with who holds it', async () => {
    await index('build', '-o', 'proof.ncx', 'kit1', 'other');
    await index('remove', 'proof.ncx', 'kit');
    const { code, stdout } = await verify('proof.ncx', '--absent', 'kit1');
    expect([code, stdout]).toEqual([1, [
      'proof.ncx is sound',
      'proof.ncx has 1 part of kit1 (kit 1.0.0, 2 files, 2 functions fingerprinted again)',
      '  lanes.js: the same file; held by other 3.0.0 (vendor/lanes.js)',
      '',
    ].join('\n')]);
    await index('remove', 'proof.ncx', 'other');
    expect(await verify('proof.ncx', '--absent', 'kit1')).toMatchObject({ code: 0, stdout: expect.stringContaining('proof.ncx has nothing of kit1 (kit 1.0.0, 2 files, ') });
  });

  it('finds near-copies and single functions, in a file, a folder or an archive', async () => {
    await index('build', '-o', 'near.ncx', 'other');
    space.write('asked/renamed.js', variantText(js, 'renamed'));
    const renamed = await verify('near.ncx', '--absent', 'asked/renamed.js');
    expect(renamed.code).toBe(1);
    expect(renamed.stdout).toMatch(/\n {2}renamed\.js:\d+-\d+: same code, \d+ names changed; held by other 3\.0\.0 \(.*in vendor\/lanes\.js:\d+-\d+\)\n/);
    const clamp = 'function clampTo(value, low, high) {\n  if (value < low) return low;\n  if (value > high) return high;\n  return Math.round(value);\n}\n';
    space.work('tiny', { name: 'tiny', version: '1.0.0' }, { 'clamp.js': clamp });
    await index('add', 'near.ncx', 'tiny');
    space.write('asked/clamp.js', `// another file\nconst limit = 3;\n\n${clamp}`);
    const small = await verify('near.ncx', '--absent', 'asked/clamp.js', '--format', 'json');
    expect(small.code).toBe(1);
    const { absent: [{ code }] } = JSON.parse(small.stdout) as { absent: { code: { contents: unknown[]; findings: { kind: string; match: { work: string } }[] } }[] };
    expect([code.contents, code.findings]).toEqual([[], [expect.objectContaining({ kind: 'verbatim', match: expect.objectContaining({ work: 'tiny', unit: 'clampTo' }) })]]);
  });

  it('finds nothing of code that was never there, and says what it has read', async () => {
    await index('build', '-o', 'none.ncx', 'other');
    space.write('elsewhere/a.py', variantText(py, 'original'));
    expect(await verify('none.ncx', '--absent', 'elsewhere')).toMatchObject({ code: 0, stdout: 'none.ncx is sound\nnone.ncx has nothing of elsewhere (elsewhere, 1 file, 2 functions fingerprinted again)\n' });
  });

  it('of a damaged index ends with 2, whatever is absent', async () => {
    await index('build', '-o', 'hurt.ncx', 'other');
    space.write(`hurt.ncx/${segmentsOf('hurt.ncx')[0]}`, 'no segment');
    expect(await verify('hurt.ncx', '--absent', 'nobody')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe.concurrent('diff', () => {
  it('tells works added, removed and changed: version, licence and files', async () => {
    await index('build', '-o', 'd1.ncx', 'kit1', 'other');
    await index('build', '-o', 'd2.ncx', 'kit2', '--name', 'kit');
    expect(await index('diff', 'd1.ncx', 'd2.ncx')).toBe([
      '- other 3.0.0 (ISC, 2 files)',
      '~ kit 1.0.0 -> 2.0.0',
      '    licence: MIT -> Apache-2.0',
      '    1 file added: ring.c',
      '    1 file removed: tables.py',
      '0 works added, 1 removed, 1 changed, 0 the same',
      '',
    ].join('\n'));
    expect(await index('diff', 'd1.ncx', 'd1.ncx')).toBe('0 works added, 0 removed, 0 changed, 2 the same\n');
    const json = JSON.parse(await index('diff', 'd2.ncx', 'd1.ncx', '--format', 'json')) as unknown;
    expect(json).toMatchObject({ added: [{ labels: { name: 'other' }, files: 2 }], removed: [], changed: [{ before: { labels: { version: '2.0.0' } }, files: { added: ['tables.py'], removed: ['ring.c'], changed: [], relicensed: [] } }], same: 0 });
  });

  it('tells of files whose content or own licence changed under the same version', async () => {
    const text = variantText(py, 'original');
    space.work('w1', { name: 'w', version: '1' }, { 'a.py': text, 'b.py': variantText(py, 'unrelated') });
    space.work('w2', { name: 'w', version: '1' }, { 'a.py': `# SPDX-License-Identifier: GPL-2.0-only\n${text}`, 'b.py': variantText(py, 'unrelated') });
    await index('build', '-o', 'w1.ncx', 'w1');
    await index('build', '-o', 'w2.ncx', 'w2');
    expect(await index('diff', 'w1.ncx', 'w2.ncx')).toBe("~ w 1\n    1 file changed: a.py\n    1 file with another licence: a.py (the work's -> GPL-2.0-only)\n0 works added, 0 removed, 1 changed, 0 the same\n");
  });
});

describe.concurrent('two versions and a fork', () => {
  it('are one lineage that is stored once, named by the earliest, with the others beside it', async () => {
    const text = variantText(py, 'original');
    const works = [
      { name: 'acme/fork', version: '0.1', time: '2021-05-05', path: 'lib/tables.py' },
      { name: 'acme/kit', version: '2.0', time: '2018-04-04', path: 'tables.py' },
      { name: 'acme/kit', version: '1.0', time: '2016-03-03', path: 'src/tables.py' },
    ].map(({ path, ...labels }, n) => space.work(`line${n}`, { license: 'MIT', ...labels }, { [path]: text }));
    await index('build', '-o', 'line.ncx', ...works);
    expect(JSON.parse(await index('info', 'line.ncx', '-f', 'json'))).toMatchObject({ stats: { works: 3, files: 1 } });
    const holders = withIndex(nodeIndexFiles, space.at('line.ncx'), {}, (opened) => opened.holders(createHash('sha256').update(text).digest('hex').slice(0, 32)));
    expect(holders.map(({ work, path }) => `${work.date} ${work.name} ${work.version} ${path}`)).toEqual(['2016-03-03 acme/kit 1.0 src/tables.py', '2018-04-04 acme/kit 2.0 tables.py', '2021-05-05 acme/fork 0.1 lib/tables.py']);
    const asked = space.write('asked-line.py', variantText(py, 'renamed'));
    const { match, alsoIn, ...finding } = await scanOne(['-i', 'line.ncx', asked], { cwd });
    expect([match.work, match.version, match.path]).toEqual(['acme/kit', '1.0', 'src/tables.py']);
    expect(alsoIn.map(({ work, version }) => `${work} ${version}`)).toEqual(['acme/kit 2.0', 'acme/fork 0.1']);
    expect(finding.idiom).toBeUndefined();
    // Without the first version the lineage begins with the second, and its key stays: alerts that were seen stay seen.
    await index('remove', 'line.ncx', 'acme/kit@1.0');
    const later = await scanOne(['-i', 'line.ncx', asked], { cwd });
    expect([later.match.version, later.key]).toEqual(['2.0', finding.key]);
    await index('remove', 'line.ncx', 'acme/kit@2.0', 'acme/fork');
    expect((await scan(['-i', 'line.ncx', asked], { cwd })).findings).toEqual([]);
  });

  it('with a git repository, whose files have the dates of their first commits', async () => {
    const text = variantText(py, 'original');
    const git = (date: string, ...args: string[]): void => {
      const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main', ...args], { cwd: space.at('repository'), encoding: 'utf8', env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
      if (status !== 0) throw new Error(stderr);
    };
    space.write('repository/lib/tables.py', text);
    git('2011-02-03T00:00:00Z', 'init', '-q');
    git('2011-02-03T00:00:00Z', 'add', '.');
    git('2011-02-03T00:00:00Z', 'commit', '-q', '-m', 'one');
    space.write('repository/words.js', variantText(js, 'unrelated'));
    git('2023-04-05T00:00:00Z', 'add', '.');
    git('2023-04-05T00:00:00Z', 'commit', '-q', '-m', 'two');
    git('2023-04-05T00:00:00Z', 'tag', 'v2.0.0');
    space.work('taker', { name: 'acme/taker', version: '1.0', time: '2016-03-03', license: 'GPL-3.0-only' }, { 'tables.py': text });
    await index('build', '-o', 'git.ncx', 'taker', 'repository#v2.0.0');
    expect(JSON.parse(space.read('git.ncx/manifest.json'))).toMatchObject({ version: 2 });
    const { match, alsoIn } = await scanOne(['-i', 'git.ncx', space.write('asked-git.py', variantText(py, 'renamed'))], { cwd });
    expect([match.work, match.version, alsoIn.map(({ work }) => work)]).toEqual(['repository', '2.0.0', ['acme/taker']]);
    const dates = withIndex(nodeIndexFiles, space.at('git.ncx'), {}, (opened) => opened.catalogue.inputs().flatMap(({ labels, files }) => files.map(({ path, date }) => `${labels.name} ${labels.date} ${path} ${date}`)));
    expect(dates.sort()).toEqual(['acme/taker 2016-03-03 tables.py undefined', 'repository 2023-04-05 lib/tables.py 2011-02-03', 'repository 2023-04-05 words.js 2023-04-05']);
    expect(await index('verify', 'git.ncx')).toBe('git.ncx is sound\n');
    // Without it the index is one of the first version again, and the same as one that never had it.
    await index('remove', 'git.ncx', 'repository');
    await index('build', '-o', 'taker.ncx', 'taker');
    expect(await digest('git.ncx')).toBe(await digest('taker.ncx'));
    expect(JSON.parse(space.read('git.ncx/manifest.json'))).toMatchObject({ version: 1 });
  });
});
