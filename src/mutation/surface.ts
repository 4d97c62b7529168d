import type { Change } from './changes.ts';
import type { MutationTable } from './mutation-table.ts';
import type { Random } from './random.ts';
import type { SourceTree } from './source-tree.ts';
import { withLine, type Statement } from './statements.ts';

/** Another layout of [from, to): indentation, breaks in lists, braces on lines of their own, other spaces. */
export function layoutChanges(tree: SourceTree, from: number, to: number, { layout }: MutationTable, random: Random): Change[] {
  const changes: Change[] = [];
  const verbatim: [number, number][] = [];
  for (let row = 0; row < tree.count; row++) if (layout.verbatim.includes(tree.type(row)) || layout.comments.includes(tree.type(row))) verbatim.push([tree.start(row), tree.end(row)]);
  const isFree = (at: number): boolean => at >= from && at < to && verbatim.every(([start, end]) => at <= start || at >= end);
  const put = (start: number, end: number, text: string, note: string): void => {
    if (tree.text.slice(start, end) !== text) changes.push({ edits: [{ from: start, to: end, text }], note });
  };
  for (const match of tree.text.matchAll(/\n([ \t]*)(?=[^\s])/g)) {
    const [start, end] = [match.index + 1, match.index + match[0].length];
    if (!isFree(match.index) || !isFree(start) || !layout.freeIndent) continue;
    put(start, end, match[1].replaceAll('\t', '    ').replaceAll(/ {2}/g, '   '), 'indented otherwise');
  }
  for (let row = 0; row < tree.count; row++) {
    const parent = tree.parent(row);
    if (tree.start(row) < from || tree.end(row) > to || parent < 0) continue;
    const text = tree.textOf(row);
    if (tree.type(row) === ',' && layout.lists.includes(tree.type(parent))) {
      const space = /^[ \t]*/.exec(tree.text.slice(tree.end(row)))![0];
      const follows = tree.text[tree.end(row) + space.length];
      if (follows !== '\n' && follows !== '\r' && follows !== ')' && follows !== '/' && follows !== '#') put(tree.end(row), tree.end(row) + space.length, random.next() < 0.4 ? `\n${tree.indentAt(tree.start(row))}        ` : space === '' ? ' ' : '', 'broke a list');
    }
    if (text === '{' && layout.braceOnNewLine && tree.type(row) === '{' && /\)\s*$/.test(tree.text.slice(0, tree.start(row)))) {
      const space = /\s*$/.exec(tree.text.slice(0, tree.start(row)))![0];
      if (!space.includes('\n') && isFree(tree.start(row) - 1)) put(tree.start(row) - space.length, tree.start(row), `\n${tree.indentAt(tree.start(row))}`, 'moved a brace');
    }
  }
  return changes;
}

/** New comments before statements, and the old ones gone. */
export function commentChanges(tree: SourceTree, from: number, to: number, statements: readonly Statement[], { layout }: MutationTable, random: Random): Change[] {
  const changes: Change[] = [];
  for (let row = 0; row < tree.count; row++) {
    if (!layout.comments.includes(tree.type(row)) || tree.start(row) < from || tree.end(row) > to) continue;
    const [start, end] = withLine(tree, row);
    const isLine = start < tree.start(row) || tree.text.charAt(end - 1) === '\n';
    changes.push({ edits: [{ from: isLine ? start : tree.start(row), to: isLine ? end : tree.end(row), text: '' }], note: 'removed a comment' });
  }
  for (const { row } of statements) {
    const at = tree.start(row);
    if (!tree.isFirstOnLine(at) || random.next() < 0.5) continue;
    changes.push({ edits: [{ from: at, to: at, text: `${layout.comment} ${random.pick(REMARKS)}${layout.comment === '/*' ? ' */' : ''}\n${tree.indentAt(at)}` }], note: 'added a comment' });
  }
  return changes;
}

const REMARKS = ['the usual case first', 'see the notes of the meeting', 'kept as it was before', 'nothing to do for the others', 'this is checked above', 'order matters here', 'small inputs only', 'by agreement with the callers'];

/** Other strings and other numbers. */
export function literalChanges(tree: SourceTree, from: number, to: number, { literals }: MutationTable, random: Random): Change[] {
  const changes: Change[] = [];
  for (let row = 0; row < tree.count; row++) {
    if (tree.start(row) < from || tree.end(row) > to) continue;
    const text = tree.textOf(row);
    if (literals.keep.includes(tree.type(row))) {
      row = tree.after(row) - 1;
      continue;
    }
    if (literals.strings.includes(tree.type(row)) && /\p{L}{2}/u.test(text)) {
      const changed = text.replaceAll(/(?<![\\%\p{L}{])\p{L}{2,}/gu, (word) => (/^[rbfuL]{1,2}$/.test(word) ? word : random.pick(WORDS)));
      if (changed !== text) changes.push({ edits: [{ from: tree.start(row), to: tree.end(row), text: changed }], note: `changed ${text.slice(0, 20)}` });
      row = tree.after(row) - 1;
    } else if (literals.numbers.includes(tree.type(row)) && /^\d+$/.test(text) && !/^[01]$/.test(text)) {
      changes.push({ edits: [{ from: tree.start(row), to: tree.end(row), text: String(Number(text) < 10 ? 2 + ((Number(text) + 1 + random.below(5)) % 8) : Number(text) + 1 + random.below(90)) }], note: `changed ${text}` });
    }
  }
  return changes;
}

const WORDS = ['marble', 'lantern', 'harbour', 'velvet', 'copper', 'meadow', 'signal', 'parcel', 'window', 'bottle', 'ticket', 'garden'];
