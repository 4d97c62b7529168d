// Appends to the frozen alphabet of each family the tokens that its languages can make and it lacks.
//   node dist/tools/alphabet.js FOLDER...     folders with code, to see which other leaves occur
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileLanguage, DROP, OPEN, tokenNames, WHOLE } from '../src/core/tokens/fold-table.ts';
import { FIXED_TOKENS, type Alphabet } from '../src/core/tokens/language.ts';
import { createLanguages } from '../src/syntax/languages.ts';
import { createSyntax } from '../src/syntax/syntax.ts';
import { argumentsOf } from '../test/bench/arguments.ts';

const { positionals: folders } = argumentsOf({ allowPositionals: true });
const root = resolve(import.meta.dirname, '../..');
const grammars = join(root, 'dist/grammars');
const languages = createLanguages(JSON.parse(readFileSync(join(grammars, 'languages.json'), 'utf8')));
const syntax = await createSyntax({ grammar: async (file) => new Uint8Array(readFileSync(join(grammars, file))), now: () => performance.now(), parseBudget: 5000 });

const paths = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
const counts = new Map<string, Map<string, number>>();
for (const language of languages.all) {
  const { data } = language;
  const grammar = await syntax.load(data.grammar);
  const empty: Alphabet = { family: data.family, version: 0, tokens: FIXED_TOKENS };
  const table = compileLanguage(language.chain, grammar.symbols, empty);
  const family = counts.get(data.family) ?? counts.set(data.family, new Map()).get(data.family)!;
  const add = (token: string, n: number) => family.set(token, (family.get(token) ?? 0) + n);
  for (const part of language.chain) for (const token of tokenNames(part)) add(token, 1e9);
  grammar.symbols.names.forEach((name, symbol) => {
    if (name && !grammar.symbols.named[symbol] && table.plans[symbol].kind === OPEN) add(name, 1);
  });
  let files = 0;
  for (const path of paths) {
    if (!languages.ofPath(path).includes(language) || !statSync(path).isFile() || statSync(path).size > 300_000 || files++ > 400) continue;
    const parsed = grammar.parse(readFileSync(path, 'utf8'));
    if (!parsed) continue;
    const { tree } = parsed;
    for (let row = 0; row < tree.count; row++) {
      const symbol = tree.symbols[row];
      if (symbol >= table.plans.length) continue;
      const { kind } = table.plans[symbol];
      if (kind === DROP || kind === WHOLE) row = tree.nexts[row] - 1;
      else if (kind === OPEN && tree.nexts[row] === row + 1 && tree.ends[row] > tree.starts[row]) add(grammar.symbols.names[symbol], 1);
    }
  }
}
for (const [family, seen] of [...counts].sort()) {
  const file = join(root, 'grammars/families', `${family}.json`);
  let old: Alphabet = { family, version: 1, tokens: FIXED_TOKENS };
  try {
    old = JSON.parse(readFileSync(file, 'utf8')) as Alphabet;
  } catch {
    // a new family
  }
  const known = new Set(old.tokens);
  const fresh = [...seen].filter(([token]) => !known.has(token)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([token]) => token);
  const tokens = [...old.tokens, ...fresh].slice(0, 256);
  if (old.tokens.length + fresh.length > 256) console.log(`${family}: ${old.tokens.length + fresh.length - 256} rare tokens did not fit: ${fresh.slice(256 - old.tokens.length).join(' ')}`);
  writeFileSync(file, `${JSON.stringify({ family, version: old.version, tokens })}\n`);
  console.log(`${family}: ${tokens.length} tokens, ${tokens.length - old.tokens.length} new`);
}
