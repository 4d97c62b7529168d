import type { IndexedTokens, SegmentReader } from '../index/contract.ts';

/** Tokens of indexed files that were wanted lately: the files of one project want the same ones again and again. */
export class DecodedFiles {
  readonly #bySegment = new Map<SegmentReader, Map<number, IndexedTokens>>();
  #held = 0;

  tokens(segment: SegmentReader, file: number): IndexedTokens {
    let files = this.#bySegment.get(segment);
    if (!files) this.#bySegment.set(segment, (files = new Map()));
    const known = files.get(file);
    if (known) return known;
    const tokens = segment.tokens(file);
    if (this.#held + tokens.codes.length > MOST_TOKENS) {
      this.#bySegment.clear();
      this.#bySegment.set(segment, (files = new Map()));
      this.#held = 0;
    }
    files.set(file, tokens);
    this.#held += tokens.codes.length;
    return tokens;
  }
}

/** Five bytes each, and the hashes: some 20 MB. */
const MOST_TOKENS = 2 ** 21;
