import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { nearcopy, scan, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { shapeErrors } from './support/report-schema.ts';
import { sarifErrors } from './support/sarif-schema.ts';
import { Workspace } from './support/workspace.ts';

// What findings mean: the policy file, and what is quiet because the project has to do with the work already.

const space = new Workspace();
const js = caseOf('javascript');
const index = space.at('kit.ncx');
const project = space.at('project');
const policyFile = 'project/.nearcopy/policy.json';
afterAll(() => space.dispose());
afterEach(() => rmSync(project, { recursive: true, force: true }));

beforeAll(async () => {
  space.work('kit', { name: '@ada/kit', version: '2.1.0', license: 'MIT', homepage: 'https://github.com/ada/kit' }, { 'lanes.js': variantText(js, 'original') });
  space.work('strong', { name: 'strong', version: '1.0.0', license: 'GPL-3.0-only' }, { 'ring.c': variantText(caseOf('c'), 'original') });
  await succeed(['index', 'build', '-o', index, 'kit', 'strong'], { cwd: space.path });
});

/** Writes a project with a copy at `file`, scans it, and says what became of each match: `PATH severity because`. */
async function judged(files: Readonly<Record<string, string>>, more: readonly string[] = []): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) space.write(`project/${path}`, text);
  return said(await scan(['-i', index, ...more, '.'], { cwd: project }));
}

function said(report: Report): string[] {
  expect(shapeErrors(report)).toEqual([]);
  return [
    ...report.findings.map(({ file, severity, note }) => [file, severity, ...note ? [note.because] : []].join(' ')),
    ...report.quiet.map(({ file, quiet }) => `${file} quiet ${quiet.because}`),
  ];
}

const copy = variantText(js, 'renamed');
const strong = variantText(caseOf('c'), 'renamed');
const MIT = 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies\n';
const policy = (json: object): Record<string, string> => ({ '.nearcopy/policy.json': JSON.stringify(json) });

describe('quiet are', () => {
  it.each<[string, Record<string, string>, string]>([
    ['the project itself, by its package', { 'a.js': copy, 'package.json': '{"name":"@ada/kit"}' }, 'a.js quiet own-origin'],
    ['the project itself, by its repository', { 'a.js': copy, '.git/config': '[remote "origin"]\n\turl = git@github.com:ada/kit.git\n' }, 'a.js quiet own-origin'],
    ['own works', { 'a.js': copy, ...policy({ ownWorks: ['@ada/*'] }) }, 'a.js quiet own-work'],
    ['vendored folders with their licence beside them', { 'third_party/kit/src/a.js': copy, 'third_party/kit/LICENSE': `@ada/kit\n\n${MIT}`, 'package.json': '{"name":"app"}' }, 'third_party/kit/src/a.js quiet vendored'],
    ['vendored packages with their manifest beside them', { 'lib/sums/a.js': copy, 'lib/sums/package.json': '{"name":"@ada/kit","license":"MIT"}', 'package.json': '{"name":"app"}' }, 'lib/sums/a.js quiet vendored'],
    ['dependencies in the folder of their package manager', { 'vendor/ada-kit/a.js': copy, 'package.json': '{"name":"app","dependencies":{"@ada/kit":"^2"}}' }, 'vendor/ada-kit/a.js quiet dependency'],
    ['dependencies of a lock file', { 'vendor/x/a.js': copy, 'yarn.lock': '"@ada/kit@^2":\n  version "2.1.0"\n' }, 'vendor/x/a.js quiet dependency'],
    ['ignored works', { 'a.js': copy, ...policy({ ignoreWorks: [{ work: 'pkg:npm/%40ada/kit', reason: 'Ours to use.' }] }) }, 'a.js quiet ignored-work'],
    ['ignored families', { 'a.js': copy, ...policy({ severity: { families: { permissive: 'ignore' } } }) }, 'a.js quiet severity'],
  ])('%s', async (_, files, expected) => expect(await judged(files)).toEqual([expected]));

  it('not files at the same path, folders of another licence, and manifests of other packages', async () => {
    expect(await judged({ 'lanes.js': copy, 'package.json': '{"name":"kit"}' })).toEqual(['lanes.js warning']);
    expect(await judged({ 'lanes.js': copy, 'x/b.js': copy, 'x/LICENSE': 'All rights reserved.' })).toEqual(['lanes.js warning', 'x/b.js warning']);
  });
});

describe('information are', () => {
  it.each<[string, Record<string, string>, string]>([
    ['copies with an attribution', { 'a.js': `// SPDX-SnippetBegin\n// SPDX-License-Identifier: MIT\n// Origin: @ada/kit 2.1.0, lanes.js\n${copy}// SPDX-SnippetEnd\n` }, 'a.js information attributed'],
    ['copies of what the notices name and the licences allow', { 'a.js': copy, 'package.json': '{"name":"app","license":"Apache-2.0"}', 'THIRD-PARTY-NOTICES.md': '# Notices\n\n## @ada/kit 2.1.0\n\nMIT\n' }, 'a.js information noticed'],
    ['copies under strong copyleft in a project of the same licence that says so', { 'a.c': strong, LICENSE: 'SPDX-License-Identifier: GPL-3.0-only', 'Cargo.toml': '[package]\nname = "app"\nlicense = "GPL-3.0-only"\n', NOTICE: 'strong 1.0.0, GPLv3\n' }, 'a.c information noticed'],
  ])('%s', async (_, files, expected) => expect(await judged(files)).toEqual([expected]));

  it('not copies that the licence of the project does not allow, whatever is written beside them', async () => {
    const attributed = `/* SPDX-License-Identifier: GPL-3.0-only */\n/* Origin: strong 1.0.0 */\n${strong}`;
    const notice = { 'THIRD-PARTY-NOTICES': 'strong 1.0.0, GPLv3\n' };
    expect(await judged({ 'a.c': attributed, 'package.json': '{"name":"app","license":"MIT"}', ...notice })).toEqual(['a.c warning']);
    expect(await judged({ ...policy({ projectLicense: 'GPL-3.0-or-later' }) })).toEqual(['a.c information attributed']);
  });
});

describe('a policy', () => {
  it('ignores by key: moved code stays ignored, changed code does not', async () => {
    const [finding] = (await scan(['-i', index, space.write('project/a.js', copy)], { cwd: project })).findings;
    const ignore = { ignore: [{ key: finding.key, work: '@ada/kit', reason: 'Written here first.', date: '2026-11-22', by: 'Ada' }] };
    expect(await judged({ 'b.js': `// moved\n\n${copy}`, ...policy(ignore) })).toEqual(['a.js quiet ignored', 'b.js quiet ignored']);
    const { code, stdout } = await nearcopy(['scan', '-i', index, '.', '--verbose'], { cwd: project });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Not reported: 2 matches (2 ignored).\n')]);
    expect(stdout).toContain('@ada/kit 2.1.0: Ignored by Ada on 2026-11-22: Written here first.');
    expect(await judged({}, ['--no-policy'])).toEqual(['a.js warning', 'b.js warning']);
  });

  it('tells of ignores that match nothing any more, where all was scanned, and does not fail for them', async () => {
    const ignore = [{ key: 'feedfeedfeedfeed', work: 'gone', reason: 'It was here.' }];
    space.write(policyFile, JSON.stringify({ ignore }));
    space.write('project/src/honest.js', variantText(js, 'unrelated'));
    const { code, stdout } = await nearcopy(['scan', '-i', index, '.'], { cwd: project });
    expect([code, stdout]).toEqual([0, expect.stringContaining('warning: The policy ignores feedfeedfeedfeed (gone), which matched nothing: It was here.\n')]);
    expect((await scan(['-i', index, '.'], { cwd: project })).stale).toEqual(ignore);
    expect((await scan(['-i', index, 'src'], { cwd: project })).stale).toEqual([]);
    expect((await scan(['-i', index, '..'], { cwd: space.at('project/src') })).stale).toEqual(ignore);
  });

  it('is that of the nearest folder upwards, and not of one above the repository', async () => {
    space.write(policyFile, JSON.stringify({ severity: { families: { permissive: 'error' } } }));
    space.write('project/inner/deep/a.js', copy);
    const from = async (cwd: string, path: string) => said(await scan(['-i', index, path], { cwd: space.at(cwd) }));
    expect(await from('project/inner', 'deep')).toEqual(['deep/a.js error']);
    expect(await from('.', 'project/inner')).toEqual(['project/inner/deep/a.js error']);
    space.write('project/inner/.nearcopy/policy.json', '{}');
    expect(await from('project', '.')).toEqual(['inner/deep/a.js error']);
    expect(await from('project', 'inner')).toEqual(['inner/deep/a.js warning']);
    rmSync(space.at('project/inner/.nearcopy'), { recursive: true });
    execFileSync('git', ['init', '-q', space.at('project/inner')]);
    expect(await from('project/inner', '.')).toEqual(['deep/a.js warning']);
  });

  it('sets severities, the level, what fails, and what is left out; options win', async () => {
    const failing = async (...more: string[]) => (await nearcopy(['scan', '-i', index, '.', ...more], { cwd: project })).code;
    expect(await judged({ 'a.js': copy, 'old/b.js': copy, ...policy({ severity: { families: { permissive: 'error' }, kinds: { renamed: 'information' } }, failOn: 'information', paths: ['/old/'] }) })).toEqual(['a.js information']);
    expect([await failing(), await failing('--fail-on', 'warning')]).toEqual([1, 0]);
    expect(said(await scan(['-i', index, 'old', 'old/b.js'], { cwd: project }))).toEqual(['old/b.js information']);
    expect(await judged(policy({ expectedAtMost: 1e-300 }))).toEqual([]);
    expect(await judged(policy({ expectedAtMost: 1e-300 }), ['--level', 'normal'])).toEqual(['a.js warning', 'old/b.js warning']);
  });

  it('can be named, and holds for code from standard input too', async () => {
    space.write('rules.json', JSON.stringify({ ownWorks: ['@ada/kit'] }));
    space.write('project/a.js', copy);
    expect(await judged({}, ['--policy', '../rules.json'])).toEqual(['a.js quiet own-work']);
    space.write(policyFile, JSON.stringify({ failOn: 'never', severity: { families: { permissive: 'error' } } }));
    space.write('project/package.json', '{"name":"app","license":"MIT"}');
    space.write('project/NOTICE', '@ada/kit 2.1.0 (MIT)\n');
    const check = (...more: string[]) => nearcopy(['check', '-i', index, '-l', 'javascript', '-f', 'json', ...more], { cwd: project, input: copy });
    const here = await check('--path', 'src/new.js');
    expect([here.code, said(JSON.parse(here.stdout) as Report)]).toEqual([0, ['src/new.js information noticed']]);
    const elsewhere = await check('--path', 'x.js', '--policy', '../rules.json');
    expect([elsewhere.code, said(JSON.parse(elsewhere.stdout) as Report)]).toEqual([0, ['x.js quiet own-work']]);
  });

  it.each([
    ['{\n  "levle": "strict"\n}', /policy\.json:2:3: levle is unknown; known are "\$schema", "level"[^\n]*\nCorrect the policy, or leave it out with --no-policy\.\n/],
    ['{"severity": }', /policy\.json:1:14: A value is expected here\./],
  ])('with a mistake stops the scan and says where: %j', async (text, message) => {
    space.write(policyFile, text);
    space.write('project/a.js', copy);
    const { code, stdout, stderr } = await nearcopy(['scan', '-i', index, '.'], { cwd: project });
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
    expect((await nearcopy(['scan', '-i', index, '.', '--no-policy'], { cwd: project })).code).toBe(1);
  });

  it('that is named and not there is an error', async () => {
    space.write('project/a.js', copy);
    const { code, stderr } = await nearcopy(['scan', '-i', index, 'a.js', '--policy', 'gone.json'], { cwd: project });
    expect([code, stderr]).toEqual([2, 'nearcopy: the policy gone.json could not be read: does not exist. Check the path given with --policy.\n']);
  });

  it('leaves a trace in SARIF', async () => {
    space.write('project/a.js', copy);
    space.write(policyFile, JSON.stringify({ ownWorks: ['@ada/kit'] }));
    const { code, stdout } = await nearcopy(['scan', '-i', index, '.', '-f', 'sarif'], { cwd: project });
    const log = JSON.parse(stdout) as { runs: { results: { suppressions: unknown; properties: { licenseFamily: string } }[] }[] };
    expect([code, sarifErrors(log)]).toEqual([0, []]);
    expect(log.runs[0].results.map(({ suppressions, properties }) => [suppressions, properties.licenseFamily])).toEqual([
      [[{ kind: 'external', status: 'accepted', justification: '@ada/kit is your own work, says the policy.', properties: { because: 'own-work' } }], 'permissive'],
    ]);
  });
});
