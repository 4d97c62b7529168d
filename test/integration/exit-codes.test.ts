import { readdirSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// The contract of DESIGN section 4: 0 nothing to report, 1 findings, 2 usage and machine; messages on standard error.

const space = new Workspace();
const cwd = space.path;
const c = caseOf('c');

beforeAll(async () => {
  space.work('kit', { name: 'kit', license: 'MIT' }, { 'ring.c': variantText(c, 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
  space.write('copy.c', variantText(c, 'renamed'));
  space.write('honest.c', variantText(c, 'unrelated'));
  symlinkSync('/proc/self/mem', space.at('memory.c')); // its first page can't be read, by nobody
});

describe.concurrent('the exit code', () => {
  it.each([
    [0, ['scan', '-i', 'kit.ncx', 'honest.c']],
    [1, ['scan', '-i', 'kit.ncx', 'honest.c', 'copy.c']],
    [1, ['scan', '-i', 'kit.ncx', '--fail-on', 'warning', 'copy.c']],
    [1, ['scan', '-i', 'kit.ncx', '--fail-on', 'information', 'copy.c']],
    [0, ['scan', '-i', 'kit.ncx', '--fail-on', 'error', 'copy.c']],
    [0, ['scan', '-i', 'kit.ncx', '--fail-on', 'never', 'copy.c']],
    [0, ['scan', '-i', 'kit.ncx', '--expected-at-most', '1e-300', 'copy.c']],
    [1, ['scan', '-i', 'kit.ncx', '--level', 'strict', 'copy.c']],
    [0, ['index', 'list', 'kit.ncx']],
    [0, ['--help']],
    [0, ['scan', '--help']],
    [0, ['index', 'build', '--help']],
    [0, ['--version']],
  ])('is %i for %j', async (expected, args) => {
    const { code, stderr, stdout } = await nearcopy(args, { cwd });
    expect([code, stderr]).toEqual([expected, '']);
    expect(stdout).not.toBe('');
  });
});

describe.concurrent('a mistake in the command', () => {
  it.each([
    ['no command', [], /Usage: nearcopy/],
    ['an unknown command', ['scann', 'x'], /unknown command 'scann'[\s\S]*scan/],
    ['an unknown option', ['scan', '-i', 'kit.ncx', '--quick', 'copy.c'], /unknown option '--quick'/],
    ['a missing --index', ['scan', 'copy.c'], /required option '-i, --index <X\.ncx>' not specified/],
    ['a missing --index of check', ['check', '--language', 'c'], /required option '-i, --index <X\.ncx>' not specified/],
    ['a missing --language', ['check', '-i', 'kit.ncx'], /required option '-l, --language <id>' not specified/],
    ['a missing --output', ['index', 'build', 'kit'], /required option '-o, --output <X\.ncx>' not specified/],
    ['nothing to scan', ['scan', '-i', 'kit.ncx'], /missing required argument 'path'/],
    ['a bad --format', ['scan', '-i', 'kit.ncx', '--format', 'xml', 'copy.c'], /'xml' is invalid\. Allowed choices are text, json, sarif/],
    ['a bad --fail-on', ['scan', '-i', 'kit.ncx', '--fail-on', 'never-ever', 'copy.c'], /Allowed choices are error, warning, information, never/],
    ['a bad --level', ['scan', '-i', 'kit.ncx', '--level', 'wild', 'copy.c'], /Allowed choices are strict, normal, thorough/],
    ['a bad --expected-at-most', ['scan', '-i', 'kit.ncx', '--expected-at-most', 'often', 'copy.c'], /--expected-at-most takes a number above 0, such as 1e-3, not 'often'/],
    ['a bad --workers', ['scan', '-i', 'kit.ncx', '--workers', '0', 'copy.c'], /--workers takes a number from 1 to 64, not '0'/],
    ['a bad --workers of build', ['index', 'build', '-o', 'x1.ncx', '--workers', 'many', 'kit'], /--workers takes a number from 1 to 64, not 'many'/],
    ['a path that is not there', ['scan', '-i', 'kit.ncx', 'copy.c', 'copyy.c'], /copyy\.c: does not exist\. Check the path\./],
    ['a named file that can not be read', ['scan', '-i', 'kit.ncx', 'memory.c'], /memory\.c: input\/output error\. Check the path\./],
    ['a report that can not be written', ['scan', '-i', 'kit.ncx', '--format', 'json', '-o', 'nowhere/x.json', 'copy.c'], /nowhere\/x\.json could not be written: does not exist/],
    ['a format for --explain', ['scan', '-i', 'kit.ncx', '--explain', '--format', 'json', 'copy.c'], /--explain prints .*: leave out --format and --output/],
    ['a path through a file', ['scan', '-i', 'kit.ncx', 'copy.c/x.c'], /copy\.c\/x\.c: not a folder\. Check the path\./],
    ['an index that is not there', ['scan', '-i', 'kat.ncx', 'copy.c'], /There is no index kat\.ncx\. Make one with "nearcopy index build --output kat\.ncx SOURCE"/],
    ['one of two indexes that is not there', ['scan', '-i', 'kit.ncx', '-i', 'kat.ncx', 'copy.c'], /There is no index kat\.ncx/],
    ['an index to add to that is not there', ['index', 'add', 'kat.ncx', 'kit'], /There is no index kat\.ncx/],
    ['a source that is not there', ['index', 'build', '-o', 'x2.ncx', 'kat'], /kat: does not exist\. Check the path; it was looked for at .*kat\./],
    ['a bad --license', ['index', 'build', '-o', 'x3.ncx', '--license', 'Free as in Beer', 'kit'], /licen[cs]e/i],
    ['--name for two sources', ['index', 'build', '-o', 'x4.ncx', '--name', 'n', 'kit', 'kit'], /--name and --work-version speak of one work; give one source, or leave them out/],
    ['an address of another kind', ['index', 'build', '-o', 'x5.ncx', 'svn://example.org/x'], /addresses of this kind are not supported\. Download it and name the folder or the archive\./],
    ['no source', ['index', 'build', '-o', 'x6.ncx'], /name the sources, or a list of them with --from/],
    ['a list that is not there', ['index', 'build', '-o', 'x7.ncx', '--from', 'no.list'], /no\.list: does not exist\. It should be a list of sources\./],
    ['a work to remove that is not there', ['index', 'remove', 'kit.ncx', 'kat'], /The index has no work "kat"\. "nearcopy index list" shows what it has\./],
  ])('ends with 2 and says what to do: %s', async (_, args, message) => {
    const { code, stdout, stderr } = await nearcopy(args, { cwd });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});

afterAll(async () => {
  expect(readdirSync(cwd).filter((name) => name.startsWith('x')), 'mistaken commands leave nothing behind').toEqual([]);
  expect(await succeed(['index', 'list', 'kit.ncx'], { cwd })).toContain('kit');
  space.dispose();
});
