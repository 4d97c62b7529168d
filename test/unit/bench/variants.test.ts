import { describe, expect, it } from 'vitest';
import { variantOf } from '../../bench/scale/variants.ts';
import { syntheticFile } from '../index/synthetic.ts';

describe('a variant of a file', () => {
  const file = syntheticFile(1);

  it('is the same for the same seed, and another for another', () => {
    expect(variantOf(file, 3)).toEqual(variantOf(file, 3));
    expect(variantOf(file, 3).content).not.toBe(variantOf(file, 4).content);
    expect(variantOf(file, 3).textHashes).not.toEqual(variantOf(file, 4).textHashes);
  });

  it('keeps units and lines, and has other names and other fingerprints', () => {
    const variant = variantOf(file, 1);
    expect([variant.units, variant.firstLines, variant.codes.length]).toEqual([file.units, file.firstLines, file.codes.length]);
    const names = file.texts.filter((text) => text !== '');
    expect(variant.texts.filter((text) => names.includes(text))).toEqual([]);
    const known = new Set(variantOf(file, 2).keys);
    expect(variant.keys.filter((key) => known.has(key)).length).toBeLessThan(variant.keys.length / 2);
  });
});
