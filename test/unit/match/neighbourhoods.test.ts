import { describe, expect, it } from 'vitest';
import { isTwin, likeness, neighbourhoods } from '../../../src/core/match/neighbourhoods.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';
import { tokensOf } from './support.ts';

const unit = (start: number, end: number, parent = -1, kind: Unit['kind'] = 'function'): Unit => ({ kind, start, end, parent, name: -1 });
const of = (length: number, units: readonly Unit[]): string[] => neighbourhoods({ codes: new Uint8Array(length), units }).map(({ start, end }) => `${start}-${end}`);

describe('neighbourhoods', () => {
  it('are each unit, and neighbours together with the little between them', () => {
    expect(of(110, [unit(10, 50), unit(55, 100)])).toEqual(['10-50', '55-100', '0-55', '0-110', '50-110']);
  });

  it('stay inside of the unit around', () => {
    expect(of(500, [unit(0, 450, -1, 'class'), unit(20, 60, 0), unit(60, 100, 0)])).toContain('0-140');
    expect(of(500, [unit(0, 120, -1, 'class'), unit(20, 60, 0), unit(60, 100, 0)])).toContain('0-120');
  });

  it('are not longer than a function with its helpers', () => {
    for (const range of of(2000, Array.from({ length: 20 }, (_, i) => unit(i * 100, i * 100 + 100)))) {
      const [start, end] = range.split('-').map(Number);
      expect(end - start).toBeLessThanOrEqual(280);
    }
    expect(of(2000, [unit(0, 2000)])).toEqual([]);
  });
});

describe('likeness', () => {
  const side = (codes: readonly number[]) => ({ tokens: tokensOf(codes), start: 0, end: codes.length });
  const codes = Array.from({ length: 60 }, (_, i) => 10 + i);

  it('is the share of equal 4-grams of the longer one', () => {
    expect(likeness(side(codes), side(codes))).toBe(1);
    expect(likeness(side(codes), side([...codes].reverse()))).toBe(0);
    expect(likeness(side(codes.slice(0, 30)), side(codes))).toBeCloseTo(27 / 57, 5);
  });

  it('makes a version a twin, and other code none', () => {
    expect(isTwin(side([...codes.slice(0, 25), 7, 8, 9, ...codes.slice(28)]), side(codes))).toBe(true);
    expect(isTwin(side([...codes.slice(0, 20), ...codes.slice(20).reverse()]), side(codes))).toBe(false);
  });
});
