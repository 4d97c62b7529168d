import { vi } from 'vitest';
import { Parser, Tree, TreeCursor } from 'web-tree-sitter';

/**
 * From now on: the trees and cursors that were made and that nobody has deleted. The parser's own objects are watched, since their memory lies outside of the heap; that
 * web-tree-sitter deletes them when they are collected does not count, since a heap that is nearly empty is not collected.
 */
export function liveTrees(): ReadonlySet<unknown> {
  const live = new Set<unknown>();
  const { parse } = Parser.prototype;
  const { copy, walk, delete: deleteTree } = Tree.prototype;
  const { copy: copyCursor, delete: deleteCursor } = TreeCursor.prototype;
  const kept = <Made>(made: Made): Made => {
    if (made) live.add(made);
    return made;
  };
  vi.spyOn(Parser.prototype, 'parse').mockImplementation(function (this: Parser, ...given) {
    return kept(parse.apply(this, given));
  });
  vi.spyOn(Tree.prototype, 'copy').mockImplementation(function (this: Tree) {
    return kept(copy.call(this));
  });
  vi.spyOn(Tree.prototype, 'walk').mockImplementation(function (this: Tree) {
    return kept(walk.call(this));
  });
  vi.spyOn(TreeCursor.prototype, 'copy').mockImplementation(function (this: TreeCursor) {
    return kept(copyCursor.call(this));
  });
  vi.spyOn(Tree.prototype, 'delete').mockImplementation(function (this: Tree) {
    if (!live.delete(this)) throw new Error('a tree is deleted twice');
    deleteTree.call(this);
  });
  vi.spyOn(TreeCursor.prototype, 'delete').mockImplementation(function (this: TreeCursor) {
    if (!live.delete(this)) throw new Error('a cursor is deleted twice');
    deleteCursor.call(this);
  });
  return live;
}
