import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/report/evaluation.ts';
import { nearcopy, outcomeOf, start, statusOf, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const harbour = (file: string): string => readFileSync(join(import.meta.dirname, '../fixtures/mutation', file), 'utf8');
afterAll(() => space.dispose());
beforeAll(async () => {
  for (const file of ['harbour.py', 'harbour.go']) space.write(`own/${file}`, harbour(file));
  // So many that it can't be through before it is stopped.
  for (let n = 0; n < 40; n++) space.write(`many/harbour-${n}.py`, harbour('harbour.py').replaceAll('def ', `def step_${n}_`));
  space.write('own/run.sh', 'echo nothing to mutate\nif [ -f x ]; then cat x; fi\n');
  space.work('kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'grid.ts': variantText(caseOf('typescript'), 'original') });
  await succeed(['index', 'build', '-o', 'kit.ncx', 'kit'], { cwd });
});

describe.concurrent('evaluate', () => {
  const evaluate = (...more: string[]) => nearcopy(['evaluate', '--index', 'kit.ncx', '--seconds', '100', ...more, 'own'], { cwd });

  it('says for each language what would be found, and which level to choose', async () => {
    const { code, stdout } = await evaluate('--format', 'json');
    const { languages, levels, overall, skipped, seed } = JSON.parse(stdout) as Evaluation;
    expect(code).toBe(0);
    expect([seed, levels.map(({ name }) => name)]).toEqual(['1', ['strict', 'normal', 'thorough']]);
    expect(languages.map(({ language }) => language)).toEqual(['go', 'python']);
    expect([overall.functions, overall.all.of]).toEqual([languages[0].functions + languages[1].functions, languages[0].all.of + languages[1].all.of]);
    expect(skipped).toEqual([{ file: expect.stringContaining('run.sh') as string, reason: 'there are no mutations for bash' }]);
    for (const { functions, mutated, all, operators, sizes, level, because, findings } of languages) {
      expect(functions).toBeGreaterThan(2);
      expect(mutated).toBeGreaterThan(0);
      expect(findings.map(({ count }) => count)).toEqual([0, 0, 0]);
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
    const { code, stdout } = await evaluate('--seconds', '2');
    expect(code).toBe(0);
    for (const text of ['python:', 'all languages:', 'choose level', 'renaming', 'insertion 10%', '40-80 tokens', 'by chance in 1,000 functions']) expect(stdout).toContain(text);
  });

  it('writes a page with plots that needs nothing else', async () => {
    const { code, stdout } = await evaluate('--seconds', '2', '--format', 'html', '--output', 'evaluation.html');
    const page = readFileSync(join(cwd, 'evaluation.html'), 'utf8');
    expect([code, stdout]).toEqual([0, '']);
    expect(page.match(/<svg /g)!.length).toBe(5);
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/<script|(src|href)="http/);
    for (const [, id] of page.matchAll(/aria-labelledby="([^"]+)"/g)) for (const one of id.split(' ')) expect(page, one).toContain(`id="${one}"`);
  });

  it('has nothing to say of code that it can\'t change', async () => {
    space.write('empty/notes.txt', 'nothing');
    const { code, stdout, stderr } = await nearcopy(['evaluate', '--index', 'kit.ncx', '--format', 'json', 'empty'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^nearcopy: empty: no function of a language that can be evaluated, which are c, cpp, .*\. Name code of one of them\.\n$/);
  });

  it('gives no advice by findings where the indexes hold no code of a language, and no figures by chance', async () => {
    const { languages } = JSON.parse((await evaluate('--seconds', '2', '--format', 'json')).stdout) as Evaluation;
    expect(languages.map(({ level, compared, because }) => [level, compared, because])).toEqual(languages.map(() => ['normal', 0, expect.stringContaining('hold no code of this language')]));
    expect((await evaluate('--seconds', '2')).stdout).toMatch(/by chance in 1,000 functions +- +- +-/);
  });

  it('counts as findings what a scan shows: not the project\'s own code, which is in the index', async () => {
    for (const file of ['package.json', 'grid.ts']) space.write(`kit-again/${file}`, readFileSync(space.at(`kit/${file}`), 'utf8'));
    space.write('other/package.json', JSON.stringify({ name: 'other', version: '1.0.0' }));
    space.write('other/grid.ts', readFileSync(space.at('kit/grid.ts'), 'utf8'));
    const findingsIn = async (folder: string): Promise<number[]> => {
      const { stdout } = await nearcopy(['evaluate', '--index', 'kit.ncx', '--seconds', '2', '--format', 'json', folder], { cwd });
      return (JSON.parse(stdout) as Evaluation).overall.findings.map(({ count }) => count);
    };
    expect(await findingsIn('kit-again')).toEqual([0, 0, 0]);
    expect(Math.min(...await findingsIn('other'))).toBeGreaterThan(0);
  });

  it.each(['none/evaluation.json', 'own'])('says before its work that %s can\'t be written', async (output) => {
    const { code, stdout, stderr } = await evaluate('--seconds', '600', '--output', output);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${output} could not be written`);
  });

  it('leaves out what it is told to, and what the policy leaves out', async () => {
    space.write('ruled/.nearcopy/policy.json', JSON.stringify({ paths: ['vendor/'] }));
    for (const file of ['vendor/harbour.rs', 'harbour.go', 'harbour.py']) space.write(`ruled/${file}`, harbour(file.slice(file.lastIndexOf('/') + 1)));
    const { stdout } = await nearcopy(['evaluate', '--index', 'kit.ncx', '--seconds', '2', '--format', 'json', '--ignore', '*.go', 'ruled'], { cwd });
    expect((JSON.parse(stdout) as Evaluation).languages.map(({ language }) => language)).toEqual(['python']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends at once on %s, as a build does, and leaves nothing', async (signal) => {
    const folder = space.at(`stopped-${signal}`);
    const temporary = space.at(`tmp-${signal}`);
    for (const made of [folder, temporary]) mkdirSync(made);
    const args = ['evaluate', '--index', 'kit.ncx', '--seconds', '600', '--format', 'html', '--output', join(folder, 'evaluation.html'), 'many'];
    // It says when it listens; a second later it is at work.
    const listens = space.at(`listens-${signal}`);
    const says = space.write(`says-${signal}.cjs`, `process.on('newListener', (name) => { if (name === 'SIGTERM') require('node:fs').writeFileSync(${JSON.stringify(listens)}, ''); });`);
    const child = start(args, { cwd, env: { TMPDIR: temporary, NODE_OPTIONS: `--require ${says}` } });
    const ended = outcomeOf(child);
    await expect.poll(() => existsSync(listens), { timeout: 60_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const stoppedAt = performance.now();
    child.kill(signal);
    const outcome = await ended;
    expect([statusOf(outcome), outcome.stdout, outcome.stderr]).toEqual([signal === 'SIGINT' ? 130 : 143, '', 'nearcopy: stopped\n']);
    expect(performance.now() - stoppedAt).toBeLessThan(5000);
    expect([readdirSync(folder), readdirSync(temporary)]).toEqual([[], []]);
  });

  it.each([[['--seconds', '0']], [['--format', 'sarif']], [['--index', 'missing.ncx']]])('refuses %j', async (options) => {
    const { code, stdout } = await nearcopy(['evaluate', '--index', 'kit.ncx', ...options, 'own'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
  });
});
