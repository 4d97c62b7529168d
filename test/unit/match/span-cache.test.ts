import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/core/engine.ts';
import { fingerprint } from '../../../src/core/fingerprint/fingerprints.ts';
import type { FamilyModel } from '../../../src/core/match/family-model.ts';
import { SpanCache, spanKey } from '../../../src/core/match/span-cache.ts';
import { spansOf } from '../../../src/core/match/spans.ts';
import { TokenWorths } from '../../../src/core/match/token-worths.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { copyCases, variantText } from '../../integration/support/copies.ts';
import { analyse, engineOver, entryOf, indexOf, kernel, trainedModel } from './support.ts';

// A check that remembers the last one finds what a check without memory finds, wherever code has moved and whatever stands before it.

describe.each(copyCases.map((one) => [one.language, one] as const))('%s', (language, one) => {
  const original = variantText(one, 'original');
  const copy = variantText(one, 'renamed');
  let engine: Engine;
  let model: FamilyModel;
  beforeAll(async () => {
    const tokens = await analyse(language, original);
    model = await trainedModel(tokens.family);
    engine = engineOver([indexOf([{ name: 'kit', path: 'original', entry: entryOf(tokens, original) }])], [model]);
  });

  const put = fc.constantFrom('', 'foo(1, 2);', 'x = 1');
  const cut = fc.record({ from: fc.nat(copy.split('\n').length - 1), length: fc.nat(4), twice: fc.boolean(), put });
  /** The copy after each of some changes. */
  const texts = fc.array(cut, { minLength: 1, maxLength: 5 }).map((cuts) => {
    let text = copy;
    return [copy, ...cuts.map(({ from, length, twice, put }) => {
      const now = text.split('\n');
      const taken = now.splice(Math.min(from, now.length), length, put);
      return (text = twice ? [...now, put, ...copy.split('\n'), ...taken].join('\n') : now.join('\n'));
    })];
  });

  it('finds the same with and without memory', async () => {
    await fc.assert(fc.asyncProperty(texts, async (changed) => {
      const cache = new SpanCache();
      for (const text of changed) {
        const file = { path: 'copy', text, tokens: await analyse(language, text) };
        expect(engine.check(file, { expectedAtMost: 0.1, cache })).toEqual(engine.check(file, { expectedAtMost: 0.1 }));
      }
    }), { numRuns: 10 });
  });

  it('takes no two spans for one whose tokens are worth something else, by what stands before them', async () => {
    const worthsOf = (file: TokenFile, start: number, end: number): string => new TokenWorths(file.codes, model).of(start, end).subarray(start, end).join();
    await fc.assert(fc.asyncProperty(texts, async (changed) => {
      const known = new Map<string, string>();
      for (const text of changed) {
        const file = await analyse(language, text);
        const fingerprints = fingerprint(file, kernel);
        for (const span of spansOf(file)) {
          const key = spanKey(file, fingerprints, span, model);
          const worths = worthsOf(file, span.start, span.end);
          expect(known.get(key) ?? worths).toBe(worths);
          known.set(key, worths);
        }
      }
    }), { numRuns: 10 });
  });

  it('looks nothing up for code that it has seen', async () => {
    const cache = new SpanCache();
    const spans: number[] = [];
    const trace = { span: () => void spans.push(1), alignment: () => undefined };
    const check = async (text: string) => engine.check({ path: 'copy', text, tokens: await analyse(language, text) }, { expectedAtMost: 0.1, cache, trace });
    const first = await check(copy);
    expect(spans.length).toBeGreaterThan(0);
    spans.length = 0;
    expect(await check(copy)).toEqual(first);
    expect(spans).toEqual([]);
  });
});
