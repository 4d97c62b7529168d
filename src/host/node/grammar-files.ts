import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SyntaxHost } from '../../syntax/syntax.ts';

/** How long one parse may take. Files that need longer are token soup or bombs: real ones parse at megabytes a second. */
const PARSE_BUDGET = 10_000;

/** Reads grammars and language data from the folder `grammars` beside the bundle. */
export function grammarFiles(folder: string = grammarFolder()): SyntaxHost {
  return {
    grammar: async (file) => {
      try {
        return new Uint8Array(await readFile(join(folder, file)));
      } catch (error) {
        throw new Error(`the grammar file ${file} is missing from ${folder}: install nearcopy again, or run npm run build`, { cause: error });
      }
    },
    now: () => performance.now(),
    parseBudget: PARSE_BUDGET,
  };
}

/** dist/grammars, from a bundle in dist or dist/tools, or from the sources in a test. */
export function grammarFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const dist = /^(.*[\\/]dist)([\\/]|$)/.exec(here)?.[1] ?? join(here, '../../../dist');
  return join(dist, 'grammars');
}
