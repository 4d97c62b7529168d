import { Edit, type Tree } from 'web-tree-sitter';

/**
 * The syntax tree of a text that is being edited. Each parse reuses the nodes of the last one outside of what changed. The
 * change is found by comparing the texts, so that no event of an editor can be missed.
 */
export class FollowedTree {
  #text = '';
  #tree: Tree | null = null;

  /** Parses with `parse`, which gets the last tree, edited to fit, or null. The tree belongs to this object. */
  update(text: string, parse: (text: string, last: Tree | null) => Tree | null): Tree | null {
    if (this.#tree && text === this.#text) return this.#tree;
    this.#tree?.edit(new Edit(editBetween(this.#text, text)));
    let tree = parse(text, this.#tree);
    // In broken code a parse that reuses nodes may recover in another way than one from scratch, and the same text must
    // always give the same findings.
    if (tree?.rootNode.hasError && this.#tree) {
      tree.delete();
      tree = parse(text, null);
    }
    this.dispose();
    if (tree) [this.#tree, this.#text] = [tree, text];
    return tree;
  }

  dispose(): void {
    this.#tree?.delete();
    this.#tree = null;
    this.#text = '';
  }
}

/** The smallest single replacement that turns one text into another, in UTF-16 offsets and rows and columns. */
export function editBetween(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const oldEndIndex = before.length - tail;
  const newEndIndex = after.length - tail;
  const startPosition = pointOf(after, start, 0, { row: 0, column: 0 });
  return { startIndex: start, oldEndIndex, newEndIndex, startPosition, oldEndPosition: pointOf(before, oldEndIndex, start, startPosition), newEndPosition: pointOf(after, newEndIndex, start, startPosition) };
}

export type TextEdit = ConstructorParameters<typeof Edit>[0];

interface Point {
  readonly row: number;
  readonly column: number;
}

/** Row and column of an offset, counted on from a place before it. */
function pointOf(text: string, offset: number, from: number, point: Point): Point {
  let { row } = point;
  let lineStart = from - point.column;
  for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
