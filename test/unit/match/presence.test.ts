import { describe, expect, it } from 'vitest';
import { UnitPresence } from '../../../src/core/match/presence.ts';
import { analyse, entryOf, indexOf, kernel } from './support.ts';

const text = `function first(list) {
  if (list === null || list === undefined) return null;
  for (const item of list) if (item) return item;
  return null;
}

function second(a, b) {
  const [x, y] = [a * 2, b * 3];
  if (x > y) return x - y;
  return y - x;
}
`;

async function unitsOf(asked: string) {
  const entry = entryOf(await analyse('javascript', text), text);
  const index = indexOf([{ name: 'kit', path: 'lists.js', entry }, { name: 'fork', path: 'copy.js', entry }]);
  return new UnitPresence(kernel, [index]).unitsOf(await analyse('javascript', asked), asked);
}

describe('units that an index holds', () => {
  it('are those with the same tokens and texts, wherever they stand and however they are laid out', async () => {
    const { equal, alike } = await unitsOf(`const before = 1;\n\n${text.slice(text.indexOf('function second')).replace('(x > y)', '(x\n    > y) /* turned */')}`);
    expect(equal.map(({ name, startLine, endLine, holders }) => [name, startLine, endLine, holders.map(({ work, path }) => `${work.name} ${path}`).sort()])).toEqual([['second', 3, 8, ['fork copy.js', 'kit lists.js']]]);
    expect(alike).toBe(0);
  });

  it('are not those with other names or values, which are only counted', async () => {
    expect(await unitsOf(text.replaceAll('item', 'entry').replaceAll('* 3', '* 4'))).toEqual({ equal: [], alike: 2 });
  });

  it('are not those of another structure, nor parts of them', async () => {
    expect(await unitsOf(text.replace('return null;\n  for', 'return 0;\n  for').replace('x - y', 'x + y'))).toMatchObject({ equal: [] });
    expect(await unitsOf('const nothing = 1;\n')).toEqual({ equal: [], alike: 0 });
  });
});
