import { DEFAULT_WEIGHTS, textBits, type EvidenceWeights, type NamedTokens, type Rarity } from './evidence.ts';
import type { Sides } from './runs.ts';

/** What each text of a file is worth where the other side has it as well. */
export class TextWorths {
  readonly #hashes: Uint32Array;
  readonly #rarity: Rarity;
  readonly #weights: EvidenceWeights;
  /** Bits; below 0 where nobody has asked. */
  readonly #bits: Float32Array;

  constructor({ textHashes }: NamedTokens, rarity: Rarity, weights: EvidenceWeights = DEFAULT_WEIGHTS) {
    this.#hashes = textHashes;
    this.#rarity = rarity;
    this.#weights = weights;
    this.#bits = new Float32Array(textHashes.length).fill(-1);
  }

  /** Bits of the text that a link points to. */
  of(link: number): number {
    const known = this.#bits[link - 1];
    return known >= 0 ? known : (this.#bits[link - 1] = SAME_TEXT + textBits(this.#rarity(this.#hashes[link - 1]), this.#weights));
  }
}

/** For the alignment: what equal texts add, by the rarity of the text. */
export function sameTextBits(a: NamedTokens, b: NamedTokens, worths: TextWorths): Sides['sameText'] {
  const [aLinks, bLinks, aHashes, bHashes] = [a.links, b.links, a.textHashes, b.textHashes];
  return (aAt, bAt) => {
    const x = aLinks[aAt];
    const y = bLinks[bAt];
    return x === 0 || y === 0 || aHashes[x - 1] !== bHashes[y - 1] ? 0 : worths.of(x);
  };
}

/** Even a common text speaks for one of two twins. */
const SAME_TEXT = 0.1;
