import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/core/engine.ts';
import { fingerprint } from '../../../src/core/fingerprint/fingerprints.ts';
import { ID, TYPE } from '../../../src/core/tokens/language.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { copyCases, markedLines, variantText } from '../../integration/support/copies.ts';
import { analyse, engineOver, entryOf, indexOf, kernel } from './support.ts';

// The promise of the product as a property: any consistent renaming of all names changes no token, no fingerprint, and is told exactly.

/** Names that the grammar itself takes for something else. */
const BUILT_IN = new Set(['make', 'new', 'size_t']);

/** The text with each name of its tokens replaced, wherever a token bears it, and the map of what was replaced by what. */
function renameAll(text: string, { codes, links, starts, ends }: TokenFile, fresh: (n: number) => string): { text: string; map: Map<string, string> } {
  const named = [...codes.keys()].filter((token) => links[token] !== 0 && (codes[token] === ID || codes[token] === TYPE));
  const spelling = (token: number): string => text.slice(starts[token], ends[token]);
  const map = new Map<string, string>();
  for (const token of named) if (codes[token] === ID && !BUILT_IN.has(spelling(token)) && !map.has(spelling(token))) map.set(spelling(token), fresh(map.size));
  // Templates may put two tokens on one place; types may be called as variables are.
  const places = new Map(named.filter((token) => map.has(spelling(token))).map((token) => [starts[token], ends[token]]));
  let renamed = text;
  for (const [start, end] of [...places].sort((x, y) => y[0] - x[0])) renamed = renamed.slice(0, start) + map.get(text.slice(start, end))! + renamed.slice(end);
  return { text: renamed, map };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const word = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 14 }).map((letters) => letters.join(''));

describe.each(copyCases.map((one) => [one.language, one] as const))('any renaming of %s code', (language, one) => {
  const text = variantText(one, 'original');
  let tokens: TokenFile;
  let engine: Engine;

  beforeAll(async () => {
    tokens = await analyse(language, text);
    engine = engineOver([indexOf([{ name: 'kit', path: 'original', entry: entryOf(tokens, text) }])]);
  });

  it('leaves tokens, links, units and fingerprints as they are, and is told exactly', async () => {
    await fc.assert(fc.asyncProperty(fc.array(word, { minLength: 60, maxLength: 60 }), async (words) => {
      // The number makes names different from one another and from all that a language keeps for itself.
      const renamed = renameAll(text, tokens, (n) => `${words[n % words.length]}${n}`);
      const other = await analyse(language, renamed.text);
      expect(other.codes).toEqual(tokens.codes);
      expect(other.links).toEqual(tokens.links);
      expect(other.units).toEqual(tokens.units);
      expect(fingerprint(other, kernel)).toEqual(fingerprint(tokens, kernel));

      const findings = engine.check({ path: 'x', text: renamed.text, tokens: other }, { expectedAtMost: 1e-3 });
      const lines = markedLines(text, one.unit);
      const found = findings.find(({ match }) => match.startLine <= lines.startLine && match.endLine >= lines.endLine - 1)!;
      expect(found).toMatchObject({ kind: 'renamed', similarity: 1, startLine: found.match.startLine, endLine: found.match.endLine });
      for (const { renames, startLine, endLine, kept } of findings) {
        const inside = namesIn(other, renamed.text, startLine, endLine);
        const expected = new Map([...renamed.map].filter(([, to]) => inside.has(to)));
        expect(new Map(renames.map(({ from, to }) => [from, to]))).toEqual(expected);
        for (const [from] of expected) expect(kept).not.toContain(from);
      }
    }), { numRuns: 15 });
  });

  it('keeps the evidence of structure and naming the same', async () => {
    const bits = async (fresh: (n: number) => string): Promise<number> => {
      const renamed = renameAll(text, tokens, fresh);
      return engine.check({ path: 'x', text: renamed.text, tokens: await analyse(language, renamed.text) }, { expectedAtMost: 1e-3 })[0].evidenceBits;
    };
    expect(await bits((n) => `q${n}`)).toBe(await bits((n) => `someLongNameNumber${n}x`));
  });

  it('is seen through where two names are swapped or merged: fewer bits, still the same lines', async () => {
    const plain = renameAll(text, tokens, (n) => `n${n}`);
    const merged = renameAll(text, tokens, (n) => `n${n % 3}`);
    const check = async (source: string) => engine.check({ path: 'x', text: source, tokens: await analyse(language, source) }, { expectedAtMost: 1e-3 });
    const [good] = await check(plain.text);
    const [bad] = await check(merged.text);
    if (bad) expect(bad.evidenceBits).toBeLessThan(good.evidenceBits - 20);
  });
});

/** The names of the tokens on these lines. */
function namesIn({ codes, starts, ends }: TokenFile, text: string, startLine: number, endLine: number): Set<string> {
  const names = new Set<string>();
  let [line, at] = [1, 0];
  const order = [...codes.keys()].sort((x, y) => starts[x] - starts[y]);
  for (const token of order) {
    for (; at < starts[token]; at++) if (text[at] === '\n') line++;
    if (codes[token] === ID && line >= startLine && line <= endLine) names.add(text.slice(starts[token], ends[token]));
  }
  return names;
}
