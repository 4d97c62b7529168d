// What each language's data makes of code: golden token streams, every fold, and fragments. UPDATE_GOLDEN=1 rewrites the streams.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { emptyFlatTree, type FlatTree } from '../../src/core/tokens/flat-tree.ts';
import { OTHER, type Alphabet } from '../../src/core/tokens/language.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from '../../src/core/tokens/token-file.ts';
import { grammarFiles, grammarFolder } from '../../src/host/node/grammar-files.ts';
import { describeTokens } from '../../src/report/tokens-text.ts';
import { createAnalyser, isRefusal } from '../../src/syntax/analyser.ts';
import { sameTree } from '../../src/syntax/cursor-walk.ts';
import type { Language } from '../../src/syntax/languages.ts';
import { parseSections } from './languages/sections.ts';

const analyser = await createAnalyser(grammarFiles());
afterAll(() => analyser.dispose());

async function tokensOf(text: string, language: Language): Promise<TokenFile> {
  const file = await analyser.analyse(text, [language]);
  if (isRefusal(file)) throw new Error(file.reason);
  return file;
}

function alphabetOf(language: Language): Alphabet {
  const file = join(grammarFolder(), 'families', `${language.data.family}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Alphabet) : { family: language.data.family, version: 0, tokens: [] };
}

describe.each(analyser.languages.all.map((language) => [language.data.name, language] as const))('%s', (_, language) => {
  const { data, chain } = language;
  const folder = join(import.meta.dirname, 'languages', data.id);
  const alphabet = alphabetOf(language);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const inWords = (file: TokenFile): string => [...file.codes].map((code) => alphabet.tokens[code]).join(' ');
  const sample = existsSync(folder) ? (readdirSync(folder).find((file) => file.startsWith('sample.') && file !== 'sample.tokens.txt') ?? '') : '';

  test('has a sample, folds and fragments in test/golden/languages', () => {
    expect(sample, `${folder}/sample${data.extensions[0]}`).not.toBe('');
    const missing = ['folds.txt', 'fragments.txt', ...(process.env.UPDATE_GOLDEN ? [] : ['sample.tokens.txt'])].filter((file) => !existsSync(join(folder, file)));
    expect(missing).toEqual([]);
    expect(alphabet.tokens, `grammars/families/${data.family}.json: run dist/tools/alphabet.js`).not.toEqual([]);
  });

  test.skipIf(sample === '')('makes the expected tokens of the sample', async () => {
    const text = read(sample);
    const found = `${describeTokens(await tokensOf(text, language), text, alphabet)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(join(folder, 'sample.tokens.txt'), found);
    expect(found).toBe(read('sample.tokens.txt'));
  });

  test.skipIf(sample === '')('parses the sample without an error, both walks alike, and knows all its tokens', async () => {
    const text = read(sample);
    const trees: FlatTree[] = [];
    for (const cursor of [false, true]) {
      analyser.syntax.useCursor(cursor);
      const grammar = await analyser.syntax.load(data.grammar);
      expect(grammar.walk).toBe(cursor ? 'cursor' : 'heap');
      const parsed = grammar.parse(text)!;
      expect(parsed.errorLength).toBe(0);
      trees.push({ ...emptyFlatTree(0), ...structuredClone(parsed.tree) });
    }
    analyser.syntax.useCursor(false);
    expect(sameTree(trees[0], trees[1])).toBe(true);
    const file = await tokensOf(text, language);
    const unknown = [...file.codes.keys()].filter((token) => file.codes[token] === OTHER).map((token) => text.slice(file.starts[token], file.ends[token]));
    expect(unknown).toEqual([]);
  });

  test.skipIf(sample === '')('finds units with names that stand in the sample', async () => {
    const text = read(sample);
    const file = await tokensOf(text, language);
    const functions = file.units.filter((unit) => unit.kind === 'function');
    expect(functions.length).toBeGreaterThanOrEqual(3);
    const names = file.units.filter((unit) => unit.name >= 0).map((unit) => text.slice(file.starts[unit.name], file.ends[unit.name]));
    for (const name of names) expect(name).toMatch(/^[\p{L}_$~#@&*+][^\s(){};,]*$/u);
    expect(names.length).toBeGreaterThanOrEqual(functions.length / 2);
  });

  const folds = existsSync(join(folder, 'folds.txt')) ? parseSections(read('folds.txt')) : [];
  test.skipIf(folds.length === 0)('has a section for each fold and a fold for each section', () => {
    const own = chain[chain.length - 1].folds.map((fold) => fold.name);
    expect([...new Set(folds.filter((section) => section.equal).map((section) => section.title))].sort()).toEqual([...own].sort());
  });
  for (const { equal, title, texts } of folds) {
    test(`${equal ? 'folds' : 'keeps apart'}: ${title}`, async () => {
      expect(texts.length).toBeGreaterThanOrEqual(2);
      const streams: string[] = [];
      for (const text of texts) streams.push(inWords(await tokensOf(text, language)));
      for (const stream of streams) expect(stream.split(' ')).not.toContain('OTHER');
      if (equal) for (const stream of streams) expect(stream).toBe(streams[0]);
      else expect(new Set(streams).size).toBe(streams.length);
    });
  }

  const fragments = existsSync(join(folder, 'fragments.txt')) ? parseSections(read('fragments.txt')) : [];
  for (const { title, texts } of fragments) {
    test(`finds a unit in a fragment: ${title}`, async () => {
      for (const text of texts) {
        const file = await tokensOf(text, language);
        expect(Math.max(0, ...file.units.map((unit) => unit.end - unit.start)), inWords(file)).toBeGreaterThanOrEqual(MIN_UNIT_TOKENS);
      }
    });
  }
});
