import { describe, expect, it } from 'vitest';
import { textKeys, textPostings } from '../../../src/core/fingerprint/text-keys.ts';
import type { Unit } from '../../../src/core/tokens/token-file.ts';

const unit = (start: number, end: number, kind: Unit['kind'] = 'function'): Unit => ({ kind, start, end, parent: -1, name: -1 });
const file = (links: readonly number[], units: readonly Unit[]) => ({
  family: 'test',
  links: Uint32Array.from(links),
  textHashes: Uint32Array.from({ length: Math.max(0, ...links) }, (_, i) => 1000 + i),
  units,
});

describe('text keys', () => {
  it('file a function under each of its texts once', () => {
    const { keys, keyUnits } = textPostings(file([1, 2, 0, 2, 3], [unit(0, 4)]));
    expect([...keys].sort()).toEqual([1000, 1001].map((text) => textKeys('test')(text)).sort());
    expect([...keyUnits]).toEqual([0, 0]);
  });

  it('prefer the texts that the file uses least', () => {
    const often = Array.from({ length: 40 }, (_, i) => 1 + (i % 20));
    const { keys } = textPostings(file([...often, 21, 22, 23], [unit(0, 43)]));
    expect(keys).toHaveLength(16);
    for (const text of [1020, 1021, 1022]) expect([...keys.subarray(0, 3)]).toContain(textKeys('test')(text));
  });

  it('are for functions of moderate length only', () => {
    const links = Array.from({ length: 700 }, (_, i) => 1 + (i % 5));
    expect(textPostings(file(links, [unit(0, 700), unit(0, 50, 'class'), unit(0, 50, 'toplevel')])).keys).toHaveLength(0);
  });

  it('tell families apart', () => {
    expect(textKeys('c')(7)).not.toBe(textKeys('go')(7));
  });
});
