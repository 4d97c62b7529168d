import type { SymbolTable } from './flat-tree.ts';

/** A parsed selector of the language data; see `LanguageData` for the syntax. */
export interface Selector {
  readonly type: string;
  readonly parent: string | null;
  readonly child: string | null;
  readonly spelling: string | null;
}

export function parseSelector(text: string): Selector {
  if (text.length > 2 && text.startsWith("'") && text.endsWith("'")) return { type: '', parent: null, child: null, spelling: text.slice(1, -1) };
  const arrow = text.indexOf(' > ');
  const parent = arrow < 0 ? null : text.slice(0, arrow);
  const rest = arrow < 0 ? text : text.slice(arrow + 3);
  // A lone bracket is punctuation, not a condition.
  const bracket = /^(.+)\[(.+)\]$/.exec(rest);
  return bracket ? { type: bracket[1], parent, child: bracket[2], spelling: null } : { type: rest, parent, child: null, spelling: null };
}

/**
 * Symbols of a type. A word that is both a node and a keyword means the node; `anon:WORD` means the keyword.
 */
export function symbolsOf(type: string, symbols: SymbolTable): number[] {
  const name = type.startsWith('anon:') ? type.slice(5) : type;
  const all = symbols.names.flatMap((other, symbol) => (other === name ? [symbol] : []));
  const named = type.startsWith('anon:') ? [] : all.filter((symbol) => symbols.named[symbol]);
  return named.length > 0 ? named : all.filter((symbol) => !symbols.named[symbol]);
}
