import type { FlatTree } from '../core/tokens/flat-tree.ts';

/**
 * Reads a whole syntax tree out of the parser's memory in one pass, about ten times faster than a cursor.
 *
 * This knows the memory layout of tree-sitter's `Subtree`, `TSTree` and `TSLanguage` (lib/src/subtree.h, tree.h, parser.h) on wasm32, as
 * of the release that package.json pins. `selfTest` compares it with the cursor when a grammar is loaded; where they differ, the
 * cursor is used. Symbol ids are public ones, aliases applied, hidden nodes left out: what a cursor shows.
 */
export class HeapWalk {
  readonly #module: ParserModule;
  /** One frame of eight words for each open node; grows with the depth of trees. */
  #stack = new Int32Array(8 * 1024);

  constructor(module: ParserModule) {
    this.#module = module;
  }

  /** Fills `out` with the tree at address `tree`, growing its columns as needed. */
  walk(tree: number, out: FlatTree): void {
    // A parse may have grown the heap: the views are fetched anew for each tree.
    const words = this.#module.HEAPU32;
    const halves = this.#module.HEAPU16;
    const language = words[(tree >> 2) + TREE_LANGUAGE] >> 2;
    const publicSymbols = words[language + LANGUAGE_PUBLIC_SYMBOLS] >> 1;
    const aliasSequences = words[language + LANGUAGE_ALIASES] >> 1;
    const aliasLength = halves[(language << 1) + LANGUAGE_ALIAS_LENGTH];

    let stack = this.#stack;
    let { symbols, starts, ends, nexts } = out;
    let capacity = symbols.length;
    let row = 0;
    let depth = 0;
    stack[CHILDREN] = tree >> 2;
    stack[ALIASES] = 0;
    stack[INDEX] = 0;
    stack[COUNT] = 1;
    stack[SLOT] = 0;
    stack[POSITION] = 0;
    stack[ROW] = -1;

    while (depth >= 0) {
      const frame = depth << 3;
      const index = stack[frame + INDEX];
      if (index === stack[frame + COUNT]) {
        if (stack[frame + ROW] >= 0) nexts[stack[frame + ROW]] = row;
        depth--;
        continue;
      }
      stack[frame + INDEX] = index + 1;
      // A node's own padding is that of its first child: only the later children move past theirs.
      const padded = depth === 0 || index > 0;
      const at = stack[frame + CHILDREN] + index * 2;
      const head = words[at];
      const inline = (head & 1) === 1;
      let start = stack[frame + POSITION];
      let symbol: number, visible: boolean, extra: boolean, size: number;
      let node = 0;
      let childCount = 0;
      if (inline) {
        const tail = words[at + 1];
        if (padded) start += (tail >>> 16) & 0xff;
        size = tail >>> 24;
        symbol = (head >>> 8) & 0xff;
        visible = (head & 2) !== 0;
        extra = (head & 8) !== 0;
      } else {
        node = head >> 2;
        if (padded) start += words[node + NODE_PADDING];
        size = words[node + NODE_SIZE];
        symbol = words[node + NODE_SYMBOL] & 0xffff;
        const flags = words[node + NODE_FLAGS];
        visible = (flags & 1) !== 0;
        extra = (flags & 4) !== 0;
        childCount = words[node + NODE_CHILDREN];
      }
      if (!extra) {
        const alias = stack[frame + ALIASES] ? halves[stack[frame + ALIASES] + stack[frame + SLOT]] : 0;
        stack[frame + SLOT]++;
        if (alias) {
          symbol = alias;
          visible = true;
        }
      }
      const end = start + size;
      stack[frame + POSITION] = end;

      let own = -1;
      if (visible || depth === 0) {
        if (row === capacity) {
          grow(out);
          ({ symbols, starts, ends, nexts } = out);
          capacity = symbols.length;
        }
        own = row++;
        symbols[own] = symbol >= ERROR_REPEAT ? symbol : halves[publicSymbols + symbol];
        starts[own] = start >> 1; // offsets are bytes of UTF-16
        ends[own] = end >> 1;
        nexts[own] = row;
      }
      if (childCount > 0) {
        depth++;
        const child = depth << 3;
        if (child + 8 > stack.length) {
          const larger = new Int32Array(stack.length * 2);
          larger.set(stack);
          this.#stack = stack = larger;
        }
        const production = words[node + NODE_PRODUCTION] >>> 16;
        stack[child + CHILDREN] = node - childCount * 2;
        stack[child + ALIASES] = production ? aliasSequences + production * aliasLength : 0;
        stack[child + INDEX] = 0;
        stack[child + COUNT] = childCount;
        stack[child + SLOT] = 0;
        stack[child + POSITION] = start;
        stack[child + ROW] = own;
      }
    }
    out.count = row;
  }
}

/** The parts of web-tree-sitter's emscripten module that are read here. */
export interface ParserModule {
  readonly HEAPU32: Uint32Array;
  readonly HEAPU16: Uint16Array;
}

// Frame: words of the stack.
const CHILDREN = 0; // word address of the first child
const ALIASES = 1; // half-word address of the production's aliases, or 0
const INDEX = 2;
const COUNT = 3;
const SLOT = 4; // child slot in the production, extras not counted
const POSITION = 5; // byte offset
const ROW = 6;

// Word offsets, unless said otherwise.
const TREE_LANGUAGE = 2;
const LANGUAGE_PUBLIC_SYMBOLS = 19;
const LANGUAGE_ALIASES = 21;
const LANGUAGE_ALIAS_LENGTH = 18; // half-words
const NODE_PADDING = 1;
const NODE_SIZE = 4;
const NODE_CHILDREN = 9;
const NODE_SYMBOL = 10;
const NODE_FLAGS = 11;
const NODE_PRODUCTION = 16; // upper half-word
const ERROR_REPEAT = 0xfffe; // from here on symbols are the parser's own

function grow(out: FlatTree): void {
  const capacity = Math.max(1024, out.symbols.length * 2);
  const symbols = new Uint16Array(capacity);
  const starts = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  const nexts = new Uint32Array(capacity);
  symbols.set(out.symbols);
  starts.set(out.starts);
  ends.set(out.ends);
  nexts.set(out.nexts);
  Object.assign(out, { symbols, starts, ends, nexts });
}
