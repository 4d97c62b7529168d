import { describe, expect, it } from 'vitest';
import type { SegmentReader } from '../../../src/core/index/contract.ts';
import { uniformModel } from '../../../src/core/match/family-model.ts';
import { TextWeights } from '../../../src/core/match/text-weights.ts';

describe('weights of texts', () => {
  it('are looked up once, and remembered for so many texts only', () => {
    let asked = 0;
    const segment = { files: () => 1000, documentFrequency: (_: string, hash: number) => (asked++, hash % 7) } as Partial<SegmentReader> as SegmentReader;
    const weights = new TextWeights('javascript', uniformModel('javascript'), [segment]);
    const first = weights.of(0xfffffff1);
    expect(weights.of(0xfffffff1)).toBe(first);
    expect(asked).toBe(1);
    for (let hash = 1; hash <= 2 ** 17; hash++) weights.of(hash);
    expect(weights.of(0xfffffff1)).toEqual(first);
    expect(asked).toBe(2 ** 17 + 2);
  });
});
