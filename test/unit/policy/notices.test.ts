import { describe, expect, it } from 'vitest';
import { notices } from '../../../src/policy/attribution.ts';
import { noticesWith } from '../../../src/policy/notices.ts';
import type { Match } from '../../../src/core/report.ts';

const match: Match = {
  work: 'lodash', version: '4.17.21', purl: 'pkg:npm/lodash@4.17.21', license: 'MIT', licenseFamily: 'permissive', path: 'lodash.js', copyright: ['Copyright OpenJS Foundation and other contributors'],
  content: '0'.repeat(32), startLine: 1, endLine: 9, url: 'https://lodash.com/', unit: 'chunk',
};
const copy = { path: 'src/a.ts', unit: 'chunk' };

describe('a file of notices', () => {
  it('begins with the work and where its code stands', () => {
    expect(noticesWith('', match, copy)).toBe(`# Third-party notices

This project contains code of the following works. Add the text of each licence where the licence asks for it.

## lodash 4.17.21

- Licence: MIT
- Copyright OpenJS Foundation and other contributors
- Source: https://lodash.com/
- Package: pkg:npm/lodash@4.17.21
- Used in: src/a.ts (chunk)
`);
  });

  it('says what the policy looks for', () => expect(notices(noticesWith('', match, copy), match)).toBe(true));

  it('gets a line for another copy of the same work, in its section', () => {
    const two = noticesWith(noticesWith(noticesWith('', match, copy), { ...match, work: 'zod', purl: null }, copy), match, { path: 'src/b.ts', unit: null });
    expect(two.split('\n## ').length).toBe(3);
    expect(two).toMatch(/- Used in: src\/a\.ts \(chunk\)\n- Used in: src\/b\.ts\n\n## zod/);
  });

  it('does not change where the copy is named already', () => {
    const once = noticesWith('', match, copy);
    expect(noticesWith(once, match, copy)).toBe(once);
  });

  it('keeps what somebody else wrote, and its line ends', () => {
    const theirs = 'OUR NOTICES\r\n\r\nThanks to everybody.\r\n';
    const ours = noticesWith(theirs, match, copy);
    expect(ours.startsWith(theirs)).toBe(true);
    expect(ours.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('admits that a licence is unknown', () => expect(noticesWith('', { ...match, license: 'NOASSERTION' }, copy)).toContain('- Licence: unknown; ask the authors'));
});
