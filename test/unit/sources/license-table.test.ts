import { describe, expect, it } from 'vitest';
import { comparedLicense } from '../../../tools/license-table/compare.ts';
import { metadataLicense } from '../../../tools/license-table/metadata.ts';
import { tree } from './tree.ts';

describe('comparedLicense', () => {
  it.each([
    ['MIT OR Apache-2.0', 'Apache-2.0 OR MIT', 'equal'], ['MIT OR ISC OR Zlib', 'Zlib OR (ISC OR MIT)', 'equal'], ['MIT AND ISC', 'MIT OR ISC', 'differs'], ['GPL-2.0-or-later', 'GPL-2.0-only', 'range'],
    ['GPL-2.0-only', 'LGPL-2.0-only', 'differs'], ['MIT OR GPL-2.0-or-later', 'GPL-2.0-only OR MIT', 'range'], ['MIT', null, 'silent'], [null, 'MIT', 'no metadata'],
  ])('%s and %s: %s', (metadata, ours, kind) => expect(comparedLicense(metadata, ours)).toBe(kind));
});

describe('metadataLicense', () => {
  it.each([
    ['{"license":"MIT"}', 'MIT'], ['{"licenses":[{"type":"MIT"},{"type":"GPLv2"}]}', 'MIT OR GPL-2.0-only'], ['{"license":["MIT","CC-BY-4.0"]}', 'MIT OR CC-BY-4.0'], ['{"license":{"type":"ISC"}}', 'ISC'], ['{"license":"SEE LICENSE IN x"}', null], ['{}', null],
  ])('of the package.json %s is %s', async (json, license) => expect(await metadataLicense(tree({ 'package.json': json }))).toBe(license));

  it('is that of the stanza for all files in debian/copyright', async () => {
    const copyright = 'Format: x\n\nFiles: a/*\nLicense: Expat\n\nFiles: *\nCopyright: A\nLicense: GPL-2+\n text\n';
    expect(await metadataLicense(tree({ 'debian/copyright': copyright, 'package.json': '{"license":"MIT"}' }))).toBe('GPL-2.0-or-later');
  });
});
