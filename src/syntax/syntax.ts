import { Language, Parser, type Tree } from 'web-tree-sitter';
import { emptyFlatTree, ERROR_SYMBOL, type FlatTree, type SymbolTable } from '../core/tokens/flat-tree.ts';
import { cursorWalk, sameTree } from './cursor-walk.ts';
import { FollowedTree } from './followed-text.ts';
import { HeapWalk, type ParserModule } from './heap-walk.ts';
import { textChunks } from './text-chunks.ts';

/** What the host lends to the parser. */
export interface SyntaxHost {
  /** Bytes of a file of the grammars folder, such as `python.wasm`; throws where it is missing. */
  readonly grammar: (file: string) => Promise<Uint8Array>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Longest time for one parse. */
  readonly parseBudget: number;
}

/** A grammar that is ready to parse. */
export interface Grammar {
  readonly name: string;
  readonly symbols: SymbolTable;
  /** How its trees are read: the fast way, or the cursor where the start-up test of the fast way failed. */
  readonly walk: 'heap' | 'cursor';
  /**
   * Parses a text. The result is valid until the next parse by any grammar of the same `Syntax`; null where the
   * time was over.
   */
  parse(text: string): ParsedTree | null;
  /** The same for a text that changes: each parse does the work of what changed. */
  follow(): FollowedText;
}

/** One text through its changes. It holds a tree until it is disposed of. */
export interface FollowedText {
  /** As `Grammar.parse`. */
  parse(text: string): ParsedTree | null;
  dispose(): void;
}

export interface ParsedTree {
  readonly tree: FlatTree;
  /** Characters that stand in nodes the parser could not place. */
  readonly errorLength: number;
}

/** How the trees of each grammar are read, by the grammar's name. */
export type Walks = Readonly<Record<string, Grammar['walk']>>;

/** The parser: loads grammars on demand, one instance of each. */
export interface Syntax {
  load(name: string): Promise<Grammar>;
  /** The walk through the cursor for every grammar loaded from now on; for tests and comparisons. */
  useCursor(always: boolean): void;
  /** Of the grammars that are loaded; one that could not be loaded is left out. */
  walks(): Promise<Walks>;
  /** Bytes of memory that the parser holds; it never shrinks. */
  memory(): number;
  dispose(): void;
}

/** Starts the WebAssembly runtime of tree-sitter. */
export async function createSyntax(host: SyntaxHost): Promise<Syntax> {
  const module = { wasmBinary: await host.grammar('runtime.wasm') };
  await Parser.init(module);
  const heap = module as unknown as ParserModule;
  const walk = new HeapWalk(heap);
  const parser = new Parser();
  const loaded = new Map<string, Promise<Grammar>>();
  const flat = emptyFlatTree(1 << 16);
  let cursorOnly = false;

  async function loadGrammar(name: string): Promise<Grammar> {
    const language = await Language.load(await host.grammar(`${name}.wasm`));
    const useHeap = !cursorOnly && heapWalkAgrees(parser, language, walk);
    const budgeted = () => {
      const deadline = host.now() + host.parseBudget;
      return { progressCallback: () => host.now() > deadline };
    };
    const parseTree = (text: string, last: Tree | null): Tree | null => {
      parser.setLanguage(language);
      const tree = parser.parse(textChunks(text), last, budgeted());
      if (!tree) parser.reset(); // the next parse would go on with this text
      return tree;
    };
    const read = (tree: Tree): ParsedTree => {
      if (useHeap) walk.walk(addressOf(tree), flat);
      else cursorWalk(tree, flat);
      return { tree: flat, errorLength: tree.rootNode.hasError ? errorLength(flat) : 0 };
    };
    return {
      name,
      symbols: symbolTable(language),
      walk: useHeap ? 'heap' : 'cursor',
      parse(text) {
        const tree = parseTree(text, null);
        try {
          return tree && read(tree);
        } finally {
          tree?.delete();
        }
      },
      follow() {
        const followedTree = new FollowedTree();
        return {
          parse(text) {
            const tree = followedTree.update(text, parseTree);
            return tree && read(tree);
          },
          dispose: () => followedTree.dispose(),
        };
      },
    };
  }

  return {
    load(name) {
      let grammar = loaded.get(name);
      if (!grammar) loaded.set(name, (grammar = loadGrammar(name)));
      return grammar;
    },
    useCursor(always) {
      cursorOnly = always;
      loaded.clear();
    },
    async walks() {
      const grammars = await Promise.allSettled(loaded.values());
      return Object.fromEntries(grammars.flatMap((made) => (made.status === 'fulfilled' ? [[made.value.name, made.value.walk]] : [])));
    },
    memory: () => heap.HEAPU32.byteLength,
    dispose: () => parser.delete(),
  };
}

const addressOf = (tree: unknown): number => (tree as { readonly 0: number })[0];

/**
 * A text that most grammars parse to something, with nesting, empty lines, non-ASCII letters and an error. What it means
 * does not matter: both walks must read the same tree from it.
 */
const SELF_TEST = 'f(a, {b: [1, "é𝒳"]})\n\n  if (x) { y = z + 1; } else { return /* c */ g }\nclass A { m() {} }\n#) end';

function heapWalkAgrees(parser: Parser, language: Language, walk: HeapWalk): boolean {
  parser.setLanguage(language);
  const tree = parser.parse(SELF_TEST);
  if (!tree) return false;
  try {
    const fast = emptyFlatTree(0);
    const slow = emptyFlatTree(0);
    walk.walk(addressOf(tree), fast);
    cursorWalk(tree, slow);
    return sameTree(fast, slow);
  } catch {
    return false;
  } finally {
    tree.delete();
  }
}

function symbolTable(language: Language): SymbolTable {
  const names: string[] = [];
  const named: boolean[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    names.push(language.nodeTypeIsVisible(id) ? language.nodeTypeForId(id) ?? '' : '');
    named.push(language.nodeTypeIsNamed(id));
  }
  return { names, named };
}

function errorLength(flat: FlatTree): number {
  let length = 0;
  for (let row = 0; row < flat.count; row++) {
    const missing = flat.starts[row] === flat.ends[row];
    if (flat.symbols[row] === ERROR_SYMBOL) {
      length += flat.ends[row] - flat.starts[row] + 1;
      row = flat.nexts[row] - 1;
    } else if (missing && flat.nexts[row] === row + 1) length++;
  }
  return length;
}
