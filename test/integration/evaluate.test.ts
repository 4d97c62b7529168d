import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/report/evaluation.ts';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const harbour = (file: string): string => readFileSync(join(import.meta.dirname, '../fixtures/mutation', file), 'utf8');
afterAll(() => space.dispose());
beforeAll(async () => {
  for (const file of ['harbour.py', 'harbour.go']) space.write(`own/${file}`, harbour(file));
  space.write('own/run.sh', 'echo nothing to mutate\nif [ -f x ]; then cat x; fi\n');
  space.work('kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'grid.ts': variantText(caseOf('typescript'), 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
});

describe.concurrent('evaluate', () => {
  const evaluate = (...more: string[]) => nearcopy(['evaluate', '--index', 'kit.ncx', '--seconds', '100', ...more, 'own'], { cwd });

  it('says for each language what would be found, and which level to choose', async () => {
    const { code, stdout } = await evaluate('--format', 'json');
    const { languages, levels, skipped, seed } = JSON.parse(stdout) as Evaluation;
    expect(code).toBe(0);
    expect([seed, levels.map(({ name }) => name)]).toEqual(['1', ['strict', 'normal', 'thorough']]);
    expect(languages.map(({ language }) => language)).toEqual(['go', 'python']);
    expect(skipped).toEqual([{ file: expect.stringContaining('run.sh') as string, reason: 'there are no mutations for bash' }]);
    for (const { functions, mutated, all, operators, sizes, level, because, findings } of languages) {
      expect(functions).toBeGreaterThan(2);
      expect(mutated).toBeGreaterThan(0);
      expect(findings).toEqual([0, 0, 0]);
      expect(levels.map(({ name }) => name)).toContain(level);
      expect(because).not.toBe('');
      for (const row of [all, ...operators, ...sizes]) {
        // A looser level finds no less.
        expect(row.found.map(({ count }) => count)).toEqual(row.found.map(({ count }) => count).sort((a, b) => a - b));
        expect(Math.max(...row.found.map(({ count }) => count))).toBeLessThanOrEqual(row.of);
      }
      expect(sizes.reduce((sum, { of }) => sum + of, 0)).toBe(all.of);
      expect(all.found[1].count / all.of).toBeGreaterThan(0.5);
    }
  });

  it('prints tables', async () => {
    const { code, stdout } = await evaluate();
    expect(code).toBe(0);
    for (const text of ['python:', 'choose level', 'renaming', '40-80 tokens', 'by chance in 1,000 functions']) expect(stdout).toContain(text);
  });

  it('writes a page with plots that needs nothing else', async () => {
    const { code, stdout } = await evaluate('--format', 'html', '--output', 'evaluation.html');
    const page = readFileSync(join(cwd, 'evaluation.html'), 'utf8');
    expect([code, stdout]).toEqual([0, '']);
    expect(page.match(/<svg /g)!.length).toBe(5);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|(src|href)="http/);
    for (const [, id] of page.matchAll(/aria-labelledby="([^"]+)"/g)) for (const one of id.split(' ')) expect(page, one).toContain(`id="${one}"`);
  });

  it('has nothing to say of code that it can\'t change', async () => {
    space.write('empty/notes.txt', 'nothing');
    const { code, stdout } = await nearcopy(['evaluate', '--index', 'kit.ncx', 'empty'], { cwd });
    expect([code, stdout]).toEqual([0, 'No function of a language that can be evaluated.\n']);
  });

  it.each([[['--seconds', '0']], [['--format', 'sarif']], [['--index', 'missing.ncx']]])('refuses %j', async (options) => {
    const { code, stdout } = await nearcopy(['evaluate', '--index', 'kit.ncx', ...options, 'own'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
  });
});
