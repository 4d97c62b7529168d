import { disjoint, type Change } from './changes.ts';
import type { MutationTable } from './mutation-table.ts';
import { freshNames, placesOf, type OwnNames } from './names.ts';
import type { Random } from './random.ts';
import { rewrites } from './rewrite.ts';
import type { SourceTree } from './source-tree.ts';
import { deletions, insertions, statementsIn, swaps } from './statements.ts';
import { commentChanges, layoutChanges, literalChanges } from './surface.ts';
import { extractions, inlinings } from './temporaries.ts';

/** What the operators change: in the order of the editing taxonomy, from type 1 (layout) to type 3 (statements) and beyond. */
export const OPERATORS = {
  renaming: { title: 'all own names renamed, each to one name', type: 2, rates: null },
  'partly inconsistent': { title: 'some places of renamed names get yet another name', type: 2, rates: [0.1, 0.2, 0.3, 0.5] },
  layout: { title: 'indentation, line breaks, braces, spaces', type: 1, rates: null },
  comments: { title: 'comments added and removed', type: 1, rates: null },
  literals: { title: 'strings and numbers changed', type: 2, rates: null },
  types: { title: 'types changed, added, left out', type: 2, rates: null },
  'equal syntax': { title: 'other spellings of the same', type: 2, rates: null },
  insertion: { title: 'statements put in', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  deletion: { title: 'statements left out', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  reorder: { title: 'adjacent independent statements swapped', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  expressions: { title: 'operators and operands changed', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  extraction: { title: 'expressions taken out into variables', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  inlining: { title: 'variables that are used once replaced by their value', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  loops: { title: 'other loops', type: 4, rates: null },
  branches: { title: 'other branches', type: 4, rates: null },
  mixed: { title: 'all kinds of edits of statements', type: 3, rates: [0.1, 0.2, 0.3, 0.5] },
  part: { title: 'that share of the function inside another one', type: 3, rates: [0.3, 0.5] },
  several: { title: 'the bodies of three functions in one', type: 3, rates: null },
} as const satisfies Record<string, OperatorFacts>;

export type OperatorName = keyof typeof OPERATORS;

export interface OperatorFacts {
  readonly title: string;
  /** Clone type after Roy and Cordy: 1 layout, 2 names and literals, 3 statements, 4 other syntax for the same. */
  readonly type: 1 | 2 | 3 | 4;
  /** Shares of the unit's statements (of places of names, for `partly inconsistent`; of the text, for `part`); null where all that can be is changed. */
  readonly rates: readonly number[] | null;
}

export interface OperatorInput {
  readonly tree: SourceTree;
  /** The row of the unit. */
  readonly unit: number;
  readonly table: MutationTable;
  readonly own: OwnNames;
  readonly random: Random;
}

/** The operators that put changes of a list into a unit. */
export type ListedOperator = Exclude<OperatorName, 'renaming' | 'partly inconsistent' | 'part' | 'several'>;

/** The changes to make; a text that says why where there are too few. */
export function changesOf(name: ListedOperator, rate: number | null, input: OperatorInput): Change[] | string {
  const { tree, unit, table, random } = input;
  const offered = name === 'mixed' ? mixed(input) : random.shuffled(listed(name, input));
  if (offered.length === 0) return 'nothing to change';
  const wanted = rate === null ? Infinity : Math.max(1, Math.round(rate * statementsIn(tree, unit, table).length));
  const made = disjoint(offered, wanted);
  return rate !== null && made.length < wanted ? `only ${made.length} of ${wanted} changes are possible` : made;
}

function listed(name: Exclude<ListedOperator, 'mixed'>, { tree, unit, table, own, random }: OperatorInput): Change[] {
  const [from, to] = [tree.start(unit), tree.end(unit)];
  const fresh = freshNames(tree.text, random);
  const statements = statementsIn(tree, unit, table);
  const host = { fresh: () => fresh.plain() };
  switch (name) {
    case 'layout': return layoutChanges(tree, from, to, table, random);
    case 'comments': return commentChanges(tree, from, to, statements, table, random);
    case 'literals': return literalChanges(tree, from, to, table, random);
    case 'types': return rewrites(tree, table.types, from, to, host);
    case 'equal syntax': return rewrites(tree, table.equal, from, to, host);
    case 'insertion': return insertions(tree, statements, table, variablesIn(tree, unit, table, own), fresh, random);
    case 'deletion': return deletions(tree, statements, unit);
    case 'reorder': return swaps(tree, statements, table);
    case 'expressions': return rewrites(tree, table.expressions, from, to, host);
    case 'extraction': return extractions(tree, statements, table, fresh);
    case 'inlining': return inlinings(tree, statements, unit, table);
    case 'loops': return rewrites(tree, table.loops, from, to, host);
    case 'branches': return rewrites(tree, table.branches, from, to, host);
  }
}

const MIXED = ['insertion', 'deletion', 'reorder', 'expressions', 'extraction', 'inlining', 'loops', 'branches'] as const;

/** Changes of all kinds, the kinds at random. */
function mixed(input: OperatorInput): Change[] {
  const { random } = input;
  const kinds = MIXED.map((name) => random.shuffled(listed(name, input)));
  const order: Change[] = [];
  for (let left = kinds.filter(({ length }) => length > 0); left.length > 0; left = left.filter(({ length }) => length > 0)) order.push(random.pick(left).pop()!);
  return order;
}

/** Names of variables that inserted code may use, as they are spelled. */
function variablesIn(tree: SourceTree, unit: number, { names }: MutationTable, own: OwnNames): string[] {
  const places = placesOf(tree, names, own, tree.start(unit), tree.end(unit));
  return places.filter(({ rows }) => rows.length > 1).filter(({ rows }) => [names.leaves[0], ...(names.whole ?? [])].includes(tree.type(rows[0]))).map(({ rows }) => tree.textOf(rows[0])).filter((name) => /^[\p{Ll}$_][\p{L}\p{N}_]*$/u.test(name));
}
