import type { Change } from './changes.ts';
import type { MutationTable } from './mutation-table.ts';
import type { FreshNames } from './names.ts';
import type { Random } from './random.ts';
import type { SourceTree } from './source-tree.ts';

/** A statement in a block. */
export interface Statement {
  readonly row: number;
  readonly block: number;
  /** Place in its block, and how many the block has. */
  readonly at: number;
  readonly of: number;
}

/** All statements below a node. */
export function statementsIn(tree: SourceTree, unit: number, { statements: table, layout }: MutationTable): Statement[] {
  const found: Statement[] = [];
  for (let block = unit; block < tree.after(unit); block++) {
    if (!table.blocks.includes(tree.type(block))) continue;
    const rows = tree.children(block).filter((row) => tree.isNamed(row) && !layout.comments.includes(tree.type(row)) && !table.blocks.includes(tree.type(row)) && !table.others?.includes(tree.type(row)) && tree.end(row) > tree.start(row) && !holds(tree, row, table.pinned ?? []));
    rows.forEach((row, at) => found.push({ row, block, at, of: rows.length }));
  }
  return found;
}

function holds(tree: SourceTree, row: number, types: readonly string[]): boolean {
  for (let inside = row; types.length > 0 && inside < tree.after(row); inside++) if (types.includes(tree.type(inside))) return true;
  return false;
}

/** A new statement before each statement. */
export function insertions(tree: SourceTree, statements: readonly Statement[], table: MutationTable, names: readonly string[], fresh: FreshNames, random: Random): Change[] {
  return statements.map(({ row }) => {
    const at = tree.start(row);
    const isOnOwnLine = tree.isFirstOnLine(at);
    const templates = table.statements.insertions.filter((template) => isOnOwnLine || !template.includes('\n'));
    const text = insertion(templates, names, fresh, random);
    const ends = isOnOwnLine ? `\n${tree.indentAt(at)}` : table.statements.separator;
    return { edits: [{ from: at, to: at, text: `${reindented(text, tree.indentAt(at))}${ends}` }], note: `inserted ${text}` };
  });
}

function insertion(templates: readonly string[], names: readonly string[], fresh: FreshNames, random: Random): string {
  let made: string | null = null;
  const name = (): string => (names.length > 0 && random.next() < 0.7 ? random.pick(names) : (made ??= fresh.plain()));
  const own = fresh.plain();
  return random.pick(templates).replace(/#new|#a|#b|#n/g, (hole) => (hole === '#new' ? own : hole === '#n' ? String(2 + random.below(90)) : name()));
}

/** A text of several lines, all but the first moved to an indentation. */
export const reindented = (text: string, indent: string): string => text.replaceAll('\n', `\n${indent}`);

/** Each statement that can go, with its line. Of a block at least one stays. */
export function deletions(tree: SourceTree, statements: readonly Statement[], unit: number): Change[] {
  const whole = tree.end(unit) - tree.start(unit);
  return statements.filter(({ row, of }) => of > 1 && tree.end(row) - tree.start(row) < 0.4 * whole).map(({ row, block, of }) => {
    const [from, to] = withLine(tree, row);
    return { edits: [{ from, to, text: '' }], note: `deleted ${short(tree.textOf(row))}`, group: { id: block, most: of - 1 } };
  });
}

/** Adjacent statements that don't touch the same names, the other way round. */
export function swaps(tree: SourceTree, statements: readonly Statement[], { statements: table, names }: MutationTable): Change[] {
  const changes: Change[] = [];
  const effects = (row: number): Effects => effectsOf(tree, row, table.assigns, table.calls, new Set([...names.leaves, ...(names.whole ?? [])]));
  statements.forEach((first, i) => {
    const second = statements.slice(i + 1).find(({ block, at }) => block === first.block && at === first.at + 1);
    if (!second || ![first, second].every(({ row }) => table.simple.includes(tree.type(row)))) return;
    const [a, b] = [effects(first.row), effects(second.row)];
    const clash = [...a.written].some((name) => b.names.has(name)) || [...b.written].some((name) => a.names.has(name));
    // Calls may have effects on one another where they share a name, of a variable or of what is called.
    if (clash || (a.calls && b.calls && [...a.names].some((name) => b.names.has(name)))) return;
    const [x, y] = [tree.textOf(first.row), tree.textOf(second.row)];
    if (x === y) return;
    changes.push({ edits: [{ from: tree.start(first.row), to: tree.end(first.row), text: y }, { from: tree.start(second.row), to: tree.end(second.row), text: x }], note: `swapped ${short(x)} and ${short(y)}` });
  });
  return changes;
}

interface Effects {
  readonly names: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  readonly calls: boolean;
}

function effectsOf(tree: SourceTree, statement: number, assigns: readonly string[], calls: readonly string[], leaves: ReadonlySet<string>): Effects {
  const names = new Set<string>();
  const written = new Set<string>();
  let hasCall = false;
  for (let row = statement; row < tree.after(statement); row++) {
    if (leaves.has(tree.type(row))) names.add(tree.textOf(row));
    if (calls.includes(tree.type(row))) hasCall = true;
    if (!assigns.includes(tree.type(row))) continue;
    const target = tree.children(row).find(tree.isNamed) ?? row;
    for (let inside = target; inside < tree.after(target); inside++) if (leaves.has(tree.type(inside))) written.add(tree.textOf(inside));
  }
  return { names, written, calls: hasCall };
}

/** The range of a node; of its whole lines where nothing else stands on them. */
export function withLine(tree: SourceTree, row: number): [number, number] {
  const { text } = tree;
  const [from, to] = [tree.start(row), tree.end(row)];
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const newline = text.indexOf('\n', to);
  const lineEnd = newline < 0 ? text.length : newline;
  const isAlone = text.slice(lineStart, from).trim() === '' && /^[ \t;]*$/.test(text.slice(to, lineEnd)) && newline >= 0;
  return isAlone ? [lineStart, lineEnd + 1] : [from, to + /^[ \t]*;?/.exec(text.slice(to, lineEnd))![0].length];
}

export const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
};
