import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import { editBetween } from '../../../src/syntax/followed-text.ts';

// A text that is followed through its changes gives the tokens that the same text gives when it is new.

const golden = new URL('../../golden/languages/', import.meta.url);
const languages = readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const sampleOf = (language: string): string => {
  const folder = new URL(`${language}/`, golden);
  return readFileSync(new URL(readdirSync(folder).find((name) => /^sample\.(?!tokens)/.test(name))!, folder), 'utf8');
};

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(grammarFiles());
});
afterAll(() => analyser.dispose());

const plain = (file: TokenFile) => ({ codes: [...file.codes], links: [...file.links], starts: [...file.starts], ends: [...file.ends], hashes: [...file.textHashes], units: file.units });

/** Edits as people make them: a line taken out, doubled, swapped with the next, a word renamed, characters typed anywhere. */
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), kind: fc.constantFrom('cut', 'double', 'swap', 'rename', 'type'), typed: fc.constantFrom('x', '(', '}', '"', '\n', ' + 1', 'é𝒳', '/*') });

function edited(text: string, { at, kind, typed }: { at: number; kind: string; typed: string }): string {
  const lines = text.split('\n');
  const line = Math.min(lines.length - 1, Math.floor(at * lines.length));
  if (kind === 'cut') lines.splice(line, 1);
  else if (kind === 'double') lines.splice(line, 0, lines[line]);
  else if (kind === 'swap') lines.splice(line, 2, ...lines.slice(line, line + 2).reverse());
  else if (kind === 'rename') lines[line] = lines[line].replace(/[a-z]\w+/, 'renamed');
  else {
    const offset = Math.floor(at * text.length);
    return text.slice(0, offset) + typed + text.slice(offset);
  }
  return lines.join('\n');
}

describe.each(languages)('%s', (language) => {
  it('gives the same tokens followed as new, through any edits', async () => {
    const candidates = [analyser.languages.named(language)!];
    const sample = sampleOf(language);
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const followed = analyser.follow(candidates);
      try {
        let text = sample;
        await followed.analyse(text);
        for (const one of edits) {
          text = edited(text, one);
          const now = await followed.analyse(text);
          const fresh = await analyser.analyse(text, candidates);
          if (isRefusal(now) || isRefusal(fresh)) expect(now).toEqual(fresh);
          else expect(plain(now)).toEqual(plain(fresh));
        }
      } finally {
        followed.dispose();
      }
    }), { numRuns: 12 });
  });
});

describe('the edit between two texts', () => {
  it('is the replacement that makes one of the other, with its rows and columns', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n'), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, text, (before, after) => {
      const { startIndex, oldEndIndex, newEndIndex, startPosition, oldEndPosition, newEndPosition } = editBetween(before, after);
      expect(before.slice(0, startIndex) + after.slice(startIndex, newEndIndex) + before.slice(oldEndIndex)).toBe(after);
      const point = (of: string, offset: number) => ({ row: of.slice(0, offset).split('\n').length - 1, column: offset - (of.slice(0, offset).lastIndexOf('\n') + 1) });
      expect(startPosition).toEqual(point(before, startIndex));
      expect(oldEndPosition).toEqual(point(before, oldEndIndex));
      expect(newEndPosition).toEqual(point(after, newEndIndex));
    }));
  });
});
