import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fmix32, hashText, hashTextRange } from '../../../src/core/fingerprint/hash.ts';

describe('hashes', () => {
  it('fmix32 is the finaliser of MurmurHash3', () => {
    expect([0, 1, 0xffffffff].map(fmix32)).toEqual([0, 0x514e28b7, 0x81f16f39]);
  });

  it('fmix32 moves about half of the output bits for every input bit', () => {
    for (let bit = 0; bit < 32; bit++) {
      let moved = 0;
      for (let n = 0; n < 1000; n++) {
        for (let d = fmix32(n * 2654435) ^ fmix32((n * 2654435) ^ (1 << bit)); d !== 0; d &= d - 1) moved++;
      }
      expect(moved / 1000).toBeGreaterThan(15);
      expect(moved / 1000).toBeLessThan(17);
    }
  });

  it('a range hashes as its slice does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(50), fc.nat(50), (text, a, b) => {
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
        expect(hashTextRange(text, start, end)).toBe(hashText(text.slice(start, end)));
      }),
    );
  });

  it('tells short texts apart, zero characters and order included', () => {
    const texts = ['', '\0', '\0\0', 'a', 'b', 'ab', 'ba', 'a\0'];
    expect(new Set(texts.map(hashText)).size).toBe(texts.length);
  });

  it('gives the values that are in indexes already', () => {
    expect(['', 'i', 'lodash', 'größe'].map(hashText)).toMatchInlineSnapshot(`
      [
        0,
        3855242687,
        1844397362,
        64680701,
      ]
    `);
  });
});
