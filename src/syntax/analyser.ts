import { compileLanguage } from '../core/tokens/fold-table.ts';
import type { Alphabet } from '../core/tokens/language.ts';
import type { TokenFile } from '../core/tokens/token-file.ts';
import { Tokenizer } from '../core/tokens/tokenizer.ts';
import { createLanguages, type Language, type LanguageFile, type Languages } from './languages.ts';
import { createSyntax, type FollowedText, type Grammar, type ParsedTree, type Syntax, type SyntaxHost } from './syntax.ts';

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
  /** The same for a text that changes: each analysis parses only what changed. */
  follow(candidates: readonly Language[]): FollowedAnalysis;
  dispose(): void;
}

/** One text through its changes. It holds trees until it is disposed of. */
export interface FollowedAnalysis {
  analyse(text: string): Promise<TokenFile | Refusal>;
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

  async function analyse(text: string, candidates: readonly Language[], parse: (ready: Ready, text: string) => ParsedTree | null): Promise<TokenFile | Refusal> {
    let best: { readonly ready: Ready; readonly language: Language; readonly file: TokenFile; readonly errors: number } | null = null;
    for (const language of likeliestFirst(text, candidates)) {
      const ready = await readied(language);
      const parsed = parse(ready, text);
      if (!parsed) return { reason: `parsing took longer than ${host.parseBudget / 1000} s` };
      const errors = parsed.errorLength;
      if (best && errors >= best.errors) continue;
      best = { ready, language, errors, file: ready.tokenizer.tokenize(parsed.tree, text) };
      if (errors === 0) break;
    }
    if (!best) return { reason: 'unknown language' };
    // PHP without its tag is a text that parses without an error, and says nothing.
    const saysNothing = best.file.codes.length === 0 && text.trim() !== '';
    if ((best.errors === 0 && !saysNothing) || text.length > FRAGMENT_LENGTH || WHOLE_FILE.test(text)) return best.file;
    const around = surroundings(best.ready.grammar, best.language, text, saysNothing ? Infinity : best.errors);
    if (!around) return best.file;
    const [before, after] = around;
    const parsed = best.ready.grammar.parse(before + text + after);
    return parsed ? inner(best.ready.tokenizer.tokenize(parsed.tree, before + text + after), before.length, before.length + text.length) : best.file;
  }

  return {
    languages,
    syntax,
    analyse: (text, candidates) => analyse(text, candidates, ({ grammar }, whole) => grammar.parse(whole)),
    follow(candidates) {
      const texts = new Map<Ready, FollowedText>();
      return {
        analyse: (text) => analyse(text, candidates, (language, whole) => {
          let followed = texts.get(language);
          if (!followed) texts.set(language, (followed = language.grammar.follow()));
          return followed.parse(whole);
        }),
        dispose() {
          for (const followed of texts.values()) followed.dispose();
          texts.clear();
        },
      };
    },
    dispose: () => syntax.dispose(),
  };
}

interface Ready {
  readonly grammar: Grammar;
  readonly tokenizer: Tokenizer;
}

/** A header may be C or C++: the one that it looks like first, and what is surely the one, or neither, is not parsed as both. */
function likeliestFirst(text: string, candidates: readonly Language[]): readonly Language[] {
  if (candidates.length < 2) return candidates;
  const ordered = CPP_SIGNS.test(text) ? candidates.toSorted((a, b) => Number(b.data.id === 'cpp') - Number(a.data.id === 'cpp')) : candidates;
  return NOT_C.test(text) ? ordered.slice(0, 1) : ordered;
}

/** What C does not have, by lines; it may stand in its comments. */
const CPP_SIGNS = /^[ \t]*(class|template|namespace|using|public|private|protected)\b|::/m;

/** No line of C, nor likely of a comment: C++, or Objective-C, of which either makes as little. */
const NOT_C = /^[ \t]*(namespace[ \t][\w:]+[ \t]*\{|template[ \t]*<|(public|private|protected):|using[ \t]+namespace[ \t])|^@(interface|protocol|class|end|import)\b/m;

/** Longer texts are files, not fragments: one error in them doesn't earn half a dozen more parses. */
const FRAGMENT_LENGTH = 8_000;

/**
 * What only whole files have, at the beginning of a line: nothing can be put round it. Many C files have errors, since macros are no syntax; so have
 * scripts of shells and JavaScript with types.
 */
const WHOLE_FILE = /^(#!\/|['"]use strict['"]|module\.exports[ \t]*=|#[ \t]*(include|import|pragma[ \t]+once)\b|(import|package|using|namespace)[ \t]+[\w'"{*@$.]|export[ \t]+(default|declare|const|let|var|function|class|abstract|type|interface|enum|async|[*{]))/m;

/**
 * The surroundings in which a text that has `errors` by itself parses without any; where it says nothing by itself (`errors` is
 * infinite), those with the fewest. Null where none are better.
 */
function surroundings(grammar: Grammar, language: Language, text: string, errors: number): readonly [string, string] | null {
  let fewest = errors;
  let best: readonly [string, string] | null = null;
  for (const wrapper of language.data.wrappers) {
    const parsed = grammar.parse(wrapper[0] + text + wrapper[1]);
    if (!parsed || (parsed.errorLength > 0 && errors < Infinity) || parsed.errorLength >= fewest) continue;
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
