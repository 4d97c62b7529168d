import type { IndexedTokens, SegmentReader } from '../index/contract.ts';
import { seedHashes } from './seeds.ts';

/** The tokens of an indexed file, and the hashes of its seeds. */
export interface DecodedFile {
  readonly tokens: IndexedTokens;
  readonly seeds: Uint16Array;
}

/**
 * Indexed files that were wanted lately: the files of one project want the same ones again and again. Two generations stand in for
 * an exact order of use: the older one goes as a whole when the younger one is full.
 */
export class DecodedFiles {
  #young: Generation = new Map();
  #old: Generation = new Map();
  /** Tokens in the younger generation. */
  #held = 0;

  file(segment: SegmentReader, file: number): DecodedFile {
    const young = this.#young.get(segment)?.get(file);
    if (young) return young;
    const decoded = this.#old.get(segment)?.get(file) ?? new Decoded(segment.tokens(file));
    this.#held += decoded.tokens.codes.length;
    if (this.#held > MOST_TOKENS) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#held = decoded.tokens.codes.length;
    }
    let files = this.#young.get(segment);
    if (!files) this.#young.set(segment, (files = new Map()));
    files.set(file, decoded);
    return decoded;
  }
}

type Generation = Map<SegmentReader, Map<number, DecodedFile>>;

class Decoded implements DecodedFile {
  readonly tokens: IndexedTokens;
  #seeds: Uint16Array | undefined;

  constructor(tokens: IndexedTokens) {
    this.tokens = tokens;
  }

  get seeds(): Uint16Array {
    return (this.#seeds ??= seedHashes(this.tokens.codes));
  }
}

/** Of each generation; up to eight bytes each, and the hashes of texts. With a quarter of it a scan takes a fifth longer. */
const MOST_TOKENS = 2 ** 20;
