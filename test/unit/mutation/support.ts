import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createMutator, type Mutator, type Snippet } from '../../../src/mutation/mutator.ts';
import { MUTATION_TABLES } from '../../../src/mutation/tables/tables.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import type { Language } from '../../../src/syntax/languages.ts';
import type { Grammar } from '../../../src/syntax/syntax.ts';

/** Functions of the samples that we wrote for the tests of a language, ready to be mutated. */
export interface Samples {
  readonly analyser: Analyser;
  readonly language: Language;
  readonly grammar: Grammar;
  readonly mutator: Mutator;
  readonly snippets: readonly Snippet[];
  tokensOf(text: string): Promise<TokenFile>;
}

const analysers: { shared?: Promise<Analyser> } = {};

export async function samplesOf(id: string): Promise<Samples> {
  const analyser = await (analysers.shared ??= createAnalyser(grammarFiles()));
  const language = analyser.languages.named(id)!;
  const grammar = await analyser.syntax.load(language.data.grammar);
  const mutator = createMutator(language, grammar, MUTATION_TABLES.get(id)!);
  const tokensOf = async (source: string): Promise<TokenFile> => {
    const tokens = await analyser.analyse(source, [language]);
    if (isRefusal(tokens)) throw new Error(tokens.reason);
    return tokens;
  };
  const snippets: Snippet[] = [];
  for (const text of textsOf(language)) {
    const tokens = await tokensOf(text);
    const own = mutator.ownNames(text);
    tokens.units.forEach((unit, i) => {
      const snippet = unit.kind === 'function' && unit.name >= 0 ? mutator.snippet(text, tokens.unitStarts[i], tokens.unitEnds[i], own) : null;
      if (snippet) snippets.push(snippet);
    });
  }
  return { analyser, language, grammar, mutator, snippets, tokensOf };
}

/** The sample of the golden files, and the harbour. */
function textsOf({ data }: Language): string[] {
  const golden = join(import.meta.dirname, '../../golden/languages', data.id);
  const harbour = join(import.meta.dirname, '../../fixtures/mutation');
  const ends = (file: string): boolean => data.extensions.some((extension) => file.endsWith(extension));
  return [join(harbour, readdirSync(harbour).find(ends)!), join(golden, readdirSync(golden).find((file) => /^sample\.\w+$/.test(file))!)].map((file) => readFileSync(file, 'utf8'));
}
