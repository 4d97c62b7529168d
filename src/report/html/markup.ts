import { printable } from '../cells.ts';

/** HTML that is safe to put into a page. Only `html` makes it out of other text. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

export type Piece = Markup | string | number | null | readonly Piece[];

/**
 * A piece of a page. Strings in it come from strangers' files and indexes: they are escaped, in text and between the double quotes of
 * attributes alike, and what would hide or reorder its neighbours is written out. Null is nothing.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((text, i) => (i === 0 ? text : shown(pieces[i - 1]) + text)).join(''));
}

/** Code as it stands in a file: tabs stay, and what is written out in it is marked as not being the code's own text. */
export function code(text: string): Markup {
  const plain = text.replaceAll('\t', '');
  if (printable(plain) === plain) return new Markup(escape(text));
  const parts = Array.from(text, (char) => {
    const shown = char === '\t' ? char : printable(char);
    return shown === char ? escape(char) : `<span class="written">${escape(shown)}</span>`;
  });
  return new Markup(parts.join(''));
}

function shown(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  return typeof piece === 'object' ? piece.map(shown).join('') : escape(printable(String(piece)));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]);
