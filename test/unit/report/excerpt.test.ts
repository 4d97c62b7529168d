import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../src/report/excerpt.ts';

describe('the lines of a text', () => {
  it('are those of a range of all lines, whatever ends them; a final line end opens none', () => {
    const text = fc.array(fc.constantFrom('a', '\tb', '', '\n', '\r\n', '\r'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), fc.nat(12), (whole, start, more) => {
        const all = whole.split(/\r\n|\r|\n/).map((line) => line.replaceAll('\t', '    '));
        if (all.at(-1) === '') all.pop();
        expect(linesOf(whole)).toEqual(all);
        expect(linesOf(whole, start, start + more)).toEqual(all.slice(start - 1, start + more));
      }),
      { numRuns: 500 },
    );
  });
});
