// How a text looks on a terminal: names, paths and works come from strangers' files and indexes, so none may move the cursor, and
// wide letters count twice.

/** The text with everything that steers a terminal, hides, or reorders its neighbours written out as an escape. */
export function printable(text: string): string {
  return text.replace(unsafe, (char) => short[char] ?? `\\u{${char.codePointAt(0)!.toString(16)}}`);
}

/** Columns that a printable text takes. */
export function cells(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeCells(segment);
  return width;
}

/** The text cut to at most `width` columns, with `mark` at the end where something is missing. */
export function cut(text: string, width: number, mark: string): string {
  if (cells(text) <= width) return text;
  let room = width - mark.length;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    room -= graphemeCells(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept + mark.slice(0, Math.max(0, width));
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cells(text))) + text;
}

const ascii = /^[\x20-\x7e]*$/;
// Controls, line separators, bidirectional overrides (Trojan Source), invisible characters, halves of surrogate pairs.
const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const halfwidth = /^[\uff61-\uffdc]/u;
const invisible = /^[\p{Mn}\p{Me}\u200c\u200d]+$/u;

function graphemeCells(grapheme: string): number {
  if (invisible.test(grapheme)) return 0;
  return wide.test(grapheme) && !halfwidth.test(grapheme) ? 2 : 1;
}
