import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportedCase } from '../../src/mutation/reported-case.ts';
import { levels } from '../../src/policy/levels.ts';
import { nearcopy, scan, succeed } from './support/cli.ts';
import { caseOf, markedLines, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const ts = caseOf('typescript');
const lines = (variant: 'original' | 'renamed'): string => {
  const { startLine, endLine } = markedLines(variantText(ts, variant), ts.unit);
  return `${variant}.ts:${startLine}-${endLine}`;
};
const lineCount = variantText(ts, 'renamed').trimEnd().split('\n').length;
afterAll(() => space.dispose());
beforeAll(async () => {
  for (const variant of ['original', 'renamed', 'unrelated'] as const) space.write(`${variant}.ts`, variantText(ts, variant));
  space.write('other.py', 'print(1)\n');
  space.write('both.ts', `${variantText(ts, 'renamed')}\n${variantText(ts, 'edited')}`);
  space.work('kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'src/grid.ts': variantText(ts, 'original'), 'src/other/words.ts': variantText(ts, 'unrelated'), 'more/words.ts': `// another\n${variantText(ts, 'unrelated')}` });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
  space.work('nobodys', { name: 'nobodys', version: '1.0.0', license: 'MIT' }, { 'one.py': 'x = 1\n' });
  await succeed(['index', 'build', '-o', 'empty.ncx', 'nobodys'], { cwd });
  space.write('secret', 'c0ffee'.repeat(11));
  await succeed(['index', 'build', '-o', 'keyed.ncx', '--keyed', 'secret', 'kit'], { cwd });
});

describe.concurrent('report-case', () => {
  it('packs two stretches of code without any of their text', async () => {
    const { code, stdout, stderr } = await nearcopy(['report-case', lines('renamed'), lines('original'), '--expected', 'found', '--note', 'all names changed', '--index', 'kit.ncx'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("don't send this case yet: packed by itself it is as it should be (the copy is found)");
    expect(stderr).not.toContain('--index');
    const packed = JSON.parse(stdout) as ReportedCase;
    expect(packed).toMatchObject({ format: 'nearcopy-case/1', expected: 'found', note: 'all names changed', language: 'typescript', family: 'ecmascript', settings: { indexTokens: expect.any(Number) as number } });
    expect(packed.happened.found).toBe(true);
    // Of the code only words of the language are left.
    const names = new Set(variantText(ts, 'original').match(/\b[a-z]+[A-Z]\w+\b/g));
    expect(names.size).toBeGreaterThan(1);
    for (const name of names) expect(stdout).not.toContain(name);
    expect(packed.checked.texts.split(' ')).toHaveLength(packed.checked.tokens.split(' ').length);
  });

  it('writes a file, and says what is not as it should be by saying nothing', async () => {
    const { code, stdout, stderr } = await nearcopy(['report-case', 'unrelated.ts', 'original.ts', '--expected', 'found', '-o', 'case.json'], { cwd });
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    expect((JSON.parse(readFileSync(join(cwd, 'case.json'), 'utf8')) as ReportedCase).happened).toEqual({ found: false, bits: null, expectedByChance: null });
  });

  const packed = async (...args: string[]): Promise<ReportedCase> => {
    const { code, stdout, stderr } = await nearcopy(['report-case', ...args], { cwd });
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as ReportedCase;
  };
  const tokens = ({ tokens: names }: ReportedCase['checked']): number => names.split(' ').length;

  it('takes the original from the finding at a place: a false alarm, unless something else is said', async () => {
    const reported = await packed('renamed.ts', '--index', 'kit.ncx');
    expect([reported.expected, reported.happened.found]).toEqual(['nothing', true]);
    // The function, not the file.
    const { endLine } = markedLines(variantText(ts, 'renamed'), ts.unit);
    expect(reported).toEqual(await packed(`renamed.ts:${endLine - 1}`, '--index', 'kit.ncx'));
    expect(tokens(reported.checked)).toBe(tokens(reported.original));
    expect(reported.checked.tokens).toBe(reported.original.tokens);
    // The same as from the two files, and from an index with another idea of hashes.
    const named = await packed(lines('renamed'), lines('original'), '--index', 'kit.ncx', '--expected', 'nothing');
    expect(reported).toEqual(named);
    const keyed = await packed('renamed.ts', '--index', 'keyed.ncx', '--key-file', 'secret');
    expect({ ...keyed, settings: reported.settings }).toEqual(reported);
  });

  it('takes the original of a miss from a work of the index', async () => {
    const reported = await packed('unrelated.ts', 'grid.ts', '--work', 'kit@3.0.0', '--index', 'kit.ncx', '--expected', 'found');
    expect([reported.expected, reported.happened.found]).toEqual(['found', false]);
    const { startLine } = markedLines(variantText(ts, 'original'), ts.unit);
    const part = await packed(lines('renamed'), `src/grid.ts:${startLine + 2}`, '--work', 'kit', '--index', 'kit.ncx', '--expected', 'found');
    expect(part.original.tokens).toBe(part.checked.tokens);
  });

  it('needs as much evidence as a scan: what the options say, else the policy', async () => {
    space.write('lax/.nearcopy/policy.json', '{ "level": "thorough" }');
    space.write('number/.nearcopy/policy.json', '{ "expectedAtMost": 0.0123, "level": "strict" }');
    for (const folder of ['lax', 'number']) space.write(`${folder}/src/renamed.ts`, variantText(ts, 'renamed'));
    const limit = async (path: string, ...args: string[]): Promise<number> => (await packed(path, '--index', 'kit.ncx', ...args)).settings.expectedAtMost;
    const { thorough, normal, strict } = levels;
    expect(await limit('renamed.ts')).toBe(normal.expectedAtMost);
    expect(await limit('lax/src/renamed.ts')).toBe(thorough.expectedAtMost);
    expect(await limit('number/src/renamed.ts')).toBe(0.0123);
    expect(await limit('number/src/renamed.ts', '--level', 'strict')).toBe(strict.expectedAtMost);
    expect(await limit('number/src/renamed.ts', '--no-policy')).toBe(normal.expectedAtMost);
    expect(await limit('renamed.ts', '--policy', 'lax/.nearcopy/policy.json')).toBe(thorough.expectedAtMost);
    expect(await limit('renamed.ts', '--expected-at-most', '1e-5', '--level', 'thorough')).toBe(1e-5);
  });

  it('packs what a scan shows under the policy, and says where it is nothing that a lower level may show it', async () => {
    const [{ startLine }] = (await scan(['--index', 'kit.ncx', 'renamed.ts'], { cwd })).findings;
    space.write('deaf/.nearcopy/policy.json', '{ "expectedAtMost": 1e-30 }');
    space.write('deaf/renamed.ts', variantText(ts, 'renamed'));
    const place = `deaf/renamed.ts:${startLine}`;
    expect((await scan(['--index', 'kit.ncx', 'deaf'], { cwd })).findings).toEqual([]);
    const refused = await nearcopy(['report-case', place, '--index', 'kit.ncx'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(`nothing is found in ${place}. A lower level may show it: --level thorough. If a copy was missed`)]);
    expect((await packed(place, '--index', 'kit.ncx', '--level', 'thorough')).happened.found).toBe(true);
    const lowest = await nearcopy(['report-case', 'unrelated.ts', '--index', 'empty.ncx', '--level', 'thorough'], { cwd });
    expect(lowest.stderr).toContain('nothing is found in unrelated.ts. If a copy was missed');
  });

  it.each([
    [['unrelated.ts', '--index', 'empty.ncx'], 'nothing is found in unrelated.ts'],
    [['both.ts', '--index', 'kit.ncx'], 'both.ts has 2 findings; say which:\n  both.ts:'],
    [['renamed.ts'], 'name it with --index'],
    [['renamed.ts:9999', '--index', 'kit.ncx'], `renamed.ts:9999: renamed.ts has ${lineCount} lines`],
    [['renamed.ts', 'grid.ts:9999', '--work', 'kit', '--index', 'kit.ncx', '--expected', 'found'], 'grid.ts:9999: in the index, grid.ts has code up to line'],
    [['renamed.ts', '--index', 'kit.ncx', '-o', 'nodir/case.json'], 'nodir/case.json could not be written: does not exist. Check the path given with --output.\n'],
    [['renamed.ts', '--work', 'kit', '--index', 'kit.ncx'], 'name the original'],
    [['renamed.ts', 'words.ts', '--work', 'kit', '--index', 'kit.ncx', '--expected', 'found'], 'several files words.ts: more/words.ts, src/other/words.ts'],
    [['renamed.ts', 'gone.ts', '--work', 'kit', '--index', 'kit.ncx', '--expected', 'found'], 'has no file gone.ts'],
    [['renamed.ts', 'grid.ts', '--work', 'nobody', '--index', 'kit.ncx', '--expected', 'found'], 'no work "nobody"'],
    [['other.py', 'grid.ts', '--work', 'kit', '--index', 'kit.ncx', '--expected', 'found'], 'one family'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await nearcopy(['report-case', ...args], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it.each([
    [['missing.ts', 'original.ts'], 'missing.ts'],
    [['renamed.ts:900-950', 'original.ts'], `renamed.ts:900-950: renamed.ts has ${lineCount} lines, counted from 1`],
    [['renamed.ts', 'original.ts:0'], 'original.ts:0: original.ts has'],
    [['renamed.ts:10-5', 'original.ts'], 'the lines are reversed; write renamed.ts:5-10'],
    [['renamed.ts', 'other.py'], 'one family of languages'],
  ])('refuses %j', async (places, message) => {
    const { code, stdout, stderr } = await nearcopy(['report-case', ...places, '--expected', 'found'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('asks what should have happened', async () => {
    const { code, stderr } = await nearcopy(['report-case', 'renamed.ts', 'original.ts'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('--expected');
  });
});
