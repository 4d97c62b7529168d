import { LineTable } from '../core/tokens/line-table.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from '../core/tokens/token-file.ts';
import { lineRange } from '../core/tokens/token-text.ts';

/** Where a unit stands. Tokens half-open; lines 1-based and inclusive. */
export interface Place {
  readonly content: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * All places of the same code: the same tokens, and names that differ at most by a renaming. A copy with other names says nothing about which of
 * them it is from.
 */
export class EqualPlaces {
  readonly #places = new Map<number, Place[]>();

  add(tokens: TokenFile, text: string, content: string): void {
    const lines = new LineTable(text);
    tokens.units.forEach((unit, i) => {
      if (unit.end - unit.start < MIN_UNIT_TOKENS) return;
      const place = { content, start: unit.start, end: unit.end, ...lineRange(lines, tokens.unitStarts[i], tokens.unitEnds[i]) };
      const key = identity(tokens, unit.start, unit.end);
      const known = this.#places.get(key);
      if (known) known.push(place);
      else this.#places.set(key, [place]);
    });
  }

  of(tokens: TokenFile, start: number, end: number): readonly Place[] {
    return this.#places.get(identity(tokens, start, end)) ?? [];
  }
}

/** A number of 53 bits for the tokens of [start, end) and which of them bear the same text. */
export function identity({ codes, links }: Pick<TokenFile, 'codes' | 'links'>, start: number, end: number): number {
  const order = new Map<number, number>();
  let [a, b] = [0x811c9dc5, 0x2545f491];
  for (let i = start; i < end; i++) {
    let name = 0;
    if (links[i]) {
      name = order.get(links[i]) ?? order.size + 1;
      order.set(links[i], name);
    }
    const value = codes[i] + name * 256;
    a = Math.imul(a ^ value, 0x01000193);
    b = Math.imul(b + value, 0x9e3779b1) ^ (b >>> 15);
  }
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0);
}
