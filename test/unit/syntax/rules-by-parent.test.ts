import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '../../../src/core/tokens/fold-table.ts';
import { bitOf, childBits, RulesByParent } from '../../../src/core/tokens/rules-by-parent.ts';

const [CALL, NAME, STRING, BLOCK] = [0, 1, 2, 3];
const anyOf = (...symbols: number[]): Condition => ({ symbols, text: 0, length: 0 });
const rule = (ancestors: Condition[], children: Condition[]): Rule => ({ ancestors, children, next: null, plan: { kind: 0, code: -1, bearsText: false, unwrapSingle: false, before: [], after: [], template: [] } });

describe('the rules for a symbol', () => {
  const inBlock = rule([anyOf(BLOCK)], []);
  const ofString = rule([], [anyOf(STRING, NAME), anyOf(NAME)]);
  const rules = new RulesByParent([[inBlock, ofString], undefined, undefined, undefined]);

  it('are those that the parent does not rule out', () => {
    expect(rules.of(CALL, BLOCK).rules).toEqual([inBlock, ofString]);
    expect(rules.of(CALL, NAME).rules).toEqual([ofString]);
    for (const parent of [-1, 0xffff]) expect(rules.of(CALL, parent).rules).toEqual([ofString]);
    expect(rules.of(NAME, BLOCK).rules).toEqual([]);
  });

  it('are possible anyway, or where some child fulfils their first condition', () => {
    const { anyway, byChild } = rules.of(CALL, BLOCK);
    expect(anyway).toBe(bitOf(0));
    const bits = (...children: number[]): number => childBits({ count: 1, symbols: Uint16Array.of(CALL, ...children), starts: new Uint32Array(9), ends: new Uint32Array(9), nexts: Uint32Array.of(1 + children.length, ...children.map((_, i) => i + 2)) }, 0, byChild!);
    expect(bits()).toBe(0);
    expect(bits(BLOCK, 0xffff)).toBe(0);
    expect(bits(BLOCK, NAME, BLOCK)).toBe(bitOf(1));
    expect(rules.of(NAME, BLOCK).byChild).toBe(null);
  });

  it('have the last bit in common where they are more than there are bits', () => {
    const many = new RulesByParent([Array.from({ length: 40 }, (_, i) => rule([], [anyOf(i === 35 ? STRING : NAME)])), undefined, undefined, undefined]);
    const { byChild } = many.of(CALL, -1);
    expect(byChild![STRING] >>> 0).toBe(bitOf(35) >>> 0);
    expect(bitOf(35)).toBe(bitOf(39));
    expect(byChild![NAME]).toBe(0xffffffff);
  });
});
