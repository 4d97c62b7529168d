import { fmix32, hashTextRange } from '../fingerprint/hash.ts';

const QUOTES = new Set(['"', "'", '`'].map((quote) => quote.charCodeAt(0)));
const UNDERSCORE = '_'.charCodeAt(0);

/** The range of a literal's text without its prefix letters and quotes, so that `'a'`, `"a"` and `r"a"` are the same literal. */
export function unquotedRange(source: string, start: number, end: number): readonly [number, number] {
  let from = start;
  while (from < end && from < start + 3 && !QUOTES.has(source.charCodeAt(from))) from++;
  const quote = source.charCodeAt(from);
  if (!QUOTES.has(quote)) return [start, end];
  let to = end;
  while (from < to && source.charCodeAt(from) === quote) from++;
  while (to > from && source.charCodeAt(to - 1) === quote) to--;
  return [from, to];
}

/** Hash of a number's digits: `1_000` is `1000`. */
export function normalizedNumberHash(source: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    if (source.charCodeAt(i) !== UNDERSCORE) continue;
    const text = source.slice(start, end).replaceAll('_', '');
    return hashTextRange(text, 0, text.length);
  }
  return hashTextRange(source, start, end);
}

/** Salt that keeps a literal apart from a name of the same spelling. */
export const saltLiteral = (hash: number): number => fmix32(hash ^ 0x5bd1e995);
