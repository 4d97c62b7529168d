import { gramKey } from './evidence.ts';
import type { FamilyModel } from './family-model.ts';
import { StampedMap } from './stamped-set.ts';

/** What the tokens of a file are worth before it is known what they are matched with. */
export class TokenWorths {
  readonly #codes: Uint8Array;
  readonly #model: FamilyModel;
  /** Bits of each token; below 0 where nobody has asked. */
  readonly #surprisals: Float32Array;
  readonly #worths: Float32Array;
  /** Of each token: the last one before it that ends an equal 4-gram, or -1. */
  readonly #equals: Int32Array;

  constructor(codes: Uint8Array, model: FamilyModel) {
    this.#codes = codes;
    this.#model = model;
    this.#surprisals = new Float32Array(codes.length).fill(-1);
    this.#worths = new Float32Array(codes.length);
    this.#equals = equalsBefore(codes);
  }

  /**
   * Bits of each token of [start, end), at the positions of the file: its surprisal; next to nothing where its 4-gram stands in the
   * range already, since it counts once. They depend on the tokens of the range and on as many before it as `lookBack` says. Good until the next call.
   */
  of(start: number, end: number): Float32Array {
    const surprisals = this.#surprisals;
    for (let i = start; i < end; i++) {
      if (this.#equals[i] >= start + GRAM - 1) this.#worths[i] = REPEATED;
      else {
        if (surprisals[i] < 0) surprisals[i] = this.#model.surprisal(this.#codes, i, 0);
        this.#worths[i] = surprisals[i];
      }
    }
    return this.#worths;
  }
}

/** How many tokens before a range have a say in what its first ones are worth. */
export const lookBack = ({ order }: Pick<FamilyModel, 'order'>): number => order - 1;

function equalsBefore(codes: Uint8Array): Int32Array {
  const equals = new Int32Array(codes.length).fill(-1);
  const grams = new StampedMap();
  const last: number[] = [];
  for (let i = GRAM - 1; i < codes.length; i++) {
    const gram = gramKey(codes, i, GRAM - 1);
    const known = grams.set(gram, last.length);
    if (known === undefined) last.push(i);
    else {
      equals[i] = last[known];
      last[known] = i;
    }
  }
  return equals;
}

const GRAM = 4;
const REPEATED = 0.2;
