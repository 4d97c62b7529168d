import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexKey } from '../../src/core/index/index-key.ts';
import { hashText } from '../../src/core/fingerprint/hash.ts';
import { nodeIndexFiles } from '../../src/host/node/index-files.ts';
import { withIndex, type StoredIndex } from '../../src/store/open.ts';
import type { Finding } from '../../src/core/report.ts';
import { nearcopy, scan, succeed, timeless } from './support/cli.ts';
import { caseOf, copyCases, variantText } from './support/copies.ts';
import { rawBytes, tracesIn } from './support/raw-index.ts';
import { contentsOf, Workspace } from './support/workspace.ts';

// What a key does, from the command line, and what it hides from whom. docs/decisions/keyed-indexes.md claims no more than this shows.

const space = new Workspace();
const cwd = space.path;
const [js, py] = [caseOf('javascript'), caseOf('python')];
afterAll(() => space.dispose());

const SECRET = 'an integration test knows this secret\n';
const index = (...args: string[]): Promise<string> => succeed(['index', ...args], { cwd });
const keyed = (...args: string[]): Promise<string> => index(...args, '--key-file', 'secret');
const shortHash = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 16);
const segmentsOf = (path: string): string[] => readdirSync(space.at(path)).filter((name) => name.endsWith('.segment'));
const withKey = <Result>(path: string, action: (index: StoredIndex) => Result): Result => withIndex(nodeIndexFiles, space.at(path), { keys: [indexKey(new TextEncoder().encode(SECRET), 'secret')] }, action);

beforeAll(async () => {
  chmodSync(space.write('secret', SECRET), 0o600);
  chmodSync(space.write('other-secret', SECRET.replace('knows', 'holds')), 0o600);
  const originals = Object.fromEntries(copyCases.map((one) => [`src/${one.language}/original.${one.extension}`, variantText(one, 'original')]));
  space.work('kit', { name: 'acme-kit', version: '1.0.0', license: 'MIT', homepage: 'https://example.org/kit' }, originals);
  space.work('rest', { name: 'rest', version: '2.0.0', license: 'GPL-3.0-only' }, { 'words.js': variantText(js, 'unrelated'), 'tables.py': variantText(py, 'original') });
  for (const one of copyCases) for (const variant of ['original', 'renamed', 'edited', 'partial', 'unrelated'] as const) space.write(`asked/${one.language}-${variant}.${one.extension}`, variantText(one, variant));
  await index('build', '-o', 'keyed.ncx', '--keyed', 'secret', 'kit', 'rest');
  await index('build', '-o', 'plain.ncx', 'kit', 'rest');
});

describe('findings', () => {
  it('from a keyed index are those from the same index without names, to the last bit', async () => {
    await index('build', '-o', 'nameless.ncx', '--no-names', 'kit', 'rest');
    const [under, without] = await Promise.all([scan(['-i', 'keyed.ncx', '--key-file', 'secret', 'asked'], { cwd }), scan(['-i', 'nameless.ncx', 'asked'], { cwd })]);
    expect(timeless(under)).toEqual(timeless(without));
    expect(under.findings.length).toBeGreaterThan(copyCases.length * 3);
  });

  it('and those from an index with names but for the names', async () => {
    const nameless = (findings: readonly Finding[]) => findings.map(({ renames, match, ...finding }) => ({ ...finding, renames: renames.map(({ to }) => ({ from: null, to })), match: { ...match, unit: null } }));
    const [under, named] = await Promise.all([scan(['-i', 'keyed.ncx', '--key-file', 'secret', 'asked'], { cwd }), scan(['-i', 'plain.ncx', 'asked'], { cwd })]);
    expect(nameless(under.findings)).toEqual(nameless(named.findings));
    expect(named.findings.some(({ renames }) => renames.some(({ from }) => from !== null))).toBe(true);
    expect(under.findings.every(({ renames, match }) => match.unit === null && renames.every(({ from }) => from === null))).toBe(true);
  });

  it('of check, of threads and of several indexes under several keys come alike', async () => {
    await index('build', '-o', 'second.ncx', '--keyed', 'other-secret', 'rest');
    const keys = ['--key-file', 'other-secret', '--key-file', 'secret'];
    const both = ['-i', 'second.ncx', '-i', 'keyed.ncx', ...keys];
    const [one, three] = await Promise.all(['1', '3'].map(async (workers) => timeless(await scan([...both, '--workers', workers, 'asked'], { cwd }))));
    expect(one).toEqual(three);
    const { code, stdout } = await nearcopy(['check', ...both, '--language', 'python', '--format', 'json'], { cwd, input: variantText(py, 'renamed') });
    expect([code, (JSON.parse(stdout) as { findings: Finding[] }).findings.map(({ match }) => match.work)]).toEqual([1, [expect.stringMatching(/acme-kit|rest/)]]);
  });
});

describe('the commands', () => {
  it('need the key, and tell a missing one from a wrong one', async () => {
    const commands = [
      ['list', 'keyed.ncx'], ['info', 'keyed.ncx'], ['verify', 'keyed.ncx'], ['verify', 'keyed.ncx', '--absent', 'kit'], ['diff', 'keyed.ncx', 'plain.ncx'], ['export', 'keyed.ncx', '--single', 'one.ncx'],
      ['export', 'keyed.ncx', '--sbom', 'spdx'], ['merge', 'keyed.ncx', '-o', 'merged.ncx'], ['remove', 'keyed.ncx', 'rest'], ['add', 'keyed.ncx', 'asked'], ['update', 'keyed.ncx', 'rest'],
    ];
    const before = contentsOf(space.at('keyed.ncx'));
    for (const command of commands) {
      expect(await nearcopy(['index', ...command], { cwd }), command.join(' ')).toMatchObject({ code: 2, stdout: '', stderr: 'nearcopy: keyed.ncx is keyed. Give the file with its secret: --key-file FILE.\n' });
    }
    expect(await nearcopy(['scan', '-i', 'keyed.ncx', 'asked'], { cwd })).toMatchObject({ code: 2, stderr: 'nearcopy: keyed.ncx is keyed. Give the file with its secret: --key-file FILE.\n' });
    expect(await nearcopy(['index', 'list', 'keyed.ncx', '--key-file', 'other-secret'], { cwd })).toMatchObject({ code: 2, stdout: '', stderr: 'nearcopy: keyed.ncx is keyed with another secret than the one given with --key-file.\n' });
    expect(await nearcopy(['index', 'list', 'keyed.ncx', '--key-file', 'nowhere'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringMatching(/^nearcopy: nowhere: .*Name the file with the secret of the index\.\n$/) });
    chmodSync(space.write('large', Buffer.alloc(70_000, 'x')), 0o600);
    for (const [file, content, problem] of [
      ['short', 'too short\n', 'The secret in short has 9 bytes, and a key needs at least 32 random ones. Make one with "openssl rand -hex 32".'], ['empty', '', 'The secret in empty has 0 bytes'], ['ends', '\r\n'.repeat(40), 'The secret in ends has 0 bytes'],
      ['large', null, 'large is too large for a secret (70000 bytes)'], ['kit', null, 'kit is no regular file.'], ['/dev/zero', null, '/dev/zero is no regular file.'],
    ] as const) {
      if (content !== null) chmodSync(space.write(file, content), 0o600);
      const command = content === null ? ['list', 'keyed.ncx', '--key-file', file] : ['build', '-o', 'never.ncx', '--keyed', file, 'rest'];
      expect(await nearcopy(['index', ...command], { cwd }), file).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`nearcopy: ${problem}`) });
    }
    expect(await nearcopy(['index', 'build', '-o', 'never.ncx', '--keyed', 'secret', '--keep-source', 'rest'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('a keyed one keeps no text') });
    expect(contentsOf(space.at('keyed.ncx'))).toEqual(before);
    expect(readdirSync(cwd).filter((name) => ['one.ncx', 'merged.ncx', 'never.ncx'].includes(name))).toEqual([]);
  });

  it('do under a key what they do without, removal and its proof included', async () => {
    const digest = async (path: string): Promise<string> => (await keyed('info', path, '--digest')).trim();
    await index('build', '-o', 'life.ncx', '--keyed', 'secret', 'kit');
    await keyed('add', 'life.ncx', 'rest');
    expect(await digest('life.ncx')).toBe(await digest('keyed.ncx'));
    expect(await keyed('verify', 'life.ncx')).toBe('life.ncx is sound\n');
    expect(await keyed('remove', 'life.ncx', 'acme-kit')).toMatch(/^removed [0-9a-f]{12} acme-kit@1\.0\.0 /);
    await index('build', '-o', 'rest.ncx', '--keyed', 'secret', 'rest');
    expect(await digest('life.ncx')).toBe(await digest('rest.ncx'));
    const proof = await nearcopy(['index', 'verify', 'life.ncx', '--key-file', 'secret', '--absent', 'kit'], { cwd });
    expect([proof.code, proof.stdout]).toEqual([1, expect.stringMatching(/life\.ncx has \d+ parts? of kit .*\n {2}src\/python\/original\.py: the same file; held by rest 2\.0\.0 \(tables\.py\)\n/)]);
    expect(await keyed('info', 'life.ncx')).toMatch(/keeps +no names, no sources, all of it under a key\n/);
    expect(await keyed('diff', 'keyed.ncx', 'life.ncx')).toMatch(/^- acme-kit 1\.0\.0 /);
    await keyed('export', 'life.ncx', '--single', 'life-single.ncx');
    expect(await digest('life-single.ncx')).toBe(await digest('life.ncx'));
  });

  it('warn of a secret that others can read', async () => {
    chmodSync(space.write('open-secret', SECRET), 0o644);
    const warning = 'nearcopy: warning: others can read the secret in open-secret. Close it to them: chmod 600 open-secret\n';
    expect(await nearcopy(['index', 'info', 'keyed.ncx', '--digest', '--key-file', 'open-secret'], { cwd })).toMatchObject({ code: 0, stderr: warning });
    expect(await nearcopy(['index', 'build', '-o', 'warned.ncx', '--keyed', 'open-secret', 'rest'], { cwd })).toMatchObject({ code: 0, stderr: warning });
  });

  it('put the secret nowhere', async () => {
    for (const args of [['add', 'keyed.ncx', 'nowhere', '--key-file', 'secret'], ['list', 'keyed.ncx', '--key-file', 'secret', '--key-file', 'short']]) {
      const { stdout, stderr } = await nearcopy(['index', ...args], { cwd, env: { NEARCOPY_DEBUG: '1' } });
      expect(tracesIn(Buffer.from(stdout + stderr), { secret: SECRET.trim(), hex: Buffer.from(SECRET.trim()).toString('hex'), base64: Buffer.from(SECRET.trim()).toString('base64') })).toEqual([]);
    }
    expect(tracesIn(rawBytes(space.at('keyed.ncx')), { secret: SECRET.trim() })).toEqual([]);
  });

  it('leave no findings of a keyed index in the cache of scans', async () => {
    for (const [path, expected] of [['keyed.ncx', false], ['plain.ncx', true]] as const) {
      await scan(['-i', path, '--key-file', 'secret', '--cache', `cache-${path}`, 'asked'], { cwd });
      expect(readdirSync(cwd).includes(`cache-${path}`), path).toBe(expected);
    }
  });
});

describe('who has the files and no key', () => {
  const original = variantText(py, 'original');
  /** What a thief could look for who guesses that kit is in it. */
  const guesses = (): Record<string, string | Uint8Array> => ({
    'name of the work': 'acme-kit', 'its purl': 'pkg:npm', licence: 'MIT', homepage: 'example.org', 'a path': 'src/python/original.py', 'a name in the code': py.unit,
    'a content hash': shortHash(original), 'its digits': shortHash(original).toString('hex'),
    ...Object.fromEntries(Object.keys(py.renames).map((name) => [`hash of ${name}`, Uint8Array.from(new Uint8Array(Uint32Array.of(hashText(name)).buffer))])),
  });

  it('finds no name, label, path or hash, which without a key all stand there', () => {
    const inPlain = withIndex(nodeIndexFiles, space.at('plain.ncx'), {}, ({ segments }) => Buffer.concat(segments.map((segment) => Buffer.concat(Array.from({ length: segment.fileCount }, (_, file) => Buffer.from(`${segment.text(file).texts.join(' ')} ${segment.content(file)} `))))));
    expect(tracesIn(Buffer.concat([rawBytes(space.at('plain.ncx')), inPlain]), guesses())).toEqual(Object.keys(guesses()));
    expect(tracesIn(rawBytes(space.at('keyed.ncx')), guesses())).toEqual([]);
  });

  it('nor in the same index packed into one file; a bill of materials, which needs the key, names the works to whoever gets it', async () => {
    await keyed('export', 'keyed.ncx', '--single', 'packed.ncx');
    expect(tracesIn(readFileSync(space.at('packed.ncx')), guesses())).toEqual([]);
    for (const format of ['cyclonedx', 'spdx']) expect(tracesIn(Buffer.from(await keyed('export', 'keyed.ncx', '--sbom', format)), guesses())).toEqual(['name of the work', 'its purl', 'licence', 'homepage']);
  });

  it('nor in what a build from a list notes beside it, which goes on from there with the key only', async () => {
    space.write('guessed.py', original);
    const list = space.write('of.list', 'guessed.py name=acme-kit license=MIT\nnowhere\nkit\n');
    const run = (secret: string) => nearcopy(['index', 'build', '-o', 'noted.ncx', '--keyed', secret, '--from', list], { cwd });
    expect(await run('secret')).toMatchObject({ code: 2, stderr: expect.stringContaining('takes the others from noted.ncx.progress') });
    const notes = readdirSync(space.at('noted.ncx.progress'));
    expect(notes).toHaveLength(2);
    expect(tracesIn(rawBytes(space.at('noted.ncx.progress')), { ...guesses(), 'name of the file': 'guessed.py' })).toEqual([]);
    for (const name of notes) {
      const bytes = readFileSync(space.at('noted.ncx.progress', name));
      expect(deflateRawSync(bytes, { level: 9 }).length / bytes.length).toBeGreaterThan(0.99);
    }
    await run('other-secret');
    expect(readdirSync(space.at('noted.ncx.progress'))).toHaveLength(4);
    space.write('nowhere', original);
    expect((await run('secret')).code).toBe(0);
    expect(readdirSync(cwd)).not.toContain('noted.ncx.progress');
  });

  it('sees no page twice, neither in a file nor in two of one index, so that there is nothing to count', () => {
    const pages = readdirSync(space.at('keyed.ncx')).filter((file) => !file.endsWith('.json')).flatMap((name) => {
      const bytes = readFileSync(space.at('keyed.ncx', name));
      return Array.from({ length: Math.floor(bytes.length / 4096) }, (_, page) => bytes.subarray(page * 4096, (page + 1) * 4096).toString('latin1'));
    });
    expect(pages.length).toBeGreaterThan(30);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it('sees in segments and catalogue nothing but the header, what decrypts the pages, and bytes that can\'t be packed', () => {
    for (const name of readdirSync(space.at('keyed.ncx')).filter((file) => !file.endsWith('.json'))) {
      const bytes = readFileSync(space.at('keyed.ncx', name));
      expect(bytes.length % 65_536, name).toBeLessThan(2000 + 44 * (bytes.length / 4096));
      expect(deflateRawSync(bytes.subarray(16), { level: 9 }).length / bytes.length, name).toBeGreaterThan(0.995);
    }
  });

  it('can\'t tell a guess about the contents: another work of about the same size is a file of the same size', async () => {
    space.work('guess', { name: 'acme-kit', version: '1.0.0', license: 'MIT' }, { 'a.js': variantText(js, 'original') });
    space.work('wrong', { name: 'something-else', version: '33.0.0' }, { 'other/b.js': variantText(js, 'unrelated'), 'other/c.js': variantText(js, 'edited') });
    await index('build', '-o', 'guess.ncx', '--keyed', 'secret', 'guess');
    await index('build', '-o', 'wrong.ncx', '--keyed', 'secret', 'wrong');
    const shape = (path: string) => {
      const { engine, generation, options, key, catalogue, segments } = JSON.parse(space.read(`${path}/manifest.json`)) as { segments: { size: number }[]; catalogue: { size: number } } & Record<string, unknown>;
      return { engine, generation, options, key, sizes: [catalogue.size, ...segments.map(({ size }) => size)] };
    };
    expect(shape('guess.ncx')).toEqual(shape('wrong.ncx'));
  });

  it('does see: engine, number of changes, number and rough size of members, and who uses the same secret', async () => {
    const manifest = JSON.parse(space.read('keyed.ncx/manifest.json')) as Record<string, unknown>;
    expect(Object.keys(manifest)).toEqual(['format', 'version', 'generation', 'engine', 'options', 'key', 'catalogue', 'segments', 'checksum']);
    expect([manifest['catalogue'], ...manifest['segments'] as object[]].map((member) => Object.keys(member as object))).toEqual(Array(1 + segmentsOf('keyed.ncx').length).fill(['file', 'size', 'sha256']));
    await index('build', '-o', 'mine.ncx', '--keyed', 'secret', 'rest');
    await index('build', '-o', 'theirs.ncx', '--keyed', 'other-secret', 'rest');
    const check = (path: string): string => (JSON.parse(space.read(`${path}/manifest.json`)) as { key: { check: string } }).key.check;
    expect(check('mine.ncx')).toBe(check('keyed.ncx'));
    expect(check('theirs.ncx')).not.toBe(check('mine.ncx'));
  });

  it('does see that two indexes under one secret have equal pages, and nothing alike under two', async () => {
    await index('build', '-o', 'first.ncx', '--keyed', 'secret', 'rest');
    await index('build', '-o', 'same.ncx', '--keyed', 'secret', 'rest');
    await index('build', '-o', 'apart.ncx', '--keyed', 'other-secret', 'rest');
    const pages = (path: string): Set<string> => new Set(segmentsOf(path).flatMap((name) => {
      const bytes = readFileSync(space.at(path, name));
      return Array.from({ length: Math.floor(bytes.length / 4096) }, (_, page) => bytes.subarray(page * 4096 + 16, (page + 1) * 4096).toString('latin1'));
    }));
    expect(pages('same.ncx')).toEqual(pages('first.ncx'));
    expect([...pages('apart.ncx')].filter((page) => pages('first.ncx').has(page))).toEqual([]);
    // Of two states of one index it sees which segments are new, and how large they are about.
    await keyed('add', 'same.ncx', 'kit');
    expect(segmentsOf('same.ncx')).toHaveLength(2);
    expect(segmentsOf('same.ncx')).toContain(segmentsOf('first.ncx')[0]);
  });

  it('can leave a segment out, if allowed to write: no look-up notices, but verify does', async () => {
    await index('build', '-o', 'cut.ncx', '--keyed', 'secret', 'kit');
    await keyed('add', 'cut.ncx', 'rest');
    const manifest = JSON.parse(space.read('cut.ncx/manifest.json')) as Record<string, unknown>;
    delete manifest['checksum'];
    const body = { ...manifest, segments: (manifest['segments'] as object[]).slice(0, 1) };
    space.write('cut.ncx/manifest.json', JSON.stringify({ ...body, checksum: createHash('sha256').update(JSON.stringify(body)).digest('hex') }));
    const full = await scan(['-i', 'keyed.ncx', '--key-file', 'secret', 'asked'], { cwd });
    const less = await scan(['-i', 'cut.ncx', '--key-file', 'secret', 'asked'], { cwd });
    expect(less.findings.length).toBeLessThan(full.findings.length);
    expect(await nearcopy(['index', 'verify', 'cut.ncx', '--key-file', 'secret'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringMatching(/content [0-9a-f]{32} is missing from the segments/) });
  });

  it('can put an older state back, if allowed to write: no key guards against that', async () => {
    await index('build', '-o', 'now.ncx', '--keyed', 'secret', 'rest');
    cpSync(space.at('now.ncx'), space.at('before.ncx'), { recursive: true });
    await keyed('remove', 'now.ncx', 'rest');
    expect(await keyed('list', 'now.ncx')).toBe('The index has no works.\n');
    for (const name of readdirSync(space.at('before.ncx'))) space.write(`now.ncx/${name}`, readFileSync(join(space.at('before.ncx'), name)));
    expect(await keyed('list', 'now.ncx')).toMatch(/rest/);
  });
});

describe('who has the key', () => {
  it('reads works, licences, paths and structure, can confirm a file and try names, and reads no name or line of the code', () => {
    withKey('keyed.ncx', (opened) => {
      expect(opened.catalogue.inputs().map(({ labels }) => [labels.name, labels.license])).toEqual(expect.arrayContaining([['acme-kit', 'MIT'], ['rest', 'GPL-3.0-only']]));
      const original = variantText(py, 'original');
      expect(opened.holders(shortHash(original).toString('hex')).map(({ path }) => path).sort()).toEqual(['src/python/original.py', 'tables.py']);
      const hashes = new Set<number>();
      const texts = new Set<string>();
      for (const segment of opened.segments) {
        for (let file = 0; file < segment.fileCount; file++) {
          for (const hash of segment.tokens(file).textHashes) hashes.add(hash);
          for (const text of segment.text(file).texts) texts.add(text);
          expect(segment.source(file)).toBeNull();
        }
      }
      expect([hashes.has(hashText(py.unit)), hashes.has(hashText('a_name_that_nobody_uses'))]).toEqual([true, false]);
      expect([...texts]).toEqual(['']);
    });
  });
});

describe('who may only ask', () => {
  it('learns of code at hand whether it is there and whose it is, and of other code nothing', async () => {
    space.write('mine/a.py', variantText(py, 'renamed'));
    space.write('mine/b.js', 'export function greet(name) {\n  return `hello ${name}, how are you today`;\n}\n');
    const { findings } = await scan(['-i', 'keyed.ncx', '--key-file', 'secret', 'mine'], { cwd });
    expect(findings.map(({ file, match }) => [file, match.path, match.unit])).toEqual([['mine/a.py', expect.stringMatching(/^(src\/python\/original|tables)\.py$/), null]]);
    const said = JSON.stringify(findings);
    for (const name of Object.keys(py.renames).filter((one) => !variantText(py, 'renamed').includes(one))) expect(said).not.toContain(`"${name}"`);
  });
});
