import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InOrder } from '../../../src/host/node/in-order.ts';

describe('InOrder', () => {
  it('passes everything on once, in order, whatever order it came in, and as early as can be', () => {
    fc.assert(fc.property(fc.nat(40).chain((n) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })), (order) => {
      const passed: number[] = [];
      const inOrder = new InOrder<number>((thing) => passed.push(thing));
      const put = new Set<number>();
      for (const place of order) {
        inOrder.put(place, place);
        put.add(place);
        const firstMissing = [...Array(order.length + 1).keys()].find((candidate) => !put.has(candidate))!;
        expect(passed).toEqual([...Array(firstMissing).keys()]);
      }
    }));
  });
});
