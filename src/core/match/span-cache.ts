import { BANDS } from '../fingerprint/bands.ts';
import type { FileFingerprints } from '../fingerprint/fingerprints.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import type { Alignment } from './matcher.ts';
import type { Candidate } from './candidates.ts';
import type { ComposedMatch } from './composition-search.ts';
import type { NearMiss } from './joined-units.ts';
import type { FamilyModel } from './family-model.ts';
import { lowerBound } from '../lower-bound.ts';
import type { Neighbourhood } from './neighbourhoods.ts';
import type { Run } from './runs.ts';
import type { Span } from './spans.ts';
import { lookBack } from './token-worths.ts';

/**
 * What was found in one file the last time it was checked, by what its spans and neighbourhoods contain: an unchanged function is not
 * looked up again, wherever it has moved. It is worth something only for the matcher and the threshold that filled it.
 */
export class SpanCache {
  readonly spans = new Remembered<SpanResult>();
  readonly neighbourhoods = new Remembered<NeighbourhoodResult>();

  /** The file has been gone through: what it no longer contains is forgotten. */
  turn(): void {
    this.spans.turn();
    this.neighbourhoods.turn();
  }
}

/** Results by key, of the check that goes on and of the one before. */
class Remembered<Result> {
  #last = new Map<string, Result>();
  #now = new Map<string, Result>();

  get(key: string): Result | undefined {
    const result = this.#now.get(key) ?? this.#last.get(key);
    if (result) this.#now.set(key, result);
    return result;
  }

  set(key: string, result: Result): void {
    this.#now.set(key, result);
  }

  turn(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}

/** What is made of the texts of a neighbourhood. Where it began: the matches have these positions. */
export interface NeighbourhoodResult {
  readonly matches: readonly ComposedMatch[];
  readonly start: number;
}

/** Candidates of a span and what the alignment made of each: undefined where it was not needed yet, null where it came to nothing. */
export interface SpanResult {
  readonly candidates: readonly Candidate[];
  readonly alignments: (Alignment | null | undefined)[];
  /** Where the span began: alignments have these positions. */
  readonly start: number;
  /** Of the alignments that came to nothing: those that show something. */
  readonly nearMisses: (NearMiss | undefined)[];
}

/** The alignment of a span that has moved by so many tokens. */
export function moved(alignment: Alignment, by: number): Alignment {
  if (by === 0) return alignment;
  const runs = alignment.runs.map((run): Run => ({ ...run, aAt: run.aAt + by }));
  return { ...alignment, runs, aStart: alignment.aStart + by, aEnd: alignment.aEnd + by };
}

/** A key of everything that the answer for a span depends on: its tokens, their texts, its fingerprints, and what before it the model looks back at. */
export function spanKey(file: TokenFile, { bands, exact, localKeys, localAt }: FileFingerprints, span: Span, model: FamilyModel): string {
  const hash = new LongHash();
  for (let i = Math.max(0, span.start - lookBack(model)); i < span.start; i++) hash.add(file.codes[i]);
  hash.addTokens(file, span.start, span.end);
  for (let i = lowerBound(localAt, span.start); i < localAt.length && localAt[i] < span.end; i++) hash.add(localKeys[i]);
  if (span.isWhole) {
    hash.add(exact[span.unit]);
    for (let band = 0; band < BANDS; band++) hash.add(bands[span.unit * BANDS + band]);
  }
  return `${file.family} ${span.end - span.start} ${hash.text()}`;
}

/** A key of what a unit comes to together with its neighbours: of their span, and where the unit had its near miss. */
export const joinedKey = (spanKey: string, { candidate: { segment, file }, bStart, bEnd }: NearMiss): string => `joined ${spanKey} ${segment.content(file)} ${bStart} ${bEnd}`;

/** A key of what the answer for a neighbourhood depends on: its tokens and their texts. No model weighs its structure. */
export function neighbourhoodKey(file: TokenFile, { start, end }: Neighbourhood): string {
  const hash = new LongHash();
  hash.addTokens(file, start, end);
  return `${file.family} ${end - start} ${hash.text()}`;
}

/** Two hashes of 32 bits in one. */
class LongHash {
  #a = 0x9747b28c;
  #b = 0x3c6ef372;

  add(value: number): void {
    const a = Math.imul(this.#a ^ value, 0xcc9e2d51);
    this.#a = (a << 15) | (a >>> 17);
    this.#b = Math.imul(this.#b + value, 0x85ebca6b) ^ (this.#b >>> 13);
  }

  addTokens({ codes, links, textHashes }: TokenFile, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      this.add(codes[i]);
      const link = links[i];
      if (link) this.add(textHashes[link - 1]);
    }
  }

  text(): string {
    return `${this.#a >>> 0} ${this.#b >>> 0}`;
  }
}
