import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { elementsOf, named } from '../unit/report/html-elements.ts';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

const space = new Workspace();
const cwd = space.path;
const js = caseOf('javascript');
afterAll(() => space.dispose());

beforeAll(async () => {
  space.work('works/kit', { name: 'kit', version: '3.0.0', license: 'MIT' }, { 'lib/original.js': variantText(js, 'original') });
  space.write('src/copy.js', variantText(js, 'renamed'));
  await succeed(['index', 'build', '-o', 'kept.ncx', '--keep-source', 'works/kit'], { cwd });
  await succeed(['index', 'build', '-o', 'bare.ncx', 'works/kit'], { cwd });
});

/** Which names of the rename map stand where: on the original's side, on ours. */
function sides(page: string): { readonly original: Set<string>; readonly ours: Set<string> } {
  const elements = elementsOf(page);
  const of = (side: string) => new Set(elements.filter(({ name, attributes, parent }) => {
    if (name !== 'span' || attributes['data-pair'] === undefined) return false;
    const cell = parent?.name === 'td' ? parent : parent?.parent;
    return cell?.attributes['class']?.split(' ').includes(side) ?? false;
  }).map(({ text }) => text));
  return { original: of('original'), ours: of('ours') };
}

describe.concurrent('scan --format html', () => {
  it.each([['an index that keeps sources', ['-i', 'kept.ncx']], ['a folder with the originals', ['-i', 'bare.ncx', '--sources', 'works']]])('shows both sides with %s', async (_, options) => {
    const { code, stdout, stderr } = await nearcopy(['scan', ...options, '--format', 'html', 'src'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    const { original, ours } = sides(stdout);
    expect([...original].sort()).toEqual(Object.keys(js.renames).sort());
    expect([...ours].sort()).toEqual(Object.values(js.renames).sort());
  });

  it('shows our side and the lines of the original without its text', async () => {
    const { stdout } = await nearcopy(['scan', '-i', 'bare.ncx', '--format', 'html', 'src'], { cwd });
    const { original, ours } = sides(stdout);
    expect([original.size, [...ours].sort()]).toEqual([0, Object.values(js.renames).sort()]);
    expect(stdout).toContain('The original&#39;s text is not at hand.');
  });

  it('writes any format to a file, whole, and prints nothing', async () => {
    space.write('out/report.html', 'old');
    for (const [format, begin] of [['html', '<!doctype html>'], ['json', '{'], ['sarif', '{'], ['text', 'src/copy.js:']]) {
      const { code, stdout, stderr } = await nearcopy(['scan', '-i', 'kept.ncx', '--format', format, '--output', `out/report.${format}`, 'src'], { cwd });
      expect([code, stdout, stderr]).toEqual([1, '', '']);
      expect(space.read(`out/report.${format}`).startsWith(begin)).toBe(true);
    }
    expect(readdirSync(space.at('out')).sort()).toEqual(['report.html', 'report.json', 'report.sarif', 'report.text']);
  });

  it('keeps the places of the evidence out of JSON and SARIF', async () => {
    const { stdout } = await nearcopy(['scan', '-i', 'kept.ncx', '--format', 'json', 'src'], { cwd });
    const [finding] = (JSON.parse(stdout) as Report).findings;
    expect(Object.keys(finding)).not.toContain('detail');
    const sarif = await nearcopy(['scan', '-i', 'kept.ncx', '--format', 'sarif', 'src'], { cwd });
    expect(sarif.stdout).not.toContain('"detail"');
  });

  it('says which file could not be written', async () => {
    const { code, stdout, stderr } = await nearcopy(['scan', '-i', 'kept.ncx', '--output', 'missing/report.html', 'src'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('missing/report.html could not be written');
  });
});

describe('check --format html', () => {
  it('makes a page of a snippet', async () => {
    const { code, stdout } = await nearcopy(['check', '-i', 'kept.ncx', '-l', 'javascript', '--path', 'answer.js', '--format', 'html'], { cwd, input: variantText(js, 'renamed') });
    expect(code).toBe(1);
    expect(named(elementsOf(stdout), 'h3').map(({ text }) => text)).toEqual(['answer.js']);
    expect(sides(stdout).original.size).toBe(Object.keys(js.renames).length);
  });
});
