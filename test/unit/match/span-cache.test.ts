import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/core/engine.ts';
import { SpanCache } from '../../../src/core/match/span-cache.ts';
import { copyCases, variantText } from '../../integration/support/copies.ts';
import { analyse, engineOver, entryOf, indexOf } from './support.ts';

// A check that remembers the last one finds what a check without memory finds, wherever code has moved.

describe.each(copyCases.map((one) => [one.language, one] as const))('%s', (language, one) => {
  const original = variantText(one, 'original');
  const copy = variantText(one, 'renamed');
  let engine: Engine;
  beforeAll(async () => {
    engine = engineOver([indexOf([{ name: 'kit', path: 'original', entry: entryOf(await analyse(language, original), original) }])]);
  });

  it('finds the same with and without memory', async () => {
    const lines = copy.split('\n');
    const cut = fc.record({ from: fc.nat(lines.length - 1), length: fc.integer({ min: 1, max: 4 }), twice: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 5 }), async (cuts) => {
      const cache = new SpanCache();
      let text = copy;
      for (const { from, length, twice } of [{ from: 0, length: 0, twice: false }, ...cuts]) {
        const now = text.split('\n');
        const taken = now.splice(Math.min(from, now.length), length);
        text = twice ? [...now, '', ...copy.split('\n'), ...taken].join('\n') : now.join('\n');
        const tokens = await analyse(language, text);
        const file = { path: 'copy', text, tokens };
        expect(engine.check(file, { expectedAtMost: 0.1, cache })).toEqual(engine.check(file, { expectedAtMost: 0.1 }));
      }
    }), { numRuns: 10 });
  });

  it('looks nothing up for code that it has seen', async () => {
    const cache = new SpanCache();
    const tokens = await analyse(language, copy);
    const spans: number[] = [];
    const trace = { span: () => void spans.push(1), alignment: () => undefined };
    const first = engine.check({ path: 'copy', text: copy, tokens }, { expectedAtMost: 0.1, cache, trace });
    expect(spans.length).toBeGreaterThan(0);
    spans.length = 0;
    expect(engine.check({ path: 'copy', text: copy, tokens }, { expectedAtMost: 0.1, cache, trace })).toEqual(first);
    expect(spans).toEqual([]);
  });
});
