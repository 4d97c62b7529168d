import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Votes } from '../../../src/core/match/votes.ts';

const UNUSED = 2 ** 31 - 2;

describe('votes', () => {
  it('add up like a map does, however many units they are for and however often they are cleared', () => {
    const votes = new Votes();
    const unit = fc.oneof(fc.nat(5000), fc.nat(UNUSED - 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, fc.integer({ min: 1, max: 9 })), { maxLength: 1500, size: 'max' }), fc.nat(20), (list, wanted) => {
        votes.clear();
        const expected = new Map<number, number>();
        for (const [of, n] of list) {
          votes.add(of, n);
          expected.set(of, (expected.get(of) ?? 0) + n);
        }
        expect(votes.size).toBe(expected.size);
        expect(votes.atLeast(wanted)).toEqual([...expected].filter(([, n]) => n >= wanted).map(([of]) => of));
        for (const [of, n] of expected) expect(votes.of(of)).toBe(n);
        expect(votes.of(UNUSED)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
