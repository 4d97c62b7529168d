import { expect, it } from 'vitest';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createAnalyser, isRefusal } from '../../../src/syntax/analyser.ts';

// A header is parsed as the language that it looks like, and as the other one only where that leaves errors.

it.each([
  ['c', 'int sum(const int *list, int n) {\n  int all = 0;\n  for (int i = 0; i < n; i++) all += list[i];\n  return all;\n}\n'],
  ['cpp', '#pragma once\nnamespace kit {\nclass Sum {\npublic:\n  int of(const std::vector<int>& list) const { int all = 0; for (int one : list) all += one; return all; }\n};\n}\n'],
  ['cpp', 'template <typename T>\nT least(T a, T b) { return a < b ? a : b; }\n'],
  ['c', '/* See kit::sum. */\nint template(int new) { int class = new; return class; }\n'],
  // C makes fewer errors of it, which a name that is a keyword elsewhere is no reason for.
  ['cpp', 'namespace kit {\nint sum(int new) { int class = new; return class; }\n}\n'],
])('%s', async (language, text) => {
  const analyser = await createAnalyser(grammarFiles());
  const tokens = await analyser.analyse(text, analyser.languages.ofPath('kit/sum.h'));
  expect(isRefusal(tokens) ? tokens.reason : tokens.language).toBe(language);
  analyser.dispose();
});
