import { describe, expect, it } from 'vitest';
import type { UnjudgedFinding } from '../../../src/core/match/findings.ts';
import { judge, judgeAll, type JudgeContext, type Judgement } from '../../../src/policy/judge.ts';
import { defaultPolicy, type Policy } from '../../../src/policy/policy.ts';
import { noProject, type ProjectFacts } from '../../../src/policy/project/facts.ts';
import { noSurroundings, type LicensedFolder, type Surroundings } from '../../../src/policy/surroundings.ts';
import { renamed } from '../report/samples.ts';

const finding = (match: Partial<UnjudgedFinding['match']> = {}, more: Partial<UnjudgedFinding> = {}): UnjudgedFinding => ({ ...renamed, ...more, match: { ...renamed.match, ...match } });
const gpl = { work: 'readline', purl: 'pkg:deb/debian/readline@8.2', license: 'GPL-3.0-or-later', licenseFamily: 'strong-copyleft' } as const;

interface Given {
  readonly policy?: Partial<Policy>;
  readonly project?: Partial<ProjectFacts>;
  readonly file?: Partial<Surroundings>;
}
const context = ({ policy, project, file }: Given): JudgeContext => ({ policy: { ...defaultPolicy, ...policy }, project: { ...noProject, ...project }, file: { ...noSurroundings, ...file } });
const said = (given: Given, of = finding()): string => word(judge(of, context(given)));
const word = (judgement: Judgement): string => ('quiet' in judgement ? `quiet: ${judgement.quiet.because}` : judgement.note ? `${judgement.severity}: ${judgement.note.because}` : judgement.severity);

const notice = { source: 'THIRD-PARTY-NOTICES.md', text: '## lodash 4.17.21\n\nMIT\n' };
const folder = (more: Partial<LicensedFolder> = {}): LicensedFolder => ({ path: 'third_party/lodash', names: ['lodash', 'third_party/lodash'], license: 'MIT', text: 'MIT License\n\nCopyright JS Foundation', ...more });
const attribution = 'SPDX-License-Identifier: MIT\nOrigin: lodash 4.17.21';

describe('without a policy and a project', () => {
  it('a copy is a warning, whatever its licence', () => expect([said({}), said({}, finding(gpl))]).toEqual(['warning', 'warning']));
  it('the finding itself is not changed', () => {
    const { findings, quiet } = judgeAll([finding()], () => context({}));
    expect(findings).toEqual([renamed]);
    expect(quiet).toEqual([]);
  });
});

describe('the policy', () => {
  it('ignores by key, and says why, who and when', () => {
    const ignore = [{ key: renamed.key, work: null, file: null, reason: 'Three lines.', date: '2026-11-22', by: 'Ada' }];
    expect(judge(finding(), context({ policy: { ignore } }))).toEqual({ severity: 'warning', quiet: { because: 'ignored', note: 'Ignored by Ada on 2026-11-22: Three lines.' } });
    expect(said({ policy: { ignore } }, finding({}, { key: '00' }))).toBe('warning');
  });

  it.each([
    ['lodash', true], ['LODASH', true], ['lod*', true], ['lodash@4.17.21', true], ['lodash@4.17.20', false], ['lodas', false], ['odash', false], ['pkg:npm/lodash', true], ['pkg:npm/lodash@4.17.21', true], ['pkg:npm/lodash@1.0.0', false], ['pkg:pypi/lodash', false], ['.*', false], ['*', true],
  ])('names a work as %j', (work, isIt) => {
    expect(said({ policy: { ownWorks: [work] } })).toBe(isIt ? 'quiet: own-work' : 'warning');
    expect(said({ policy: { ignoreWorks: [{ work, reason: 'Known.', date: null, by: null }] } })).toBe(isIt ? 'quiet: ignored-work' : 'warning');
  });

  it('sets severities by family and kind', () => {
    const families = { ...defaultPolicy.severity.families, 'strong-copyleft': 'error', permissive: 'ignore' } as const;
    const policy = { severity: { ...defaultPolicy.severity, families } };
    expect(said({ policy }, finding(gpl))).toBe('error');
    expect(judge(finding(), context({ policy }))).toEqual({ severity: 'information', quiet: { because: 'severity', note: 'The policy ignores works of the licence family permissive.' } });
    const kinds = { ...defaultPolicy.severity.kinds, renamed: 'ignore' } as const;
    expect(judge(finding(), context({ policy: { severity: { ...defaultPolicy.severity, kinds } } }))).toMatchObject({ quiet: { note: 'The policy ignores matches of the kind renamed.' } });
  });
});

describe('the project itself', () => {
  const identity = { name: 'lodash', package: 'npm/lodash', url: null };
  it('is no copy of itself: the same package of the same registry', () => {
    expect(said({ project: { identities: [identity] } })).toBe('quiet: own-origin');
    expect(said({ project: { identities: [{ ...identity, package: 'pypi/lodash' }] } })).toBe('warning');
    expect(said({ project: { identities: [{ ...identity, name: 'x', package: 'npm/x' }] } })).toBe('warning');
  });

  it('is known by its repository where no registry knows it', () => {
    const ofGit = (url: string) => said({ project: { identities: [{ name: 'x', package: null, url }] } }, finding({ url: 'https://github.com/lodash/lodash/blob/4.17.21/lodash.js' }));
    expect(['git@github.com:lodash/lodash.git', 'https://github.com/Lodash/lodash', 'ssh://git@github.com/lodash/lodash'].map(ofGit)).toEqual(Array(3).fill('quiet: own-origin'));
    expect(['https://github.com/lodash', 'https://github.com/ada/lodash', 'https://example.org/'].map(ofGit)).toEqual(Array(3).fill('warning'));
  });

  it('is known by its name alone only where the work is in no registry', () => {
    const project = { identities: [{ name: 'server', package: null, url: null }] };
    expect(said({ project }, finding({ work: 'server', purl: null, url: null }))).toBe('quiet: own-origin');
    expect(said({ project }, finding({ work: 'server', purl: 'pkg:npm/server@1.0.0', url: 'https://github.com/someone/server' }))).toBe('warning');
  });

  it('is not a work of which the same path is known', () => expect(said({}, finding({ path: renamed.file }))).toBe('warning'));
});

describe('dependencies', () => {
  const dependencies = [{ name: 'lodash', package: 'npm/lodash', version: '^4', source: 'package.json' }];
  it('are quiet in their own folder', () => {
    expect(said({ file: { dependencyFolder: { names: ['lodash', 'lodash/fp'] } } })).toBe('quiet: dependency');
    expect(said({ project: { dependencies }, file: { dependencyFolder: { names: ['bundle'] } } })).toBe('quiet: dependency');
  });
  it('are not quiet in the folder of another, unless the project has them', () => expect(said({ file: { dependencyFolder: { names: ['lodash-clone'] } } })).toBe('warning'));
  it('copied into the project stay findings, with a hint', () => {
    expect(judge(finding(), context({ project: { dependencies } }))).toEqual({ severity: 'warning', note: { because: 'dependency', note: 'lodash is a dependency of this project (package.json): using it would save the copy.' } });
    expect(said({ project: { dependencies } }, finding({ purl: 'pkg:deb/debian/lodash@4' }))).toBe('warning');
  });
});

describe('a folder with a licence of its own', () => {
  it('is quiet where it is the work that the code is from', () => {
    expect(said({ file: { licensed: [folder()] } })).toBe('quiet: vendored');
    expect(said({ file: { licensed: [folder({ names: ['lodash-4.17.21'] })] } })).toBe('quiet: vendored');
    expect(said({ file: { licensed: [folder({ names: ['x'], text: 'lodash 4.17.21\n\nMIT License' })] } })).toBe('quiet: vendored');
    expect(said({ file: { licensed: [folder({ names: ['x'] }), folder()] } })).toBe('quiet: vendored');
  });
  it('of another name informs where its licence is the same, and says nothing about others', () => {
    expect(said({ file: { licensed: [folder({ names: ['utils'] })] } })).toBe('information: vendored');
    expect(said({ file: { licensed: [folder({ names: ['utils'], license: 'ISC' })] } })).toBe('warning');
    expect(said({ file: { licensed: [folder({ names: ['lodash-clone'], license: null, text: '' })] } })).toBe('warning');
  });
});

describe('an attribution', () => {
  it('in the file makes a copy information', () => {
    expect(judge(finding(), context({ file: { attribution } }))).toEqual({ severity: 'information', note: { because: 'attributed', note: 'The file names lodash and its terms.' } });
    expect(said({ file: { attribution: 'Copyright Ada' } })).toBe('warning');
    expect(said({ file: { attribution: 'From readline 8.2, GPL-3.0-or-later' } }, finding(gpl))).toBe('information: attributed');
  });

  it('changes nothing where the declared licence of the project does not allow the copy', () => {
    const file = { attribution: 'From readline 8.2, GPL-3.0-or-later' };
    expect(said({ file, project: { license: 'MIT' } }, finding(gpl))).toBe('warning');
    expect(said({ file, project: { license: 'GPL-3.0-or-later' } }, finding(gpl))).toBe('information: attributed');
    expect(said({ file, project: { license: 'MIT' }, policy: { projectLicense: 'AGPL-3.0-only' } }, finding(gpl))).toBe('information: attributed');
  });

  it('in the notices does so where the licences go together', () => {
    expect(said({ project: { notices: [notice], license: 'MIT' } })).toBe('information: noticed');
    expect(said({ project: { notices: [notice] } })).toBe('information: noticed');
    expect(said({ project: { notices: [{ ...notice, text: '## underscore\n\nMIT\n' }], license: 'MIT' } })).toBe('warning');
    const readline = { source: 'NOTICES', text: 'readline 8.2, GPLv3\n' };
    expect(said({ project: { notices: [readline], license: 'MIT' } }, finding(gpl))).toBe('warning');
    expect(said({ project: { notices: [readline], license: 'GPL-3.0-only' } }, finding(gpl))).toBe('information: noticed');
    expect(said({ project: { notices: [readline] } }, finding(gpl))).toBe('warning');
  });

  it('never makes anything louder', () => {
    expect(said({ file: { attribution } }, finding({}, { idiom: true }))).toBe('information: attributed');
    const families = { ...defaultPolicy.severity.families, permissive: 'error' } as const;
    expect(said({ file: { attribution }, policy: { severity: { ...defaultPolicy.severity, families } } })).toBe('information: attributed');
  });
});
