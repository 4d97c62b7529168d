import type { Change, Edit } from './changes.ts';
import type { NameTable } from './mutation-table.ts';
import type { Random } from './random.ts';
import type { SourceTree } from './source-tree.ts';

/** Names without the marks that a language puts before them, such as `$`. */
export type OwnNames = ReadonlySet<string>;

/** The names that a text declares, assigns through the object itself, or marks as its own. */
export function ownNames(tree: SourceTree, table: NameTable): Set<string> {
  const own = new Set<string>();
  for (let row = 0; row < tree.count; row++) {
    for (const name of declaredBy(tree, row, table)) own.add(bare(tree.textOf(name)));
    if (isName(tree, row, table) && (table.own?.includes(tree.type(row)) || isAssignedToSelf(tree, row, table))) own.add(bare(tree.textOf(row)));
  }
  for (const word of [...table.reserved, ...table.selves]) own.delete(bare(word));
  return own;
}

/** One change for each place of an author's name inside [from, to), by name. */
export interface NamePlaces {
  readonly name: string;
  readonly rows: readonly number[];
}

/** Where the author's names stand inside [from, to). `selves` are further words that mean the object itself. */
export function placesOf(tree: SourceTree, table: NameTable, own: OwnNames, from: number, to: number): NamePlaces[] {
  const places = new Map<string, number[]>();
  const declared = new Set<number>();
  for (let row = 0; row < tree.count; row++) for (const name of declaredBy(tree, row, table)) declared.add(name);
  for (let row = 0; row < tree.count; row = isWhole(tree, row, table) ? tree.after(row) : row + 1) {
    if (tree.start(row) < from || tree.end(row) > to || !isName(tree, row, table)) continue;
    const name = bare(tree.textOf(row));
    if (!own.has(name) || isForeign(tree, row, table, declared)) continue;
    places.set(name, [...(places.get(name) ?? []), row]);
  }
  return [...places].map(([name, rows]) => ({ name, rows }));
}

/** Gives every author's name another one; `inconsistent` of the places (0 to 1) get a name of their own. */
export function renamed(tree: SourceTree, table: NameTable, places: readonly NamePlaces[], fresh: FreshNames, inconsistent: number, random: Random): Change[] {
  const edits: Edit[] = [];
  const notes: string[] = [];
  for (const { name, rows } of places) {
    const to = fresh.like(name);
    notes.push(`${name} to ${to}`);
    for (const row of rows) {
      const own = random.next() < inconsistent ? fresh.like(name) : to;
      edits.push(renamedPlace(tree, table, row, own));
    }
  }
  return edits.length === 0 ? [] : [{ edits, note: `renamed ${notes.join(', ')}` }];
}

function renamedPlace(tree: SourceTree, table: NameTable, row: number, name: string): Edit {
  const old = tree.textOf(row);
  const text = mark(old) + name + (/[?!]$/.exec(old)?.[0] ?? '');
  const shorthand = table.shorthand?.[tree.type(row)];
  return { from: tree.start(row), to: tree.end(row), text: shorthand ? shorthand.replace('#old', old).replace('#new', text) : text };
}

/** Names that no text around uses. */
export interface FreshNames {
  /** A new name in the style of an old one. */
  like(old: string): string;
  plain(): string;
}

export function freshNames(text: string, random: Random): FreshNames {
  const taken = new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  const take = (make: () => string): string => {
    for (let tries = 0; ; tries++) {
      const name = tries < 40 ? make() : `${make()}${tries}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
  const words = (): string[] => [random.pick(FIRST), random.pick(SECOND)];
  return {
    plain: () => take(() => words().join('').toLowerCase()),
    like(old) {
      const style = styleOf(bare(old));
      return take(() => style(bare(old).length <= 2 ? [random.pick(SHORT)] : bare(old).length <= 6 ? [random.pick(SECOND)] : words()));
    },
  };
}

type Style = (words: readonly string[]) => string;

function styleOf(name: string): Style {
  const lead = /^_*/.exec(name)![0];
  const core = name.slice(lead.length);
  if (core.length > 1 && core === core.toUpperCase() && /\p{L}/u.test(core)) return (words) => lead + words.join('_').toUpperCase();
  if (/^\p{Lu}/u.test(core)) return (words) => lead + words.map(capital).join('');
  if (core.includes('_')) return (words) => lead + words.join('_');
  return (words) => lead + words.map((word, i) => (i === 0 ? word : capital(word))).join('');
}

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);

const SHORT = ['q', 'w', 'h', 'zz', 'kk', 'pp', 'uu', 'jj', 'vv', 'yy', 'qq', 'tt', 'hh', 'dd', 'rr'];
const FIRST = ['amber', 'birch', 'cedar', 'delta', 'ember', 'frost', 'grain', 'hazel', 'ivory', 'jolly', 'kelp', 'lunar', 'maple', 'north', 'olive', 'plain', 'quiet', 'river', 'sable', 'tidal', 'umber', 'vivid', 'woven', 'young', 'zonal'];
const SECOND = ['acorn', 'blade', 'crane', 'drift', 'easel', 'fable', 'glove', 'hedge', 'inlet', 'jewel', 'knoll', 'ladle', 'mound', 'nudge', 'onset', 'petal', 'quilt', 'ridge', 'spoke', 'thorn', 'usher', 'vault', 'wedge', 'yarrow', 'zebra', 'bough', 'clasp', 'dowel', 'flint', 'gourd'];

/** The rows of the names that a node declares. */
function declaredBy(tree: SourceTree, row: number, table: NameTable): number[] {
  const type = tree.type(row);
  if (!Object.hasOwn(table.declares, type)) return [];
  const how = table.declares[type];
  const children = tree.children(row);
  if (how === 'all') return children.filter((child) => isName(tree, child, table));
  let candidates = children;
  if (how.startsWith('before ')) {
    const anchors = how.slice('before '.length).split('|');
    const end = children.findIndex((child) => anchors.includes(tree.type(child)) || (tree.isLeaf(child) && anchors.includes(tree.textOf(child))));
    if (end >= 0) candidates = children.slice(0, end);
  }
  const lists = candidates.filter((child) => table.patterns.includes(tree.type(child)));
  const names = candidates.filter((child) => isName(tree, child, table));
  const pick = how === 'first' ? names[0] : how === 'later' ? (names.at(-1) === candidates.filter(tree.isNamed)[0] ? undefined : names.at(-1)) : names.at(-1);
  const own = how === 'first' && lists.length > 0 && lists[0] < (pick ?? Infinity) ? undefined : pick;
  return own !== undefined ? [own] : lists.slice(0, 1).flatMap((list) => tree.children(list).filter((child) => isName(tree, child, table)));
}

const isWhole = (tree: SourceTree, row: number, table: NameTable): boolean => table.whole?.includes(tree.type(row)) ?? false;
const isName = (tree: SourceTree, row: number, table: NameTable): boolean => (tree.isLeaf(row) && table.leaves.includes(tree.type(row))) || isWhole(tree, row, table);

/** Whether a name belongs to somebody else: a member of another object, a label, a word of the language. */
function isForeign(tree: SourceTree, row: number, table: NameTable, declared: ReadonlySet<number>): boolean {
  if (table.reserved.includes(tree.textOf(row)) || table.selves.includes(tree.textOf(row))) return true;
  const parent = tree.parent(row);
  if (table.labels.includes(tree.type(parent)) && tree.children(parent)[0] === row && tree.children(parent).length > 1) return true;
  if (declared.has(row)) return false;
  const before = tree.text.slice(Math.max(0, tree.start(row) - 40), tree.start(row)).trimEnd();
  return isMember(before, table) && !isSelf(before, table);
}

/** Whether what follows a text is a member of something. */
const isMember = (before: string, { members }: NameTable): boolean => members.some((sign) => before.endsWith(sign)) && !before.endsWith('..');

/** Whether a text ends with a word for the object itself and a sign for a member. */
function isSelf(before: string, { selves }: NameTable): boolean {
  const receiver = before.replace(/\s*(\?\.|\.|->|::)$/, '');
  return selves.some((word) => receiver.endsWith(word) && !/[\w$.>:]/.test(receiver.charAt(receiver.length - word.length - 1)));
}

function isAssignedToSelf(tree: SourceTree, row: number, table: NameTable): boolean {
  if (!/^\s*=[^=>~]/.test(tree.text.slice(tree.end(row), tree.end(row) + 6))) return false;
  const before = tree.text.slice(Math.max(0, tree.start(row) - 40), tree.start(row)).trimEnd();
  return isMember(before, table) && isSelf(before, table);
}

const mark = (name: string): string => /^(\$|@@?|#)?/.exec(name)![0];
const bare = (name: string): string => name.slice(mark(name).length).replace(/[?!]$/, '');
