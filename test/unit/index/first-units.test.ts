import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstUnits } from '../../../src/core/index/first-units.ts';

describe('the file of a unit', () => {
  it('is the last one that begins at or before it', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.nat(3), fc.nat(200)), { minLength: 1, maxLength: 60 }), (counts) => {
      let units = 0;
      const first = Uint32Array.from(counts, (count) => (units += count) - count);
      const found = new FirstUnits(first, units);
      for (let unit = 0; unit < units; unit++) expect(found.fileOf(unit)).toBe(first.findLastIndex((start) => start <= unit));
      expect(counts.map((_, file) => found.of(file))).toEqual([...first]);
    }));
  });
});
