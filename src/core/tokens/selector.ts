import type { SymbolTable } from './flat-tree.ts';

/** A parsed selector of the language data; see `LanguageData` for the syntax. */
export interface Selector {
  readonly type: string;
  /** Types of the parent, its parent and so on. */
  readonly ancestors: readonly string[];
  /** Types of adjacent direct children. */
  readonly children: readonly string[];
  /** Type of the next sibling. */
  readonly next: string | null;
  readonly spelling: string | null;
}

export function parseSelector(text: string): Selector {
  const none = { ancestors: [], children: [], next: null, spelling: null };
  if (text.length > 2 && text.startsWith("'") && text.endsWith("'")) return { ...none, type: '', spelling: text.slice(1, -1) };
  const path = text.split(' > ');
  const [target, next = null] = path.pop()!.split(' ~ ');
  // A lone bracket is punctuation, not a condition.
  const bracket = /^(.+?)\[(.+)\]$/.exec(target);
  return { ...none, type: bracket ? bracket[1] : target, ancestors: path.reverse(), children: bracket ? bracket[2].split(' ') : [], next };
}

/**
 * Symbols of a type. A word that is both a node and a keyword means the node; `anon:WORD` means the keyword.
 */
export function symbolsOf(type: string, symbols: SymbolTable): number[] {
  const anonymousOnly = type.startsWith('anon:');
  const name = anonymousOnly ? type.slice(5) : type;
  const named: number[] = [];
  const anonymous: number[] = [];
  for (let symbol = 0; symbol < symbols.names.length; symbol++) if (symbols.names[symbol] === name) (symbols.named[symbol] ? named : anonymous).push(symbol);
  return named.length > 0 && !anonymousOnly ? named : anonymous;
}
