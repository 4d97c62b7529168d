/**
 * How often chance shows matches of so many bits, as figures. E = K N^g 2^(-h(S)), with S the bits of a match, N the tokens of the family in all open
 * indexes, g of two values, and h made of straight lines.
 */
export interface ChanceFigures {
  /** Tokens of the family: an index of fewer asks for as much as one of so many. */
  readonly leastTokens: number;
  /** log2 of E at the last bend, for `TOKENS_OF_K` tokens. */
  readonly k: number;
  /**
   * The powers of N that E grows with, up to `TOKENS_OF_K` tokens and beyond. Below one, since matches of real code are not independent of one another;
   * the second is the smaller one, since the idioms of a family come again and again in a large index.
   */
  readonly growth: readonly [small: number, large: number];
  /** Bits at which h bends, in increasing order; with a single slope where it is counted from. */
  readonly bends: readonly number[];
  /** How much rarer a match becomes with each bit (log2) before the first bend, between the bends, after the last: falling. The last is the tail. */
  readonly slopes: readonly number[];
  /** What the K and the tail of a family differ by. */
  readonly families: Readonly<Record<string, { readonly k: number; readonly tail: number }>>;
}

/** E by such figures, and its inverse. */
export class ChanceCurve {
  readonly #figures: ChanceFigures;
  readonly #lines: ReadonlyMap<string, readonly Line[]>;
  readonly #others: readonly Line[];

  constructor(figures: ChanceFigures) {
    this.#figures = figures;
    this.#lines = new Map(Object.entries(figures.families).map(([family, { tail }]) => [family, linesOf(figures, tail)]));
    this.#others = linesOf(figures, 0);
  }

  /** How many matches of at least so many bits a function has by chance. Falls with the bits, grows with the tokens. */
  expected(bits: number, tokens: number, family: string): number {
    let rarer = Infinity;
    for (const { slope, at } of this.#linesOf(family)) rarer = Math.min(rarer, at + slope * bits);
    return 2 ** (this.#level(tokens, family) - rarer);
  }

  /** The bits at which that many are expected: the inverse. */
  bits(expected: number, tokens: number, family: string): number {
    const rarer = this.#level(tokens, family) - Math.log2(expected);
    return Math.max(...this.#linesOf(family).map(({ slope, at }) => (rarer - at) / slope));
  }

  #linesOf(family: string): readonly Line[] {
    return this.#lines.get(family) ?? this.#others;
  }

  /** log2 of E at the last bend. */
  #level(tokens: number, family: string): number {
    const { k, growth, families, leastTokens } = this.#figures;
    const doublings = Math.log2(Math.max(leastTokens, tokens) / TOKENS_OF_K);
    return k + (families[family]?.k ?? 0) + growth[doublings < 0 ? 0 : 1] * doublings;
  }
}

/** A straight piece of h: the least of all pieces counts, since their slopes fall. Nothing at the last bend. */
interface Line {
  readonly slope: number;
  readonly at: number;
}

function linesOf({ bends, slopes }: ChanceFigures, tailOfFamily: number): Line[] {
  const lines: Line[] = [];
  let at = 0;
  for (let i = slopes.length - 1; i >= 0; i--) {
    const slope = slopes[i] + (i === slopes.length - 1 ? tailOfFamily : 0);
    const last = lines[lines.length - 1];
    at = last ? last.at + (last.slope - slope) * bends[i] : -slope * bends[bends.length - 1];
    lines.push({ slope, at });
  }
  return lines;
}

/** The tokens that K is given for, where growth bends. */
export const TOKENS_OF_K = 2 ** 18;
