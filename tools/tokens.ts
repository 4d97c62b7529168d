// Prints the tokens and units of files: what the engine sees of them.
//   node dist/tools/tokens.js [--language ID] FILE...
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alphabet } from '../src/core/tokens/language.ts';
import { describeTokens } from '../src/report/tokens-text.ts';
import { createAnalyser, isRefusal } from '../src/syntax/analyser.ts';
import { grammarFiles, grammarFolder } from '../src/host/node/grammar-files.ts';
import { argumentsOf } from '../test/bench/arguments.ts';

const { positionals: paths, values: { language: name } } = argumentsOf({ allowPositionals: true, options: { language: { type: 'string' } } });
const analyser = await createAnalyser(grammarFiles());
for (const path of paths) {
  const candidates = name ? [analyser.languages.named(name)!] : analyser.languages.ofPath(path);
  const text = readFileSync(path, 'utf8');
  const file = await analyser.analyse(text, candidates);
  if (isRefusal(file)) console.log(`${path}: ${file.reason}`);
  else console.log(describeTokens(file, text, JSON.parse(readFileSync(join(grammarFolder(), 'families', `${file.family}.json`), 'utf8')) as Alphabet));
}
