import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gitAddress, localGitAddress } from '../../../src/sources/git/git-address.ts';
import { openSource, type OpenOptions } from '../../../src/sources/open-source.ts';
import { tree } from './tree.ts';

describe('gitAddress', () => {
  it.each([
    ['git+https://example.org/a/kit#v1', 'https://example.org/a/kit', 'v1'], ['https://example.org/a/kit.git', 'https://example.org/a/kit.git', null], ['https://example.org/kit.git#feature/x', 'https://example.org/kit.git', 'feature/x'],
    ['git@example.org:a/kit.git#1.0', 'git@example.org:a/kit.git', '1.0'], ['ssh://git@example.org/kit', 'ssh://git@example.org/kit', null], ['git+ssh://git@example.org:22/kit#', 'ssh://git@example.org:22/kit', null],
    ['git+file:///code/kit#v1', 'file:///code/kit', 'v1'],
  ])('reads %s', (spec, repository, ref) => expect(gitAddress(spec)).toEqual({ repository, isLocal: false, ref }));

  it.each(['https://example.org/kit.tar.gz', './kit.git', '/code/kit#v1', 'kit', 'C:\\code\\kit', 'npm:kit@1', 'a@b'])('leaves %s to others', (spec) => expect(gitAddress(spec)).toBeNull());

  it.each([
    'git+http://example.org/kit', 'http://example.org/kit.git', 'git://example.org/kit', 'git+git://example.org/kit', 'ext::sh -c touch% x', 'git+ext::sh', 'ssh://-oProxyCommand=x/kit', '-x@example.org:kit',
    'git@-oProxyCommand:kit', 'https://me:secret@example.org/kit.git', 'https://example.org/a b.git', 'https://example.org/kit.git#--upload-pack=x', 'https://example.org/kit.git#a..b', 'https://example.org/kit.git#a b', 'https://example.org/kit.git#HEAD@{1}', 'https://example.org/kit.git#:/x',
  ])('refuses %s', (spec) => {
    let message = '';
    try { gitAddress(spec); } catch (error) { message = (error as Error).message; }
    expect(message).toMatch(/^\S.*: .*(git|http|address|name)/);
    expect(message).not.toContain('secret');
  });

  it('splits a path at its last #', () => {
    expect(localGitAddress('/c#/kit#v1')).toEqual({ repository: '/c#/kit', isLocal: true, ref: 'v1' });
    expect(localGitAddress('/code/kit')).toBeNull();
    expect(() => localGitAddress('kit#-x')).toThrow('"-x" is not the name of a tag, branch or commit');
  });
});

/** A repository with two commits, the first of them tagged. */
describe('openSource of a git repository', () => {
  let root: string;
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'commit.gpgSign=false', ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const commit = (date: string, files: Record<string, string>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    git('add', '.');
    vi.stubEnv('GIT_COMMITTER_DATE', `${date}T23:30:00-0500`);
    git('commit', '-q', '-m', date);
    return git('rev-parse', 'HEAD');
  };
  const read = async (spec: string, options: OpenOptions = {}) => {
    const source = await openSource(spec, options);
    const files: Record<string, string> = {};
    for await (const file of source.files()) files[file.path] = Buffer.from(await file.bytes()).toString('utf8');
    await source.dispose();
    return { files, facts: source.facts };
  };

  beforeEach(() => {
    root = tree({}, { git: false });
    vi.stubEnv('TMPDIR', tree({}, { git: false }));
    git('init', '-q', '-b', 'main');
  });
  afterEach(() => { vi.unstubAllEnvs(); });

  it('reads the state of a tag, a branch, a commit and the current one, with its date', async () => {
    const first = commit('2019-03-01', { 'a.js': 'one();', LICENSE: 'x' });
    git('tag', '-a', '-m', 'first', 'v1.0.0');
    const second = commit('2020-05-06', { 'lib/b.js': 'two();' });
    expect(await read(`${root}#v1.0.0`)).toMatchObject({ files: { 'a.js': 'one();', LICENSE: 'x' }, facts: { version: '1.0.0', date: '2019-03-02', url: null } });
    for (const spec of [`${root}#main`, `git+${pathToFileURL(root)}`, `${root}#${second.slice(0, 9)}`]) {
      const { files, facts } = await read(spec);
      expect(Object.keys(files)).toEqual(['LICENSE', 'a.js', 'lib/b.js']);
      expect(facts).toMatchObject({ version: second.slice(0, 12), date: '2020-05-07' });
    }
    expect((await read(`git+${pathToFileURL(root)}#${first}`)).files).toEqual({ 'a.js': 'one();', LICENSE: 'x' });
    expect((await read('.#v1.0.0', { cwd: root, name: 'kit', date: '2001-01-01' })).facts).toMatchObject({ name: 'kit', date: '2001-01-01' });
  });

  it('takes name and licence from the metadata, and the version of the tag where they have none', async () => {
    commit('2019-03-01', { 'package.json': '{"name":"kit","license":"MIT"}', 'a.js': '' });
    git('tag', 'release/v2.3.4');
    expect((await read(`${root}#release/v2.3.4`)).facts).toMatchObject({ name: 'kit', version: '2.3.4', purl: 'pkg:npm/kit@2.3.4', license: 'MIT' });
  });

  it('gives the files as they were committed, and runs nothing of the repository', async () => {
    const trap = join(root, '..', `nearcopy-trap-${process.pid}`);
    commit('2019-03-01', { '.gitattributes': '*.js filter=trap export-subst\nhidden.js export-ignore\n*.txt eol=crlf\n', 'a.js': '$Format:%H$', 'hidden.js': 'h();', 'a.txt': 'a\n' });
    git('config', 'filter.trap.smudge', `touch ${trap}`);
    git('config', 'core.fsmonitor', `touch ${trap}`);
    git('config', 'uploadpack.packObjectsHook', `touch ${trap}`);
    for (const hook of ['post-checkout', 'reference-transaction', 'pre-auto-gc']) writeFileSync(join(root, '.git', 'hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    vi.stubEnv('GIT_CONFIG_GLOBAL', join(root, 'global'));
    writeFileSync(join(root, 'global'), `[filter "trap"]\n\tsmudge = touch ${trap}\n`);
    const { files } = await read(`${root}#main`);
    expect(files).toMatchObject({ 'a.js': '$Format:%H$', 'hidden.js': 'h();', 'a.txt': 'a\n' });
    expect(existsSync(trap)).toBe(false);
  });

  it('is not led astray by the variables that git sets for hooks', async () => {
    commit('2019-03-01', { 'a.js': 'one();' });
    vi.stubEnv('GIT_DIR', '/nowhere');
    vi.stubEnv('GIT_INDEX_FILE', '/nowhere/index');
    expect((await read(`${root}#main`)).files).toEqual({ 'a.js': 'one();' });
  });

  it('says what is not there', async () => {
    await expect(read(`git+${pathToFileURL(root)}`)).rejects.toThrow('the repository has no commits');
    commit('2019-03-01', { 'a.js': 'one();' });
    await expect(read(`${root}#v9`)).rejects.toThrow(`${root}#v9: the repository has no tag or branch "v9". \`git tag\` lists them.`);
    await expect(read(`${root}#abcdef1234`)).rejects.toThrow('the repository has no commit "abcdef1234"');
    await expect(read(`${tree({ x: '' }, { git: false })}#v1`)).rejects.toThrow("git can't fetch it: ");
    await expect(read(`/nowhere/kit#v1`)).rejects.toThrow('/nowhere/kit#v1: does not exist. Check the path');
    await expect(read(`${root}#main`, { integrity: `sha256-${'A'.repeat(43)}=` })).rejects.toThrow('there is no integrity hash of a git repository');
    vi.stubEnv('PATH', '/nowhere');
    await expect(read(`${root}#main`)).rejects.toThrow('git was not found. Install git, or name a folder or an archive instead.');
  });

  const datesOf = async (spec: string, options: OpenOptions = {}) => {
    const source = await openSource(spec, options);
    const dates: Record<string, string | null | undefined> = {};
    for await (const { path, date } of source.files()) dates[path] = date;
    await source.dispose();
    return dates;
  };

  it('tells for the files of a plain folder, too, when they first appeared, and leaves its version and date open', async () => {
    commit('2018-01-02', { 'a.js': '1', 'lib/b.js': '1', 'lib/[b].js': '1' });
    commit('2019-03-01', { 'a.js': '2', 'lib/deep/c.js': '1', 'lib/änderung.js': '' });
    writeFileSync(join(root, 'lib', 'new.js'), '');
    expect(await datesOf(root)).toEqual({ 'a.js': '2018-01-03', 'lib/b.js': '2018-01-03', 'lib/[b].js': '2018-01-03', 'lib/deep/c.js': '2019-03-02', 'lib/änderung.js': '2019-03-02', 'lib/new.js': null });
    expect(await datesOf(join(root, 'lib'))).toMatchObject({ 'b.js': '2018-01-03', 'deep/c.js': '2019-03-02', 'new.js': null });
    expect(await datesOf(join(root, 'lib', '[b].js'))).toEqual({ '[b].js': '2018-01-03' });
    expect((await read(root)).facts).toMatchObject({ version: null, date: null });
  });

  it('but not where it is told not to ask, where the history begins in the middle, or where git is missing', async () => {
    commit('2018-01-02', { 'a.js': '1' });
    commit('2019-03-01', { 'b.js': '1' });
    expect(await datesOf(root, { history: false })).toEqual({ 'a.js': null, 'b.js': null });
    const shallow = join(tree({}, { git: false }), 'kit');
    git('clone', '-q', '--depth', '1', pathToFileURL(root).href, shallow);
    expect(await datesOf(shallow)).toEqual({ 'a.js': null, 'b.js': null });
    expect(await datesOf(tree({ 'a.js': '' }))).toEqual({ 'a.js': null });
    vi.stubEnv('PATH', '/nowhere');
    expect(await datesOf(root)).toEqual({ 'a.js': null, 'b.js': null });
  });

  it('fetches nothing to find that out, and runs nothing of the repository', async () => {
    const trap = join(tree({}, { git: false }), 'trap');
    commit('2018-01-02', { 'a.js': '1' });
    const partial = join(tree({}, { git: false }), 'kit');
    git('config', 'uploadpack.allowFilter', 'true');
    git('clone', '-q', '--filter=tree:0', '--no-checkout', pathToFileURL(root).href, partial);
    writeFileSync(join(partial, 'a.js'), '1');
    for (const [name, value] of [['remote.origin.uploadpack', `touch ${trap}; git-upload-pack`], ['core.fsmonitor', `touch ${trap}`], ['core.pager', `touch ${trap}`], ['log.showSignature', 'true'], ['gpg.program', `touch ${trap}`]]) execFileSync('git', ['-C', partial, 'config', name, value]);
    expect(await datesOf(partial)).toEqual({ 'a.js': null });
    expect(existsSync(trap)).toBe(false);
  });

  it('takes a file whose name has a # in it for that file', async () => {
    writeFileSync(join(root, 'a#b.js'), 'f();');
    expect((await read(join(root, 'a#b.js'))).files).toEqual({ 'a#b.js': 'f();' });
  });
});
