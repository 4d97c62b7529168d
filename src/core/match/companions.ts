import { fmix32, mix } from '../fingerprint/hash.ts';
import { lowerBound } from './lower-bound.ts';

/** One text in functions that have another one already. */
export interface Companion {
  /** `companionHash` of both. */
  readonly hash: number;
  /** What it still says there: -log2 of the share of these functions that have it, 0 to 15. */
  readonly bits: number;
}

/**
 * Texts that come together in the functions of many makers, such as the members of one interface: whoever uses the one needs the other, so that
 * together they hardly say more than the rarer of them. What an n-gram model is to tokens, this is to texts, whatever their order.
 */
export class Companions {
  /** Increasing, with the bits of each. */
  readonly #hashes: Uint32Array;
  readonly #bits: Float32Array;

  constructor(companions: readonly Companion[]) {
    const sorted = [...companions].sort((x, y) => x.hash - y.hash);
    this.#hashes = Uint32Array.from(sorted, ({ hash }) => hash);
    this.#bits = Float32Array.from(sorted, ({ bits }) => bits);
  }

  get size(): number {
    return this.#hashes.length;
  }

  /** Bits that a text says at most where `given` stands in the same function; Infinity where nobody knows. */
  bits(text: number, given: number): number {
    const hash = companionHash(text, given);
    const at = lowerBound(this.#hashes, hash);
    return this.#hashes[at] === hash ? this.#bits[at] : Infinity;
  }

  *[Symbol.iterator](): Generator<Companion> {
    for (let at = 0; at < this.#hashes.length; at++) yield { hash: this.#hashes[at], bits: this.#bits[at] };
  }
}

/** Of an ordered pair of texts. */
export const companionHash = (text: number, given: number): number => fmix32(mix(mix(COMPANIONS, text), given));

/** Keeps these hashes apart from others of two texts. */
const COMPANIONS = 0x636f6d70;
