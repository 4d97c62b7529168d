/**
 * A syntax tree as columns, one row a visible node, in preorder. Offsets are UTF-16 code units, half-open. The arrays may
 * be longer than `count` and belong to whoever made the tree: they are overwritten by its next one.
 */
export interface FlatTree {
  count: number;
  /** Public symbol ids of the grammar; `ERROR_SYMBOL` for nodes that the parser could not place. */
  symbols: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  /** Row after the last one of the node's subtree. */
  nexts: Uint32Array;
}

export const ERROR_SYMBOL = 0xffff;

/** Names of a grammar's symbols by public id (the empty string for hidden ones), and whether each is a named node. */
export interface SymbolTable {
  readonly names: readonly string[];
  readonly named: readonly boolean[];
}

export function emptyFlatTree(capacity: number): FlatTree {
  return {
    count: 0,
    symbols: new Uint16Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    nexts: new Uint32Array(capacity),
  };
}
