import type { NamedTokens } from './evidence.ts';
import type { TextWeight, TextWeights } from './text-weights.ts';

/** The texts of a checked file, numbered as its links number them (from 0), each weighed once. */
export class FileTexts {
  readonly #tokens: NamedTokens;
  readonly #weights: TextWeights;
  readonly #weighed: (TextWeight | undefined)[];
  readonly #distinct: Int32Array;
  /** Of each text: the call that met it last. */
  readonly #met: Int32Array;
  #calls = 0;

  constructor(tokens: NamedTokens, weights: TextWeights) {
    const texts = tokens.textHashes.length;
    this.#tokens = tokens;
    this.#weights = weights;
    this.#weighed = new Array<undefined>(texts).fill(undefined);
    this.#distinct = new Int32Array(texts);
    this.#met = new Int32Array(texts);
  }

  /** The distinct texts of the tokens [start, end) that the index knows, in order of their first places, and their bits together. Good until the next call. */
  known(start: number, end: number): { readonly texts: Int32Array; readonly bits: number } {
    const { links } = this.#tokens;
    const call = ++this.#calls;
    let [count, bits] = [0, 0];
    for (let at = start; at < end; at++) {
      const text = links[at] - 1;
      if (text < 0 || this.#met[text] === call) continue;
      this.#met[text] = call;
      const weight = this.weight(text);
      if (!weight.isKnown) continue;
      bits += weight.bits;
      this.#distinct[count++] = text;
    }
    return { texts: this.#distinct.subarray(0, count), bits };
  }

  hash(text: number): number {
    return this.#tokens.textHashes[text];
  }

  weight(text: number): TextWeight {
    return (this.#weighed[text] ??= this.#weights.of(this.hash(text)));
  }
}
