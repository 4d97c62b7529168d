import { describe, expect, it } from 'vitest';
import { withNeighbours } from '../../../src/core/match/joined-units.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';
import { analyse, engineOver, entryOf, indexOf } from './support.ts';

const unit = (start: number, end: number, parent = -1, kind: Unit['kind'] = 'function'): Unit => ({ kind, start, end, parent, name: -1 });

describe('a unit with its neighbours', () => {
  const rangeOf = (units: readonly Unit[], of: number): string | null => {
    const range = withNeighbours({ units: [...units] }, of);
    return range && `${range.start}-${range.end}`;
  };

  it('is up to two units on either side', () => {
    const units = Array.from({ length: 8 }, (_, i) => unit(i * 50, i * 50 + 40));
    expect(rangeOf(units, 3)).toBe('50-290');
    expect(rangeOf(units, 0)).toBe('0-140');
  });

  it('is as long as a function may be', () => {
    expect(rangeOf([unit(0, 300), unit(300, 400), unit(400, 700)], 1)).toBe('0-400');
    expect(rangeOf([unit(0, 400), unit(400, 500), unit(500, 900)], 1)).toBe(null);
  });

  it('has no code outside of units, nor units of another parent', () => {
    expect(rangeOf([unit(0, 90, -1, 'class'), unit(10, 50, 0), unit(50, 90, 0), unit(90, 130)], 1)).toBe('10-90');
    expect(rangeOf([unit(0, 40, -1, 'toplevel'), unit(40, 80)], 1)).toBe(null);
  });
});

describe('two functions copied together', () => {
  const one = `function pick(list, wanted) {
  const first = list.indexOf(wanted);
  return first < 0 ? list[0] : list.slice(first, first + 2).join(wanted);
}
`;
  const other = `function drop(map, key) {
  if (!map.has(key)) throw new RangeError(key);
  while (map.get(key) > map.size) map.delete(key--);
}
`;
  const changed = (text: string): string => text.replaceAll('list', 'rows').replaceAll('wanted', 'sought').replaceAll('map', 'table').replaceAll('key', 'entry').replaceAll('first', 'at');

  it('are found where each of them shows too little', async () => {
    const engine = engineOver([indexOf([{ name: 'kit', path: 'original.js', entry: entryOf(await analyse('javascript', one + other), one + other) }])]);
    const check = async (text: string, expectedAtMost: number) => engine.check({ path: 'copy.js', text, tokens: await analyse('javascript', text) }, { expectedAtMost });
    const alone = [...(await check(changed(one), 10)), ...(await check(changed(other), 10))];
    expect(alone).toHaveLength(2);
    const tooStrict = Math.min(...alone.map(({ expectedByChance }) => expectedByChance)) * 0.9;
    expect(await check(changed(one), tooStrict)).toEqual([]);
    expect(await check(changed(other), tooStrict)).toEqual([]);
    const [together, ...more] = await check(changed(one + other), tooStrict);
    expect(more).toEqual([]);
    expect([together.startLine, together.endLine, together.match.startLine, together.match.endLine]).toEqual([1, 8, 1, 8]);
  });
});
