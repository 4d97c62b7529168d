import { BANDS } from '../fingerprint/bands.ts';
import type { FileFingerprints } from '../fingerprint/fingerprints.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import type { Alignment } from './matcher.ts';
import { lowerBound, type Candidate } from './candidates.ts';
import type { Run } from './runs.ts';
import type { Span } from './spans.ts';

/**
 * What was found for the spans of one file the last time it was checked, by what they contain: an unchanged function is not looked up
 * again, wherever it has moved. It is worth something only for the matcher and the threshold that filled it.
 */
export class SpanCache {
  #last = new Map<string, SpanResult>();
  #now = new Map<string, SpanResult>();

  /** What is known of a span, by its key. */
  get(key: string): SpanResult | undefined {
    const result = this.#now.get(key) ?? this.#last.get(key);
    if (result) this.#now.set(key, result);
    return result;
  }

  set(key: string, result: SpanResult): void {
    this.#now.set(key, result);
  }

  /** The file has been gone through: what it no longer contains is forgotten. */
  turn(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }
}

/** Candidates of a span and what the alignment made of each: undefined where it was not needed yet, null where it came to nothing. */
export interface SpanResult {
  readonly candidates: readonly Candidate[];
  readonly alignments: (Alignment | null | undefined)[];
  /** Where the span began: alignments have these positions. */
  readonly start: number;
}

/** The alignment of a span that has moved by so many tokens. */
export function moved(alignment: Alignment, by: number): Alignment {
  if (by === 0) return alignment;
  const runs = alignment.runs.map((run): Run => ({ ...run, aAt: run.aAt + by }));
  return { ...alignment, runs, aStart: alignment.aStart + by, aEnd: alignment.aEnd + by };
}

/** A key of everything that the answer for a span depends on: its tokens, their texts, and its fingerprints. */
export function spanKey(file: TokenFile, { bands, exact, localKeys, localAt }: FileFingerprints, span: Span): string {
  let [a, b] = [0x9747b28c, 0x3c6ef372];
  const add = (value: number): void => {
    a = Math.imul(a ^ value, 0xcc9e2d51);
    a = (a << 15) | (a >>> 17);
    b = Math.imul(b + value, 0x85ebca6b) ^ (b >>> 13);
  };
  for (let i = span.start; i < span.end; i++) {
    add(file.codes[i]);
    const link = file.links[i];
    if (link) add(file.textHashes[link - 1]);
  }
  for (let i = lowerBound(localAt, span.start); i < localAt.length && localAt[i] < span.end; i++) add(localKeys[i]);
  if (span.isWhole) {
    add(exact[span.unit]);
    for (let band = 0; band < BANDS; band++) add(bands[span.unit * BANDS + band]);
  }
  return `${file.family} ${span.end - span.start} ${a >>> 0} ${b >>> 0}`;
}
