import { describe, expect, it } from 'vitest';
import { leftOut } from '../../../src/policy/left-out.ts';
import { defaultPolicy } from '../../../src/policy/policy.ts';
import { selectorOf, selects } from '../../../src/policy/work-selector.ts';

describe('the selector of a work', () => {
  it.each([
    [{ work: 'lodash', version: '4.17.21', purl: 'pkg:npm/lodash@4.17.21' }, 'pkg:npm/lodash'],
    [{ work: '@ada/kit', version: '1.0.0', purl: 'pkg:npm/%40ada/kit@1.0.0' }, 'pkg:npm/%40ada/kit'],
    [{ work: '@ada/kit', version: null, purl: 'pkg:npm/@ada/kit' }, 'pkg:npm/@ada/kit'],
    [{ work: 'zlib', version: '1.3', purl: 'pkg:deb/debian/zlib@1%3A1.3?arch=source' }, 'pkg:deb/debian/zlib'],
    [{ work: 'own folder', version: null, purl: null }, 'own folder'],
  ])('%j is %s, which selects it in every version', (work, selector) => {
    expect(selectorOf(work)).toBe(selector);
    expect([selects(selector, work), selects(selector, { ...work, version: '99' })]).toEqual([true, true]);
    expect(selects(selector, { work: 'other', version: null, purl: 'pkg:npm/other' })).toBe(false);
  });
});

describe('paths that are left out', () => {
  const isLeftOut = leftOut({ ...defaultPolicy, paths: ['/legacy/', '*.gen.ts', 'docs/**/*.js', '!docs/keep.js'] });
  it.each(['legacy/a/b.c', 'src/x.gen.ts', 'docs/a/b.js'])('%s', (path) => expect(isLeftOut(path)).toBe(true));
  it.each(['src/legacy/a.c', 'src/x.ts', 'docs/keep.js', '../legacy/a.c', '/legacy/a.c', ''])('not %j', (path) => expect(isLeftOut(path)).toBe(false));
  it('are none without patterns', () => expect(leftOut(defaultPolicy)('legacy/a.c')).toBe(false));
});
