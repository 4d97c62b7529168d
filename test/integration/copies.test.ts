import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../src/core/report.ts';
import { nearcopy, succeed } from './support/cli.ts';
import { copyCases, markedLines, variantText, type CopyCase, type Variant } from './support/copies.ts';
import { sarifErrors } from './support/sarif-schema.ts';
import { shapeErrors } from './support/report-schema.ts';
import { Workspace } from './support/workspace.ts';

// One index of our functions in all languages of the fixtures, one scan of all near-copies of them.

const space = new Workspace();
const LICENSES = ['MIT', 'Apache-2.0', 'GPL-3.0-only', 'BSD-3-Clause', 'MPL-2.0', 'ISC'];
const licenseOf = ({ language }: CopyCase): string => LICENSES[copyCases.findIndex((one) => one.language === language)];
const fileOf = ({ language, extension }: CopyCase, variant: Variant): string => `project/${language}/${variant}.${extension}`;
let report: Report;

beforeAll(async () => {
  const works = copyCases.map((one) => space.work(`works/${one.language}`, {
    name: `${one.language}-kit`, version: '1.2.3', license: licenseOf(one), homepage: `https://example.org/${one.language}`,
  }, { [`src/deep/original.${one.extension}`]: variantText(one, 'original') }));
  for (const one of copyCases) {
    for (const variant of ['renamed', 'reformatted', 'edited', 'partial', 'unrelated'] as const) space.write(fileOf(one, variant), variantText(one, variant));
  }
  await succeed(['index', 'build', '--output', 'all.ncx', ...works], { cwd: space.path });
  const { code, stdout } = await nearcopy(['scan', '--index', 'all.ncx', '--format', 'json', 'project'], { cwd: space.path });
  expect(code).toBe(1);
  report = JSON.parse(stdout) as Report;
});
afterAll(() => space.dispose());

function only(file: string): Finding {
  const findings = report.findings.filter((finding) => finding.file === file);
  expect(findings, file).toHaveLength(1);
  return findings[0];
}

describe.each(copyCases.map((one) => [one.language, one] as const))('copies of a %s function', (language, one) => {
  const original = markedLines(variantText(one, 'original'), one.unit);

  it.each([['renamed', 'renamed'], ['reformatted', 'verbatim'], ['edited', 'edited']] as const)('%s: the exact lines on both sides, and whose they are', (variant, kind) => {
    const finding = only(fileOf(one, variant));
    const copy = markedLines(variantText(one, variant), one.unit);
    expect(finding).toMatchObject({ kind, severity: 'warning', ...copy });
    expect(finding.match).toMatchObject({
      work: `${language}-kit`, version: '1.2.3', purl: `pkg:npm/${language}-kit@1.2.3`, license: licenseOf(one), url: `https://example.org/${language}`,
      path: `src/deep/original.${one.extension}`, unit: one.unit, ...original,
    });
    expect(finding.similarity).toBeGreaterThan(kind === 'edited' ? 0.8 : 0.999);
    expect(finding.expectedByChance).toBeLessThan(1e-8);
  });

  it('renamed: says exactly what was renamed to what', () => {
    const { renames, kept } = only(fileOf(one, 'renamed'));
    expect(Object.fromEntries(renames.map(({ from, to }) => [from, to]))).toEqual(one.renames);
    expect(renames).toHaveLength(Object.keys(one.renames).length);
    expect(kept).toEqual(expect.arrayContaining([...one.kept]));
    for (const name of Object.values(one.renames)) expect(kept).not.toContain(name);
  });

  it('reformatted: nothing is renamed, and all names are kept', () => {
    const { renames, kept } = only(fileOf(one, 'reformatted'));
    expect(renames).toEqual([]);
    expect(kept).toEqual(expect.arrayContaining([...Object.keys(one.renames), ...one.kept].filter((name) => variantText(one, 'reformatted').includes(name))));
  });

  it('partial: only the copied lines', () => {
    const { startLine, endLine, match } = only(fileOf(one, 'partial'));
    const copy = markedLines(variantText(one, 'partial'), one.unit);
    expect(startLine).toBe(copy.startLine);
    // Equal tokens may go on for a line or so, and braces round one statement have none.
    expect(Math.abs(endLine - copy.endLine)).toBeLessThanOrEqual(2);
    expect(match.startLine).toBeGreaterThan(original.startLine);
    expect(match.endLine - match.startLine).toBeLessThanOrEqual(endLine - startLine + 1);
  });

  it('unrelated: nothing', () => {
    expect(report.findings.filter(({ file }) => file === fileOf(one, 'unrelated'))).toEqual([]);
  });
});

describe('the report', () => {
  it('has the shape of the contract', () => {
    expect(shapeErrors(report)).toEqual([]);
    expect(report.stats.files).toBe(copyCases.length * 5);
    expect(report.stats.functions).toBeGreaterThanOrEqual(copyCases.length * 5);
    expect(report.skipped).toEqual([]);
  });

  it('is in the order of files and lines', () => {
    const places = report.findings.map(({ file, startLine }) => [file, String(startLine).padStart(6)].join(' '));
    expect(places).toEqual([...places].sort());
  });

  it('is the same a second time, with one thread, and with several', async () => {
    for (const workers of ['1', '3']) {
      const { stdout } = await nearcopy(['scan', '--index', 'all.ncx', '--format', 'json', '--workers', workers, 'project'], { cwd: space.path });
      expect((JSON.parse(stdout) as Report).findings).toEqual(report.findings);
    }
  });

  it('is valid SARIF 2.1.0 with --format sarif', async () => {
    const { code, stdout } = await nearcopy(['scan', '--index', 'all.ncx', '--format', 'sarif', 'project'], { cwd: space.path });
    expect(code).toBe(1);
    const log = JSON.parse(stdout) as { runs: { results: { partialFingerprints: Record<string, string>; relatedLocations: unknown[] }[] }[] };
    expect(sarifErrors(log)).toEqual([]);
    expect(log.runs[0].results.map((result) => Object.values(result.partialFingerprints)[0])).toEqual(report.findings.map(({ key }) => key));
    for (const result of log.runs[0].results) expect(result.relatedLocations.length).toBeGreaterThan(0);
  });

  it('is text for people by default, without colours in a pipe', async () => {
    const { code, stdout } = await nearcopy(['scan', '--index', 'all.ncx', 'project/python'], { cwd: space.path });
    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
    for (const word of ['project/python/renamed.py', 'python-kit', licenseOf(copyCases.find(({ language }) => language === 'python')!), 'load_sheet', 'read_table']) expect(stdout).toContain(word);
  });

  it('has colours where they are forced, and none with --no-color', async () => {
    const run = (...more: string[]) => nearcopy(['scan', '--index', 'all.ncx', 'project/c', ...more], { cwd: space.path, env: { FORCE_COLOR: '1' } });
    expect((await run()).stdout).toContain('\u001b[');
    expect((await run('--no-color')).stdout).not.toContain('\u001b');
  });
});
