import { fmix32, mix } from '../fingerprint/hash.ts';
import { lowerBound } from '../lower-bound.ts';

/** One text in functions that have another one already. */
export interface Companion {
  /** `companionHash` of both. */
  readonly hash: number;
  /** What it still says there: -log2 of the share of these functions that have it, 0 to 15. */
  readonly bits: number;
}

/** Companions as a model keeps them, by increasing hash. */
export interface CompanionSet {
  readonly hashes: Uint32Array;
  readonly bits: Float32Array;
}

/** The set of some companions, in any order. */
export function companionSet(companions: readonly Companion[]): CompanionSet {
  const sorted = [...companions].sort((x, y) => x.hash - y.hash);
  return { hashes: Uint32Array.from(sorted, ({ hash }) => hash), bits: Float32Array.from(sorted, ({ bits }) => bits) };
}

/**
 * Texts that come together in the functions of many makers, such as the members of one interface: whoever uses the one needs the other, so that
 * together they hardly say more than the rarer of them. What an n-gram model is to tokens, this is to texts, whatever their order.
 */
export class Companions {
  readonly set: CompanionSet;

  constructor(set: CompanionSet) {
    this.set = set;
  }

  /** Bits that a text says at most where `given` stands in the same function; Infinity where nobody knows. */
  bits(text: number, given: number): number {
    const { hashes, bits } = this.set;
    const hash = companionHash(text, given);
    const at = lowerBound(hashes, hash);
    return hashes[at] === hash ? bits[at] : Infinity;
  }
}

/** Of an ordered pair of texts. */
export const companionHash = (text: number, given: number): number => fmix32(mix(mix(COMPANIONS, text), given));

/** Keeps these hashes apart from others of two texts. */
const COMPANIONS = 0x636f6d70;
