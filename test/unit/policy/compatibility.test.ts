import { describe, expect, it } from 'vitest';
import { compatibility, type Compatibility } from '../../../src/core/license/compatibility.ts';

const NOTICE = 'yes-with-notice';

describe('code that goes into a project', () => {
  it.each<[string, string | null, Compatibility]>([
    ['CC0-1.0', 'MIT', 'yes'],
    ['Unlicense', null, 'yes'],
    ['MIT', 'MIT', NOTICE],
    ['MIT', null, NOTICE],
    ['BSD-3-Clause', 'GPL-2.0-only', NOTICE],
    ['MIT', 'LicenseRef-Proprietary', NOTICE],
    ['Apache-2.0', 'MIT', NOTICE],
    ['MIT', 'NOASSERTION', NOTICE],
  ])('%s into %s: %s', (code, project, expected) => expect(compatibility(code, project)).toBe(expected));

  it('under Apache 2.0 does not go with version 2 of the GNU licences, and does with version 3', () => {
    const into = ['GPL-2.0-only', 'LGPL-2.1-only', 'GPL-3.0-only', 'LGPL-3.0-only', 'AGPL-3.0-only', 'GPL-2.0-or-later'];
    expect(into.map((project) => compatibility('Apache-2.0', project))).toEqual(['no', 'no', NOTICE, NOTICE, NOTICE, NOTICE]);
    expect(compatibility('Apache-2.0 WITH LLVM-exception', 'GPL-2.0-only')).toBe(NOTICE);
  });

  it('under the GPL goes where its versions meet', () => {
    const codes = ['GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'AGPL-3.0-only'];
    const projects = ['GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT', 'LicenseRef-Proprietary'];
    expect(codes.map((code) => projects.map((project) => compatibility(code, project)))).toEqual([
      [NOTICE, NOTICE, 'no', 'no', 'no', 'unknown'],
      [NOTICE, NOTICE, NOTICE, NOTICE, 'no', 'unknown'],
      ['no', NOTICE, NOTICE, NOTICE, 'no', 'unknown'],
      ['no', 'unknown', 'unknown', NOTICE, 'no', 'unknown'],
    ].map((row) => [...row.slice(0, 5), 'no']));
  });

  it('under weak copyleft goes into the copyleft that it names, and elsewhere it depends on how it is kept', () => {
    expect(['GPL-2.0-only', 'GPL-3.0-only', 'LGPL-3.0-only', 'MIT'].map((project) => compatibility('MPL-2.0', project))).toEqual([NOTICE, NOTICE, NOTICE, 'unknown']);
    expect(['GPL-2.0-only', 'LGPL-2.1-only', 'LGPL-3.0-only', 'Apache-2.0'].map((project) => compatibility('LGPL-2.1-only', project))).toEqual([NOTICE, NOTICE, 'no', 'unknown']);
    expect(['MPL-1.1', 'EPL-2.0', 'CDDL-1.0', 'MPL-2.0-no-copyleft-exception'].map((code) => compatibility(code, 'GPL-3.0-or-later'))).toEqual(['no', 'no', 'no', 'no']);
    expect(compatibility('EPL-2.0', 'EPL-2.0')).toBe(NOTICE);
  });

  it('under other copyleft follows what that says of itself', () => {
    expect(compatibility('EUPL-1.2', 'AGPL-3.0-only')).toBe(NOTICE);
    expect(compatibility('CECILL-2.1', 'GPL-3.0-or-later')).toBe(NOTICE);
    expect(compatibility('CC-BY-SA-4.0', 'GPL-3.0-only')).toBe(NOTICE);
    expect(compatibility('CC-BY-SA-4.0', 'GPL-2.0-only')).toBe('unknown');
    expect(compatibility('EUPL-1.2', 'MIT')).toBe('no');
  });

  it('that is proprietary goes nowhere where a licence is declared', () => {
    expect(['MIT', 'GPL-3.0-only', null].map((project) => compatibility('BUSL-1.1', project))).toEqual(['no', 'no', 'unknown']);
  });

  it('of which nothing is known is unknown', () => {
    expect(['NOASSERTION', 'LicenseRef-Odd', 'no expression at all', ''].map((code) => compatibility(code, 'MIT'))).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
});

describe('expressions', () => {
  it('of the code: the best of alternatives, the worst of what all holds', () => {
    expect(compatibility('GPL-3.0-only OR MIT', 'Apache-2.0')).toBe(NOTICE);
    expect(compatibility('GPL-3.0-only AND MIT', 'Apache-2.0')).toBe('no');
    expect(compatibility('CC0-1.0 AND MIT', 'Apache-2.0')).toBe(NOTICE);
    expect(compatibility('(MIT OR Apache-2.0) AND Unicode-3.0', 'GPL-2.0-only')).toBe(NOTICE);
  });

  it('of the project: all alternatives must stay open; of parts one must take it', () => {
    expect(compatibility('GPL-2.0-only', 'MIT OR GPL-2.0-only')).toBe('no');
    expect(compatibility('GPL-2.0-only', 'MIT AND GPL-2.0-only')).toBe(NOTICE);
    expect(compatibility('MIT', 'MIT OR Apache-2.0')).toBe(NOTICE);
  });

  it('take old spellings', () => {
    expect(compatibility('GPL-2.0+', 'GPL-3.0')).toBe(NOTICE);
    expect(compatibility('GPL-2.0', 'GPL-3.0')).toBe('no');
  });
});
