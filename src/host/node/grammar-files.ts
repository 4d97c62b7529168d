import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLanguages, type LanguageFile, type Languages } from '../../syntax/languages.ts';
import type { SyntaxHost } from '../../syntax/syntax.ts';

/** How long one parse may take. Files that need longer are token soup or bombs: real ones parse at megabytes a second. */
const PARSE_BUDGET = 10_000;

/** The installation is not whole. */
export class MissingGrammarError extends Error {
  override readonly name = 'MissingGrammarError';
}

/** Reads grammars and language data from the folder `grammars` beside the bundle. */
export function grammarFiles(folder: string = grammarFolder()): SyntaxHost {
  return {
    grammar: async (file) => {
      try {
        return new Uint8Array(await readFile(join(folder, file)));
      } catch (error) {
        throw new MissingGrammarError(`the grammar file ${file} is missing from ${folder}: install nearcopy again, or run npm run build`, { cause: error });
      }
    },
    now: () => performance.now(),
    parseBudget: PARSE_BUDGET,
  };
}

/** The folder `grammars` beside the bundle that runs, or one above it (the repository's tools), or in dist (its tests). */
export function grammarFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, 'grammars'), join(here, '../grammars'), join(here, '../../../dist/grammars')];
  const found = places.find((place) => existsSync(join(place, 'languages.json')));
  if (!found) throw new MissingGrammarError(`the folder ${places[0]} is missing: install nearcopy again, or run npm run build`);
  return found;
}

/** The languages that there is data for, without loading a grammar. */
export async function loadLanguages(folder: string = grammarFolder()): Promise<Languages> {
  return createLanguages(JSON.parse(await readFile(join(folder, 'languages.json'), 'utf8')) as LanguageFile[]);
}
