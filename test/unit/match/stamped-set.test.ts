import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StampedMap, StampedSet } from '../../../src/core/match/stamped-set.ts';

// Keys that collide, and the ends of the range.
const key = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer(), fc.constantFrom(0, -1, 2 ** 31 - 1, -(2 ** 31)), fc.nat(2000).map((n) => n << 20));
const rounds = fc.array(fc.array(fc.tuple(key, fc.nat()), { maxLength: 400 }), { minLength: 1, maxLength: 6 });

describe('StampedSet', () => {
  it('does what Set does, over many rounds', () => {
    fc.assert(fc.property(rounds, (all) => {
      const stamped = new StampedSet();
      for (const round of all) {
        const set = new Set<number>();
        stamped.clear();
        for (const [value] of round) {
          expect(stamped.add(value)).toBe(!set.has(value));
          set.add(value);
        }
      }
    }));
  });

  it('takes an unsigned key for the signed one of the same bits', () => {
    const set = new StampedSet();
    expect([set.add(0xffffffff), set.add(-1)]).toEqual([true, false]);
  });
});

describe('StampedMap', () => {
  it('does what Map does, with the first value of a key', () => {
    fc.assert(fc.property(rounds, (all) => {
      const stamped = new StampedMap();
      for (const round of all) {
        const map = new Map<number, number>();
        stamped.clear();
        for (const [at, value] of round) {
          expect(stamped.get(at)).toBe(map.get(at));
          stamped.set(at, value);
          if (!map.has(at)) map.set(at, value);
          expect(stamped.get(at)).toBe(map.get(at));
        }
        for (const [at, value] of map) expect(stamped.get(at)).toBe(value);
      }
    }));
  });
});
