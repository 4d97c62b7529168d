import type { Grammar } from '../syntax/syntax.ts';

/** The syntax tree of one text, kept for itself: rows are its visible nodes in preorder, offsets are UTF-16. */
export class SourceTree {
  readonly text: string;
  readonly count: number;
  readonly #names: readonly string[];
  readonly #named: readonly boolean[];
  readonly #symbols: Uint16Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #nexts: Uint32Array;
  readonly #parents: Int32Array;

  private constructor(grammar: Grammar, text: string, tree: { count: number; symbols: Uint16Array; starts: Uint32Array; ends: Uint32Array; nexts: Uint32Array }) {
    this.text = text;
    this.count = tree.count;
    this.#names = grammar.symbols.names;
    this.#named = grammar.symbols.named;
    this.#symbols = tree.symbols.slice(0, tree.count);
    this.#starts = tree.starts.slice(0, tree.count);
    this.#ends = tree.ends.slice(0, tree.count);
    this.#nexts = tree.nexts.slice(0, tree.count);
    this.#parents = new Int32Array(tree.count).fill(-1);
    for (let row = 0; row < this.count; row++) for (let child = row + 1; child < this.#nexts[row]; child = this.#nexts[child]) this.#parents[child] = row;
  }

  /** Null where the text doesn't parse without an error. */
  static of(grammar: Grammar, text: string): SourceTree | null {
    const parsed = grammar.parse(text);
    return parsed && parsed.errorLength === 0 ? new SourceTree(grammar, text, parsed.tree) : null;
  }

  /** The same with what could be read of a text with errors in it; null where the parse took too long. */
  static ofAny(grammar: Grammar, text: string): SourceTree | null {
    const parsed = grammar.parse(text);
    return parsed && new SourceTree(grammar, text, parsed.tree);
  }

  type = (row: number): string => this.#names[this.#symbols[row]] ?? 'ERROR';
  isNamed = (row: number): boolean => this.#named[this.#symbols[row]] ?? false;
  start = (row: number): number => this.#starts[row];
  end = (row: number): number => this.#ends[row];
  /** The row after the node's subtree. */
  after = (row: number): number => this.#nexts[row];
  /** -1 for the root. */
  parent = (row: number): number => this.#parents[row];
  isLeaf = (row: number): boolean => this.#nexts[row] === row + 1;
  textOf = (row: number): string => this.text.slice(this.#starts[row], this.#ends[row]);

  children(row: number): number[] {
    const rows: number[] = [];
    for (let child = row + 1; child < this.#nexts[row]; child = this.#nexts[child]) rows.push(child);
    return rows;
  }

  /** The outermost node that begins at `from` and ends at `to`; -1 where there is none. */
  rowAt(from: number, to: number): number {
    for (let row = 0; row < this.count; row++) if (this.#starts[row] === from && this.#ends[row] === to && row > 0) return row;
    return -1;
  }

  /** What stands before the first character that is no space on the line of an offset. */
  indentAt(offset: number): string {
    const line = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(line, offset))![0];
  }

  /** Whether only spaces stand before an offset on its line. */
  isFirstOnLine(offset: number): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset));
  }
}
