import type { Change } from './changes.ts';
import type { MutationTable } from './mutation-table.ts';
import type { FreshNames } from './names.ts';
import { compileShape, matchShape } from './rewrite.ts';
import type { SourceTree } from './source-tree.ts';
import { short, withLine, type Statement } from './statements.ts';

/** Takes expressions out into variables of their own, declared right before the statement. */
export function extractions(tree: SourceTree, statements: readonly Statement[], { temporaries, statements: { simple, ends, separator } }: MutationTable, fresh: FreshNames): Change[] {
  if (!temporaries) return [];
  return statements.flatMap(({ row: statement }) => {
    if (!simple.includes(tree.type(statement)) && !ends.includes(tree.type(statement))) return [];
    const at = tree.start(statement);
    for (let row = statement + 1; row < tree.after(statement); row++) {
      if (!temporaries.expressions.includes(tree.type(row)) || !temporaries.from.includes(tree.type(tree.parent(row))) || tree.start(row) === at) continue;
      const name = fresh.plain();
      const declared = temporaries.declare.replaceAll('#new', name).replaceAll('#e', () => tree.textOf(row));
      const use = temporaries.declare.includes('$#new') ? `$${name}` : name;
      const gap = tree.isFirstOnLine(at) ? `\n${tree.indentAt(at)}` : separator;
      return [{ edits: [{ from: at, to: at, text: `${declared}${gap}` }, { from: tree.start(row), to: tree.end(row), text: use }], note: `extracted ${short(tree.textOf(row))}` }];
    }
    return [];
  });
}

/** Puts the value of a variable that is used once, in the next statement, where it is used. */
export function inlinings(tree: SourceTree, statements: readonly Statement[], unit: number, { temporaries, names }: MutationTable): Change[] {
  if (!temporaries) return [];
  const shapes = temporaries.declarations.map(compileShape);
  const isName = (row: number): boolean => names.leaves.includes(tree.type(row)) && tree.isLeaf(row) || (names.whole?.includes(tree.type(row)) ?? false);
  return statements.flatMap((statement, i): Change[] => {
    const holes = shapes.map((shape) => matchShape(tree, statement.row, shape)).find((found) => found !== null);
    const next = statements.slice(i + 1).find(({ block, at }) => block === statement.block && at === statement.at + 1);
    if (!holes || !next) return [];
    const [name, value] = [holes.get('name')!, holes.get('e')!];
    const uses: number[] = [];
    for (let row = unit; row < tree.after(unit); row++) if (row !== name && isName(row) && tree.textOf(row) === tree.textOf(name)) uses.push(row);
    if (uses.length !== 1 || uses[0] < next.row || uses[0] >= tree.after(next.row)) return [];
    const [from, to] = withLine(tree, statement.row);
    const [use] = uses;
    const isShort = /shorthand/.test(`${tree.type(use)} ${tree.type(tree.parent(use))}`);
    const inPlace = tree.isLeaf(value) ? tree.textOf(value) : `(${tree.textOf(value)})`;
    const text = isShort ? `${tree.textOf(name)}: ${tree.textOf(value)}` : inPlace;
    return [{ edits: [{ from, to, text: '' }, { from: tree.start(use), to: tree.end(use), text }], note: `inlined ${tree.textOf(name)}` }];
  });
}
