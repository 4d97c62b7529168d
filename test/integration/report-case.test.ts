import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportedCase } from '../../src/mutation/reported-case.ts';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, markedLines, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const ts = caseOf('typescript');
const lines = (variant: 'original' | 'renamed'): string => {
  const { startLine, endLine } = markedLines(variantText(ts, variant), ts.unit);
  return `${variant}.ts:${startLine}-${endLine}`;
};
afterAll(() => space.dispose());
beforeAll(async () => {
  for (const variant of ['original', 'renamed', 'unrelated'] as const) space.write(`${variant}.ts`, variantText(ts, variant));
  space.write('other.py', 'print(1)\n');
  space.work('kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'grid.ts': variantText(ts, 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
});

describe('report-case', () => {
  it('packs two stretches of code without any of their text', async () => {
    const { code, stdout, stderr } = await nearcopy(['report-case', lines('renamed'), lines('original'), '--expected', 'found', '--note', 'all names changed', '--index', 'kit.ncx'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('as it should be');
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

  it.each([
    [['missing.ts', 'original.ts'], 'missing.ts'],
    [['renamed.ts:900-950', 'original.ts'], 'holds no code'],
    [['renamed.ts', 'other.py'], 'languages of one family'],
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
