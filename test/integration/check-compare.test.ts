import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, markedText, markedLines, variantText } from './support/copies.ts';
import { shapeErrors } from './support/report-schema.ts';
import { sarifErrors } from './support/sarif-schema.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const ts = caseOf('typescript');
const java = caseOf('java');
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'grid.ts': variantText(ts, 'original'), 'Planner.java': variantText(java, 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
  for (const variant of ['original', 'renamed', 'edited', 'unrelated'] as const) space.write(`grid/${variant}.ts`, variantText(ts, variant));
});

describe.concurrent('check', () => {
  const check = (input: string, ...more: string[]) => nearcopy(['check', '--index', 'kit.ncx', ...more], { cwd, input });
  const snippet = markedText(variantText(ts, 'renamed'), ts.unit);

  it('finds a copy in a snippet from standard input', async () => {
    const { code, stdout } = await check(snippet, '--language', 'typescript', '--format', 'json');
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(shapeErrors(report)).toEqual([]);
    expect(report.stats.files).toBe(1);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ file: 'stdin', startLine: 1, endLine: 19, kind: 'renamed', match: { work: 'kit', path: 'grid.ts', ...markedLines(variantText(ts, 'original'), ts.unit) } });
  });

  it.each(['ts', 'TypeScript', 'typescriptreact', 'javascript', 'tsx'])('takes %s for a language', async (language) => {
    const { code } = await check(snippet, '--language', language, '--format', 'json');
    expect(code).toBe(1);
  });

  it('finds a method without its class, at its own lines', async () => {
    const method = markedText(variantText(java, 'renamed'), java.unit);
    const { stdout } = await check(`\n${method}`, '--language', 'java', '--format', 'json', '--path', 'answer.java');
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ file: 'answer.java', startLine: 2, endLine: 32, kind: 'renamed', match: { path: 'Planner.java' } });
  });

  it('says nothing of honest code, of nothing, and of blank input', async () => {
    for (const input of [variantText(ts, 'unrelated'), '', '\n \n']) {
      const { code, stdout } = await check(input, '--language', 'ts', '--format', 'json');
      expect([code, (JSON.parse(stdout) as Report).findings]).toEqual([0, []]);
    }
  });

  it('prints text and valid SARIF, and minds --fail-on', async () => {
    const text = await check(snippet, '-l', 'ts');
    expect([text.code, text.stdout.includes('canEnter')]).toEqual([1, true]);
    const sarif = await check(snippet, '-l', 'ts', '--format', 'sarif', '--fail-on', 'error');
    expect([sarif.code, sarifErrors(JSON.parse(sarif.stdout))]).toEqual([0, []]);
  });

  it('tells why it could not read its input', async () => {
    const binary = await nearcopy(['check', '-i', 'kit.ncx', '-l', 'ts', '-f', 'json'], { cwd, input: new Uint8Array(2000) });
    expect([binary.code, (JSON.parse(binary.stdout) as Report).skipped]).toEqual([0, [{ file: 'stdin', reason: 'binary' }]]);
  });

  it('refuses an unknown language, and names those it knows', async () => {
    const { code, stdout, stderr } = await check(snippet, '--language', 'cobol');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/unknown language 'cobol'; known are .*c, .*typescript/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe.concurrent('compare', () => {
  const compare = (...args: string[]) => nearcopy(['compare', ...args], { cwd });

  it('shows runs and the rename map of two files', async () => {
    const { code, stdout } = await compare('grid/original.ts', 'grid/renamed.ts');
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    for (const word of ['grid/original.ts', 'grid/renamed.ts', 'floodFrom', 'spreadOut', 'frontier']) expect(stdout).toContain(word);
  });

  it('gives the same as JSON: kind, exact lines, names in the direction from the first to the second', async () => {
    const { code, stdout } = await compare('grid/original.ts', 'grid/edited.ts', '--format', 'json');
    const result = JSON.parse(stdout) as { a: object; b: object; kind: string; similarity: number; evidenceBits: number; runs: { aStart: number; aEnd: number; bStart: number; bEnd: number; tokens: number }[]; renames: { from: string; to: string }[]; kept: string[] };
    expect(code).toBe(0);
    expect(result).toMatchObject({ a: { name: 'grid/original.ts' }, b: { name: 'grid/edited.ts' }, kind: 'edited' });
    expect(result.renames).toEqual(expect.arrayContaining([{ from: 'floodFrom', to: 'walkFrom' }, { from: 'frontier', to: 'todo' }]));
    const [here, there] = [markedLines(variantText(ts, 'original'), ts.unit), markedLines(variantText(ts, 'edited'), ts.unit)];
    expect(Math.max(...result.runs.map(({ aEnd }) => aEnd))).toBeGreaterThanOrEqual(here.endLine);
    expect(result.runs.some(({ aStart, bStart }) => aStart === here.startLine && bStart === there.startLine)).toBe(true);
    for (const [i, run] of result.runs.entries()) {
      expect(run.aStart).toBeLessThanOrEqual(run.aEnd);
      expect(run.bStart).toBeLessThanOrEqual(run.bEnd);
      if (i > 0) expect(run.aStart).toBeGreaterThanOrEqual(result.runs[i - 1].aEnd);
    }
  });

  it('says that a file equals itself, and that unrelated ones have nothing in common', async () => {
    expect(JSON.parse((await compare('grid/original.ts', 'grid/original.ts', '-f', 'json')).stdout)).toMatchObject({ kind: 'verbatim', similarity: 1, renames: [] });
    expect(JSON.parse((await compare('grid/original.ts', 'grid/unrelated.ts', '-f', 'json')).stdout)).toMatchObject({ kind: null });
    expect((await compare('grid/original.ts', 'grid/unrelated.ts')).code).toBe(0);
  });

  it('takes the language from --language where names do not tell it', async () => {
    space.write('a.txt', variantText(ts, 'original'));
    space.write('b.txt', variantText(ts, 'renamed'));
    const untold = await compare('a.txt', 'b.txt');
    expect(untold.code).toBe(2);
    expect(untold.stderr).toContain('a.txt: its ending doesn\'t tell a known language; say it with --language');
    expect(JSON.parse((await compare('a.txt', 'b.txt', '-l', 'typescript', '-f', 'json')).stdout)).toMatchObject({ kind: 'renamed' });
  });

  it.each([
    [['grid/original.ts', 'none.ts'], /none\.ts: does not exist\. Check the path\./],
    [['grid/original.ts', 'grid'], /grid: is a folder\. Check the path\./],
    [['grid/original.ts', 'kit/Planner.java'], /only languages of one family can be compared/],
    [['grid/original.ts', 'binary.ts'], /binary\.ts can't be compared: binary/],
    [['grid/original.ts', 'grid/renamed.ts', '--format', 'html'], /--format takes text or json, not 'html'/],
    [['grid/original.ts', 'grid/renamed.ts', '--language', 'cobol'], /unknown language 'cobol'/],
    [['grid/original.ts'], /missing required argument 'b'/],
  ])('refuses %j with exit code 2', async (args, message) => {
    space.write('binary.ts', new Uint8Array(500));
    const { code, stdout, stderr } = await compare(...args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});
