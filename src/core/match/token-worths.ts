import { gramKey } from './evidence.ts';
import type { FamilyModel } from './family-model.ts';
import { StampedSet } from './stamped-set.ts';

/** What the tokens of a file are worth before it is known what they are matched with. */
export class TokenWorths {
  readonly #codes: Uint8Array;
  readonly #model: FamilyModel;
  /** Bits of each token; below 0 where nobody has asked. */
  readonly #surprisals: Float32Array;
  readonly #worths: Float32Array;
  readonly #grams = new StampedSet();

  constructor(codes: Uint8Array, model: FamilyModel) {
    this.#codes = codes;
    this.#model = model;
    this.#surprisals = new Float32Array(codes.length).fill(-1);
    this.#worths = new Float32Array(codes.length);
  }

  /**
   * Bits of each token of [start, end), at the positions of the file: its surprisal; next to nothing where its 4-gram stands in the
   * range already, since it counts once. Good until the next call.
   */
  of(start: number, end: number): Float32Array {
    const grams = this.#grams.clear();
    const surprisals = this.#surprisals;
    for (let i = start; i < end; i++) {
      if (!grams.add(gramKey(this.#codes, i, i - start))) this.#worths[i] = REPEATED;
      else {
        if (surprisals[i] < 0) surprisals[i] = this.#model.surprisal(this.#codes, i, 0);
        this.#worths[i] = surprisals[i];
      }
    }
    return this.#worths;
  }
}

const REPEATED = 0.2;
