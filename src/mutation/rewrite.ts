import type { Change } from './changes.ts';
import type { Rewrite } from './mutation-table.ts';
import type { SourceTree } from './source-tree.ts';

/** What stands in a hole. */
export type Holes = ReadonlyMap<string, number>;

/** A compiled shape; see `Rewrite`. */
export interface Shape {
  readonly hole: string | null;
  /** Types that a hole takes, or the one type or text of a node; none for any. */
  readonly types: readonly string[];
  readonly children: readonly Shape[] | null;
}

/** What a template may ask for. */
export interface TemplateHost {
  fresh(): string;
}

/** Every way to apply the rewrites inside [from, to). */
export function rewrites(tree: SourceTree, rules: readonly Rewrite[], from: number, to: number, host: TemplateHost): Change[] {
  const changes: Change[] = [];
  for (const rule of rules) {
    const shape = compileShape(rule.from);
    for (let row = 0; row < tree.count; row++) {
      if (tree.start(row) < from || tree.end(row) > to || tree.type(row) !== shape.types[0] || !tree.isNamed(row)) continue;
      if (rule.in && !rule.in.includes(tree.type(tree.parent(row)))) continue;
      const holes = matchShape(tree, row, shape);
      if (holes) changes.push({ edits: [{ from: tree.start(row), to: tree.end(row), text: filled(tree, row, rule.to, holes, host) }], note: rule.name });
    }
  }
  return changes;
}

/** The holes of a shape at a node; null where it doesn't fit. */
export function matchShape(tree: SourceTree, row: number, shape: Shape): Holes | null {
  const holes = new Map<string, number>();
  return fits(tree, row, shape, holes) ? holes : null;
}

export function compileShape(text: string): Shape {
  let shape = compiled.get(text);
  if (!shape) compiled.set(text, (shape = parseShape(text.match(/#?[^\s()]+|[()]/g) ?? [], { at: 0 })));
  return shape;
}

/** Shapes are constants of the tables: each is compiled once. */
const compiled = new Map<string, Shape>();

/** The text of a template. */
export function filled(tree: SourceTree, row: number, template: string, holes: Holes, host: TemplateHost): string {
  const outer = tree.indentAt(tree.start(row));
  const inner = innerIndent(tree, outer, holes);
  const news = new Map<string, string>();
  return template.replace(/#([a-z]+[0-9]?)(\.body|\.bare)?|\n\t?/g, (found, name: string | undefined, part: string | undefined) => {
    if (name === undefined) return `\n${found === '\n' ? outer : inner}`;
    if (name.startsWith('new')) {
      if (!news.has(name)) news.set(name, host.fresh());
      return news.get(name)!;
    }
    const hole = holes.get(name);
    if (hole === undefined) return found;
    return part === '.body' ? bodyText(tree, hole) : part === '.bare' ? bareText(tree, hole) : tree.textOf(hole);
  });
}

/** The indentation of what is inside: as the first hole has it that is a block, or stands on a line of its own. */
function innerIndent(tree: SourceTree, outer: string, holes: Holes): string {
  for (const hole of holes.values()) {
    for (const row of [hole, ...tree.children(hole).filter(tree.isNamed).slice(0, 1)]) {
      const indent = tree.indentAt(tree.start(row));
      if (tree.isFirstOnLine(tree.start(row)) && indent.length > outer.length) return indent;
    }
  }
  return outer + (outer.includes('\t') ? '\t' : '    ');
}

/** The statements in a block, without its braces or words and the space at the edges. */
function bodyText(tree: SourceTree, row: number): string {
  const text = tree.textOf(row).trim();
  if (text.startsWith('{') && text.endsWith('}')) return text.slice(1, -1).trim();
  return tree.isLeaf(row) ? text : text.replace(/^(then|else|do)\b/, '').replace(tree.type(row) === 'do' ? /\bend$/ : /$^/, '').trim();
}

function bareText(tree: SourceTree, row: number): string {
  const inside = tree.children(row);
  const isParenthesised = inside.length >= 3 && tree.textOf(inside[0]) === '(' && tree.textOf(inside[inside.length - 1]) === ')';
  return isParenthesised ? tree.text.slice(tree.end(inside[0]), tree.start(inside[inside.length - 1])).trim() : tree.textOf(row);
}

const PUNCTUATION = new Set(['(', ')', '{', '}', ';', ',']);

/** The children that a shape counts. */
function counted(tree: SourceTree, row: number): number[] {
  return tree.children(row).filter((child) => !PUNCTUATION.has(tree.type(child)) && !/comment/.test(tree.type(child)) && tree.end(child) > tree.start(child));
}

function fits(tree: SourceTree, row: number, shape: Shape, holes: Map<string, number>): boolean {
  if (shape.types.length > 0 && !shape.types.includes(tree.type(row)) && !(tree.isLeaf(row) && shape.types.includes(tree.textOf(row)))) return false;
  if (shape.hole !== null) {
    const before = holes.get(shape.hole);
    if (before !== undefined) return tree.textOf(before) === tree.textOf(row);
    if (shape.types.length === 0 && !tree.isNamed(row)) return false;
    holes.set(shape.hole, row);
  }
  if (!shape.children) return true;
  const children = counted(tree, row);
  return children.length === shape.children.length && shape.children.every((child, i) => fits(tree, children[i], child, holes));
}

function parseShape(words: readonly string[], place: { at: number }): Shape {
  const word = words[place.at++];
  const hole = /^#([a-z]+[0-9]?)(?::(.+))?$/.exec(word);
  const types = hole ? (hole[2]?.split('|') ?? []) : [word];
  if (words[place.at] !== '(') return { hole: hole?.[1] ?? null, types, children: null };
  place.at++;
  const children: Shape[] = [];
  while (words[place.at] !== ')') children.push(parseShape(words, place));
  place.at++;
  return { hole: hole?.[1] ?? null, types, children };
}
