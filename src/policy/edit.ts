import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree, type FormattingOptions, type JSONPath } from 'jsonc-parser';
import type { IgnoredMatch, IgnoredWork } from './policy.ts';

// Edits of a policy file, text to text: comments, order and indentation stay. An empty text becomes a policy. The text must be one that
// `parsePolicy` has no problem with; a date comes from the caller, who has a clock.

/** An entry as it is written; what is null or missing is left out. */
export type NewIgnore = Pick<IgnoredMatch, 'key' | 'reason'> & Partial<IgnoredMatch>;
export type NewIgnoredWork = Pick<IgnoredWork, 'work' | 'reason'> & Partial<IgnoredWork>;

/** Ignores a finding; the reason of one that is ignored already is replaced. */
export function addIgnore(text: string, { key, work, file, reason, date, by }: NewIgnore): string {
  return upsert(text, 'ignore', (entry) => entry.key === key, { key, work, file, reason, date, by });
}

/** Takes the entries of a finding out. */
export function removeIgnore(text: string, key: string): string {
  return without(text, 'ignore', (entry) => (entry as Partial<IgnoredMatch>).key === key);
}

/** Ignores a work; see `selectorOf` for what to call it. */
export function ignoreWork(text: string, { work, reason, date, by }: NewIgnoredWork): string {
  return upsert(text, 'ignoreWorks', (entry) => entry.work === work, { work, reason, date, by });
}

export function removeIgnoredWork(text: string, work: string): string {
  return without(text, 'ignoreWorks', (entry) => (entry as Partial<IgnoredWork>).work === work);
}

/** Says that a work is the user's own. */
export function addOwnWork(text: string, work: string): string {
  return listAt(text, 'ownWorks').includes(work) ? text : append(text, 'ownWorks', work);
}

export function removeOwnWork(text: string, work: string): string {
  return without(text, 'ownWorks', (entry) => entry === work);
}

type Entry = Readonly<Record<string, string | null | undefined>>;

function upsert(text: string, list: string, isSame: (entry: Entry) => boolean, entry: Entry): string {
  const written = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null && value !== undefined));
  const at = listAt(text, list).findIndex((old) => isSame(old as Entry));
  return at < 0 ? append(text, list, written) : change(text, [list, at], written);
}

function append(text: string, list: string, value: unknown): string {
  const entries = listAt(text, list);
  return entries.length === 0 ? change(text, [list], [value]) : change(text, [list, entries.length], value, true);
}

/** From the last to the first, so that the places of the others stay. */
function without(text: string, list: string, isGone: (entry: unknown) => boolean): string {
  return listAt(text, list).reduceRight<string>((left, entry, at) => (isGone(entry) ? change(left, [list, at], undefined) : left), text);
}

function listAt(text: string, list: string): readonly unknown[] {
  const root = parseTree(text);
  const node = root && findNodeAtLocation(root, [list]);
  return node?.type === 'array' ? getNodeValue(node) as unknown[] : [];
}

function change(text: string, path: JSONPath, value: unknown, isInsertion = false): string {
  const hasObject = parseTree(text)?.type === 'object';
  const base = hasObject ? text : `${text.trim() === '' ? '' : `${text.trimEnd()}\n`}{\n}\n`;
  return applyEdits(base, modify(base, path, value, { formattingOptions: formatting(base), isArrayInsertion: isInsertion }));
}

/** As the file is indented now. */
function formatting(text: string): FormattingOptions {
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.startsWith('\t') ? 4 : indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
