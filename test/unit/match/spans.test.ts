import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../src/core/match/spans.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';

const unit = (start: number, end: number, parent = -1): Unit => ({ kind: 'function', start, end, parent, name: -1 });

describe('what is looked up', () => {
  it('is each unit as a whole, very long ones in windows that overlap', () => {
    const spans = spansOf({ units: [unit(0, 4001), unit(10, 4000, 0), unit(5000, 5024)] });
    expect(spans.map(({ start, end, unit: of, isWhole }) => [start, end, of, isWhole])).toEqual([
      [0, 2000, 0, false], [1500, 3500, 0, false], [3000, 4001, 0, false], [10, 4000, 1, true], [5000, 5024, 2, true],
    ]);
  });

  it('stays in proportion to the file where units are nested deeper than anybody writes', () => {
    const nested = (depth: number): Unit[] => Array.from({ length: depth }, (_, u) => unit(u, 2 * depth - u, u - 1));
    expect(spansOf({ units: nested(60) })).toHaveLength(60);
    const spans = spansOf({ units: nested(50_000) });
    const tokens = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(tokens).toBeLessThan(100 * 100_000);
    // Everything is looked up all the same.
    let reached = 0;
    for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) if (start <= reached) reached = Math.max(reached, end);
    expect(reached).toBe(100_000);
  });
});
