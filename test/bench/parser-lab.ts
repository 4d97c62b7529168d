import { Language as TreeSitterLanguage, Parser, type Tree } from 'web-tree-sitter';
import { emptyFlatTree, type FlatTree } from '../../src/core/tokens/flat-tree.ts';
import { compileLanguage } from '../../src/core/tokens/fold-table.ts';
import type { Alphabet } from '../../src/core/tokens/language.ts';
import { Tokenizer } from '../../src/core/tokens/tokenizer.ts';
import { createAnalyser, type Analyser } from '../../src/syntax/analyser.ts';
import { cursorWalk } from '../../src/syntax/cursor-walk.ts';
import { HeapWalk, type ParserModule } from '../../src/syntax/heap-walk.ts';
import type { Language } from '../../src/syntax/languages.ts';
import type { SyntaxHost } from '../../src/syntax/syntax.ts';
import { textChunks } from '../../src/syntax/text-chunks.ts';

/** The analyser, and beside it each of its steps by itself, on the same runtime and the same grammars: another instance of one would be compiled by itself. */
export interface ParserLab {
  readonly analyser: Analyser;
  bench(language: Language): Promise<LanguageBench>;
}

/** The steps of one language. */
export interface LanguageBench {
  /** tree-sitter's own parse: no time limit, nothing read of the tree. In chunks as in a scan, without which Scala takes five times as long. Free the tree with `delete`. */
  parse(text: string): Tree;
  /** The same with the time limit that a scan sets. */
  parseWithLimit(text: string): Tree;
  /** Both overwrite the tree that the last walk gave. */
  heapWalk(tree: Tree): FlatTree;
  cursorWalk(tree: Tree): FlatTree;
  readonly tokenizer: Tokenizer;
}

export async function createParserLab(host: SyntaxHost): Promise<ParserLab> {
  const loaded = new Map<string, TreeSitterLanguage>();
  const { result: analyser, module } = await withModule(() => createAnalyser(keeping(host, loaded)));
  const walk = new HeapWalk(module);
  const parser = new Parser();
  const flat = emptyFlatTree(1 << 16);
  const slow = emptyFlatTree(0);
  const json = async (file: string): Promise<unknown> => JSON.parse(new TextDecoder().decode(await host.grammar(file)));
  return {
    analyser,
    async bench({ data, chain }) {
      const { symbols } = await analyser.syntax.load(data.grammar);
      const grammar = loaded.get(`${data.grammar}.wasm`)!;
      const tokenizer = new Tokenizer(compileLanguage(chain, symbols, (await json(`families/${data.family}.json`)) as Alphabet));
      return {
        tokenizer,
        parse(text) {
          parser.setLanguage(grammar);
          return parser.parse(textChunks(text))!;
        },
        parseWithLimit(text) {
          parser.setLanguage(grammar);
          const deadline = host.now() + host.parseBudget;
          return parser.parse(textChunks(text), null, { progressCallback: () => host.now() > deadline })!;
        },
        heapWalk(tree) {
          walk.walk((tree as unknown as { readonly 0: number })[0], flat);
          return flat;
        },
        cursorWalk(tree) {
          cursorWalk(tree, slow);
          return slow;
        },
      };
    },
  };
}

/** The parser's module is known to who starts the runtime only: it is picked up on the way. */
async function withModule<Result>(action: () => Promise<Result>): Promise<{ result: Result; module: ParserModule }> {
  const init = Parser.init;
  let module: unknown;
  Parser.init = (options) => {
    module = options;
    return init.call(Parser, options);
  };
  try {
    return { result: await action(), module: module as ParserModule };
  } finally {
    Parser.init = init;
  }
}

/** A host like another; the grammars that are loaded from its bytes are kept by the names of their files. */
function keeping(host: SyntaxHost, loaded: Map<string, TreeSitterLanguage>): SyntaxHost {
  const files = new WeakMap<object, string>();
  const load = TreeSitterLanguage.load.bind(TreeSitterLanguage);
  TreeSitterLanguage.load = async (input) => {
    const language = await load(input);
    const file = typeof input === 'string' ? input : files.get(input);
    if (file !== undefined) loaded.set(file, language);
    return language;
  };
  return {
    ...host,
    async grammar(file) {
      const bytes = await host.grammar(file);
      files.set(bytes, file);
      return bytes;
    },
  };
}
