import { describe, expect, it } from 'vitest';
import { followsOneRenaming, renamingShare } from '../../../src/core/match/renaming-share.ts';
import { ID } from '../../../src/core/tokens/language.ts';
import { copyCases, variantText } from '../../integration/support/copies.ts';
import { analyse, engineOver, entryOf, indexOf, tokensOf, whole } from './support.ts';

describe('the share of names that follow one renaming', () => {
  const side = (names: readonly number[]) => tokensOf(names.map(() => ID), names);
  const original = side([1, 2, 3, 1, 2, 3, 1, 2, 3, 4]);

  it('counts names that are used more than once', () => {
    expect(renamingShare(side([5, 6, 7, 5, 6, 7, 5, 6, 7, 8]), original, whole(original))).toEqual({ followed: 9, repeated: 9 });
    expect(renamingShare(side([5, 6, 7, 5, 6, 7, 5, 7, 6, 8]), original, whole(original))).toEqual({ followed: 7, repeated: 9 });
  });

  it('is too small where each name stands in a wrong place', () => {
    expect(followsOneRenaming(side([5, 6, 7, 5, 6, 7, 5, 7, 6, 8]), original, whole(original))).toBe(true);
    expect(followsOneRenaming(side([5, 6, 7, 6, 7, 5, 7, 5, 6, 8]), original, whole(original))).toBe(false);
  });

  it('says nothing of few names', () => {
    const few = side([1, 2, 1, 2, 1, 2, 3]);
    expect(followsOneRenaming(side([5, 6, 6, 5, 7, 8, 9]), few, whole(few))).toBe(true);
  });
});

describe.each(copyCases.map((one) => [one.language, one] as const))('%s', (language, one) => {
  it('is not found where its names are shuffled', async () => {
    const original = variantText(one, 'original');
    const engine = engineOver([indexOf([{ name: 'kit', path: 'original', entry: entryOf(await analyse(language, original), original) }])]);
    const tokens = await analyse(language, original);
    const names = [...tokens.codes.keys()].filter((token) => tokens.codes[token] === ID);
    const spelt = [...new Set(names.map((token) => original.slice(tokens.starts[token], tokens.ends[token])))];
    let shuffled = '';
    let at = 0;
    names.forEach((token, n) => {
      shuffled += original.slice(at, tokens.starts[token]) + spelt[(n * 7 + (n >> 2)) % spelt.length];
      at = tokens.ends[token];
    });
    shuffled += original.slice(at);
    expect(engine.check({ path: 'copy', text: original, tokens }, { expectedAtMost: 0.002 })).not.toEqual([]);
    expect(engine.check({ path: 'copy', text: shuffled, tokens: await analyse(language, shuffled) }, { expectedAtMost: 0.002 })).toEqual([]);
  });
});
