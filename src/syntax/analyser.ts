import { compileLanguage } from '../core/tokens/fold-table.ts';
import type { Alphabet } from '../core/tokens/language.ts';
import type { TokenFile } from '../core/tokens/token-file.ts';
import { Tokenizer } from '../core/tokens/tokenizer.ts';
import { createLanguages, type Language, type LanguageFile, type Languages } from './languages.ts';
import { createSyntax, type Grammar, type Syntax, type SyntaxHost } from './syntax.ts';

/** From text to tokens, for every language that there is data for. */
export interface Analyser {
  readonly languages: Languages;
  readonly syntax: Syntax;
  /**
   * The tokens of a text in the first of `candidates` that parses with the fewest errors. A fragment, such as a method without
   * its class, is parsed in the surroundings that make it whole. Throws where a grammar is missing; a parse that takes too
   * long gives a reason.
   */
  analyse(text: string, candidates: readonly Language[]): Promise<TokenFile | Refusal>;
  dispose(): void;
}

export interface Refusal {
  readonly reason: string;
}

export const isRefusal = (result: TokenFile | Refusal): result is Refusal => 'reason' in result;

export async function createAnalyser(host: SyntaxHost): Promise<Analyser> {
  const json = async (file: string): Promise<unknown> => JSON.parse(new TextDecoder().decode(await host.grammar(file)));
  const languages = createLanguages((await json('languages.json')) as LanguageFile[]);
  const syntax = await createSyntax(host);
  const ready = new Map<string, Promise<Ready>>();

  async function load(language: Language): Promise<Ready> {
    const grammar = await syntax.load(language.data.grammar);
    const alphabet = (await json(`families/${language.data.family}.json`)) as Alphabet;
    return { grammar, tokenizer: new Tokenizer(compileLanguage(language.chain, grammar.symbols, alphabet)) };
  }
  function readied(language: Language): Promise<Ready> {
    let made = ready.get(language.data.id);
    if (!made) ready.set(language.data.id, (made = load(language)));
    return made;
  }

  return {
    languages,
    syntax,
    async analyse(text, candidates) {
      let chosen: Ready | undefined;
      let language: Language | undefined;
      let fewest = Infinity;
      for (const candidate of candidates) {
        const tried = await readied(candidate);
        const parsed = tried.grammar.parse(text);
        if (!parsed) return { reason: `parsing took longer than ${host.parseBudget / 1000} s` };
        if (parsed.errorLength >= fewest) continue;
        [chosen, language, fewest] = [tried, candidate, parsed.errorLength];
        // The tree lives until the next parse: with one candidate, or nothing better to come, it is used at once.
        if (fewest === 0 || candidates.length === 1) {
          if (fewest > 0 && text.length <= FRAGMENT_LENGTH) break;
          const file = chosen.tokenizer.tokenize(parsed.tree, text);
          // PHP without its tag is a text that parses without an error, and says nothing.
          if (file.codes.length > 0 || text.trim() === '' || text.length > FRAGMENT_LENGTH) return file;
          break;
        }
      }
      if (!chosen || !language) return { reason: 'unknown language' };
      const around = text.length <= FRAGMENT_LENGTH ? whole(chosen.grammar, language, text) : null;
      const [before, after] = around ?? ['', ''];
      const padded = before + text + after;
      const parsed = chosen.grammar.parse(padded);
      if (!parsed) return { reason: `parsing took longer than ${host.parseBudget / 1000} s` };
      return inner(chosen.tokenizer.tokenize(parsed.tree, padded), before.length, before.length + text.length);
    },
    dispose: () => syntax.dispose(),
  };
}

interface Ready {
  readonly grammar: Grammar;
  readonly tokenizer: Tokenizer;
}

/** Longer texts are files, not fragments: one error in them doesn't earn half a dozen more parses. */
const FRAGMENT_LENGTH = 20_000;

/** The surroundings in which a text parses with the fewest errors: the first without any; null where none are better than nothing. */
function whole(grammar: Grammar, language: Language, text: string): readonly [string, string] | null {
  const alone = grammar.parse(text);
  let fewest = alone && alone.tree.count > 2 ? alone.errorLength : Infinity;
  let best: readonly [string, string] | null = null;
  for (const wrapper of language.data.wrappers) {
    const parsed = grammar.parse(wrapper[0] + text + wrapper[1]);
    if (!parsed || (parsed.errorLength > 0 && fewest < Infinity) || parsed.errorLength >= fewest) continue;
    best = wrapper;
    fewest = parsed.errorLength;
    if (fewest === 0) break;
  }
  return best;
}

/** The tokens that lie in [from, to) of the padded text, at their offsets in the text itself. */
function inner(file: TokenFile, from: number, to: number): TokenFile {
  if (from === 0 && file.ends.every((end) => end <= to)) return file;
  const kept = [...file.codes.keys()].filter((i) => file.starts[i] >= from && file.ends[i] <= to);
  const position = new Map(kept.map((token, i) => [token, i]));
  const first = (token: number) => kept.findIndex((other) => other >= token);
  const units = file.units.map((unit) => {
    const inside = kept.filter((token) => token >= unit.start && token < unit.end);
    const start = inside.length ? position.get(inside[0])! : Math.max(0, first(unit.start));
    return { ...unit, start, end: start + inside.length, name: position.get(unit.name) ?? -1 };
  });
  const textFirst = file.textFirst.map((token) => position.get(token) ?? 0);
  return {
    ...file,
    codes: Uint8Array.from(kept, (i) => file.codes[i]),
    links: Uint32Array.from(kept, (i) => file.links[i]),
    starts: Uint32Array.from(kept, (i) => file.starts[i] - from),
    ends: Uint32Array.from(kept, (i) => file.ends[i] - from),
    textFirst,
    units,
    unitStarts: file.unitStarts.map((offset) => Math.max(offset, from) - from),
    unitEnds: file.unitEnds.map((offset) => Math.min(offset, to) - from),
  };
}
