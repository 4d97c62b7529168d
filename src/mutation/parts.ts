import type { MutationTable } from './mutation-table.ts';
import type { Random } from './random.ts';
import type { SourceTree } from './source-tree.ts';
import { reindented, statementsIn } from './statements.ts';

/** Statements in a row, as a text of their own: the first line without indentation, the others relative to it. */
export interface Part {
  readonly text: string;
  /** Share of the unit's text. */
  readonly share: number;
}

/** Adjacent statements that make up about `share` of a unit, at least three lines; null where there are none. */
export function partOf(tree: SourceTree, unit: number, share: number, table: MutationTable, random: Random): Part | null {
  const whole = tree.end(unit) - tree.start(unit);
  const parts: Part[] = [];
  const statements = statementsIn(tree, unit, table);
  statements.forEach((first, i) => {
    for (const last of statements.slice(i)) {
      if (last.block !== first.block) continue;
      const part = cut(tree, first.row, last.row, whole, table);
      if (part.share < 0.8 * share || part.share > 1.2 * share || part.text.split('\n').length < 3) continue;
      parts.push(part);
    }
  });
  return parts.length === 0 ? null : random.pick(parts);
}

/** All statements of a unit's own block; null where it has none. */
export function bodyOf(tree: SourceTree, unit: number, table: MutationTable): string | null {
  const [first] = statementsIn(tree, unit, table);
  if (!first) return null;
  const own = statementsIn(tree, unit, table).filter(({ block }) => block === first.block);
  return cut(tree, first.row, own[own.length - 1].row, 1, table).text;
}

/** A function of another task with parts of others in it. */
export function hosted(parts: readonly string[], table: MutationTable, random: Random): string {
  const [before, after] = random.pick(table.hosts);
  const indent = /[ \t]*$/.exec(before)![0];
  return `${before}${parts.map((part) => reindented(part, indent)).join(`\n${indent}`)}${after}`;
}

function cut(tree: SourceTree, first: number, last: number, whole: number, { statements: { terminator } }: MutationTable): Part {
  const text = tree.text.slice(tree.start(first), tree.end(last));
  const indent = tree.indentAt(tree.start(first));
  const lines = text.split('\n').map((line, i) => (i > 0 && line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
  return { text: terminator && !/[;}]$/.test(lines) ? lines + terminator : lines, share: text.length / whole };
}
