import { hashText } from '../fingerprint/hash.ts';
import type { SegmentReader } from '../index/contract.ts';
import { normalizedNumberHash, saltLiteral } from '../tokens/literals.ts';
import type { FamilyModel } from './family-model.ts';

/** What a text tells, wherever it stands. */
export interface TextWeight {
  /** log2 of files per file that has it, over the model's training files and the open indexes together. */
  readonly rarity: number;
  /** Bits that it is worth where both sides have it. */
  readonly bits: number;
  /** Whether a file of the indexes has it. */
  readonly isKnown: boolean;
  /** Whether at least two files do, of the indexes or of the model's: a name of one file alone is its author's own. */
  readonly isShared: boolean;
}

/** Weighs the texts of a family by how rare they are in the open indexes and in the model; what was asked for lately is not looked up again. */
export class TextWeights {
  readonly #family: string;
  readonly #model: FamilyModel;
  readonly #segments: readonly SegmentReader[];
  readonly #files: number;
  /** By hash as a signed number: V8 has to box the half of the others. */
  readonly #known = new Map<number, TextWeight>();

  constructor(family: string, model: FamilyModel, segments: readonly SegmentReader[]) {
    this.#family = family;
    this.#model = model;
    this.#segments = segments;
    this.#files = model.files + segments.reduce((sum, segment) => sum + segment.files(family), 0);
  }

  of(textHash: number): TextWeight {
    let weight = this.#known.get(textHash | 0);
    if (!weight) {
      if (this.#known.size === MOST_REMEMBERED) this.#known.clear();
      this.#known.set(textHash | 0, (weight = this.#weigh(textHash)));
    }
    return weight;
  }

  /** Bits that a text says at most where `given` stands in the same function: what comes with that in the code of many makers says little more. */
  given(textHash: number, given: number): number {
    return this.#model.companions.bits(textHash, given);
  }

  #weigh(textHash: number): TextWeight {
    const indexed = this.#segments.reduce((sum, segment) => sum + segment.documentFrequency(this.#family, textHash), 0);
    const having = this.#model.documentFrequency(textHash) + indexed;
    const rarity = Math.log2((this.#files + 1) / (having + 1));
    return { rarity, bits: Math.max(0, Math.min(TRIVIAL.has(textHash) ? MOST_FOR_TRIVIAL : MOST_BITS_OF_TEXT, rarity - COMMON)), isKnown: indexed > 0, isShared: having >= 2 };
  }
}

/** Texts that are remembered, a hundred bytes each: files in plenty have new ones without end. */
const MOST_REMEMBERED = 2 ** 17;
/** Rarity, in bits, up to which a text says nothing, and the most that one is worth beyond. */
const COMMON = 2;
export const MOST_BITS_OF_TEXT = 8;

/** Literals of at most one character, and digits: whoever reads text needs them. */
const TRIVIAL: ReadonlySet<number> = new Set([
  saltLiteral(hashText('')),
  ...Array.from({ length: 95 }, (_, i) => saltLiteral(hashText(String.fromCharCode(32 + i)))),
  ...['\\n', '\\t', '\\r', '\\0', '\\\\', "\\'", '\\"', '\\b', '\\f', '\\v'].map((text) => saltLiteral(hashText(text))),
  ...Array.from({ length: 10 }, (_, digit) => normalizedNumberHash(String(digit), 0, 1)),
]);
const MOST_FOR_TRIVIAL = 1;
