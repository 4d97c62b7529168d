import type { Tree } from 'web-tree-sitter';
import type { FlatTree } from '../core/tokens/flat-tree.ts';

/** Reads a tree through the public cursor: the slow way that is always right. Fills new columns. */
export function cursorWalk(tree: Tree, out: FlatTree): void {
  const symbols: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const nexts: number[] = [];
  const open: number[] = [];
  const cursor = tree.walk();
  try {
    walk: for (;;) {
      open.push(symbols.length);
      symbols.push(cursor.nodeTypeId);
      starts.push(cursor.startIndex);
      ends.push(cursor.endIndex);
      nexts.push(0);
      if (cursor.gotoFirstChild()) continue;
      for (;;) {
        nexts[open.pop()!] = symbols.length;
        if (cursor.gotoNextSibling()) break;
        if (!cursor.gotoParent()) break walk;
      }
    }
  } finally {
    cursor.delete();
  }
  Object.assign(out, {
    count: symbols.length,
    symbols: Uint16Array.from(symbols),
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    nexts: Uint32Array.from(nexts),
  });
}

/** Whether two trees are the same in every row. */
export function sameTree(a: FlatTree, b: FlatTree): boolean {
  if (a.count !== b.count) return false;
  for (let row = 0; row < a.count; row++) {
    if (a.symbols[row] !== b.symbols[row] || a.starts[row] !== b.starts[row] || a.ends[row] !== b.ends[row] || a.nexts[row] !== b.nexts[row]) return false;
  }
  return true;
}
