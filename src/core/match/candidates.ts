import { BANDS, bandsWanted } from '../fingerprint/bands.ts';
import type { FileFingerprints } from '../fingerprint/fingerprints.ts';
import type { IndexReader, SegmentReader } from '../index/contract.ts';
import type { Span } from './spans.ts';

/** A part of an indexed file that may hold the original of a span. Tokens, half-open. */
export interface Candidate {
  readonly reader: IndexReader;
  readonly segment: SegmentReader;
  readonly file: number;
  readonly start: number;
  readonly end: number;
  readonly votes: number;
}

/** What became of the keys of a span, for an explanation. */
export interface LookupStats {
  keys: number;
  /** Keys that the indexes have nothing under. */
  unknown: number;
  /** Keys that stand under too many units to say anything. */
  tooCommon: number;
  units: number;
}

export interface CandidateLimits {
  /** Local keys of more units than this are left out, where enough rarer ones remain. */
  readonly commonLocal: number;
  /** The same for the keys of bands. */
  readonly commonBand: number;
  /** Candidates that go on to the alignment. */
  readonly most: number;
  /** Units that are looked at for it. */
  readonly mostUnits: number;
}

export const DEFAULT_LIMITS: CandidateLimits = { commonLocal: 64, commonBand: 256, most: 16, mostUnits: 64 };

/**
 * Looks spans of one file up in all open indexes. Every key is looked up once a file, and counted over all segments, so that
 * the answer does not depend on how an index is cut into segments.
 */
export class CandidateSearch {
  readonly #places: Place[];
  readonly #fingerprints: FileFingerprints;
  readonly #limits: CandidateLimits;
  readonly #found = new Map<number, Postings>();

  constructor(readers: readonly IndexReader[], fingerprints: FileFingerprints, limits: CandidateLimits = DEFAULT_LIMITS) {
    this.#places = readers.flatMap((reader) => reader.segments.map((segment) => ({ reader, segment })));
    this.#fingerprints = fingerprints;
    this.#limits = limits;
  }

  /** The best candidates of a span, the one with the most votes first. */
  search(span: Span, stats: LookupStats): Candidate[] {
    const votes = new Map<number, number>();
    this.#voteLocal(span, votes, stats);
    if (span.isWhole) this.#voteWhole(span.unit, votes);
    stats.units = votes.size;
    const wanted = Math.max(LEAST_VOTES, LEAST_VOTES_PER_KEY * stats.keys);
    const regions = this.#regions(this.#mostVoted(votes, wanted * SHARE_OF_UNIT), span.end - span.start).filter(({ start, end, votes: n }) => n >= Math.max(wanted, LEAST_VOTES_OF_REGION + (end - start) / TOKENS_FOR_VOTE));
    return regions.sort((x, y) => y.votes - x.votes || compareText(x.segment.content(x.file), y.segment.content(y.file)) || x.start - y.start).slice(0, this.#limits.most);
  }

  /** Units with at least so many votes, not many more than are looked at: all with as many as the last one stay, so that nothing depends on how units are numbered. */
  #mostVoted(votes: ReadonlyMap<number, number>, wanted: number): [unit: number, votes: number][] {
    const voted: [number, number][] = [];
    for (const entry of votes) if (entry[1] >= wanted) voted.push(entry);
    if (voted.length <= this.#limits.mostUnits) return voted;
    voted.sort((x, y) => y[1] - x[1]);
    const least = voted[this.#limits.mostUnits - 1][1];
    return voted.filter(([, n], i) => n >= least && i < this.#limits.mostUnits * TIES_AT_MOST);
  }

  #voteLocal(span: Span, votes: Map<number, number>, stats: LookupStats): void {
    const { localKeys, localAt } = this.#fingerprints;
    const keys = new Set<number>();
    for (let i = lowerBound(localAt, span.start); i < localAt.length && localAt[i] < span.end; i++) keys.add(localKeys[i]);
    const known: Postings[] = [];
    for (const key of keys) {
      const postings = this.#postings(key, this.#limits.commonLocal * COMMON_AT_MOST);
      if (postings.count > 0) known.push(postings);
    }
    known.sort((x, y) => x.count - y.count);
    stats.keys = keys.size;
    stats.unknown = keys.size - known.length;
    let used = 0;
    for (const { count, units } of known) {
      // The rarest keys speak; common ones only where there are hardly any others.
      if (count > this.#limits.commonLocal && (used >= ENOUGH_KEYS || units === null)) break;
      if (units === null) break;
      used++;
      const weight = 1 / Math.log2(2 + count);
      for (const unit of units) votes.set(unit, (votes.get(unit) ?? 0) + weight);
    }
    stats.tooCommon = known.length - used;
  }

  #voteWhole(unit: number, votes: Map<number, number>): void {
    const { bands, exact, ownTokens } = this.#fingerprints;
    const inCommon = new Map<number, number>();
    for (let band = 0; band < BANDS; band++) {
      const { units } = this.#postings(bands[unit * BANDS + band], this.#limits.commonBand);
      for (const other of units ?? []) inCommon.set(other, (inCommon.get(other) ?? 0) + 1);
    }
    const wanted = bandsWanted(ownTokens[unit]);
    for (const [other, n] of inCommon) if (n >= wanted) votes.set(other, (votes.get(other) ?? 0) + n * BAND_VOTE);
    for (const other of this.#postings(exact[unit], this.#limits.commonBand).units ?? []) votes.set(other, (votes.get(other) ?? 0) + EXACT_VOTE);
  }

  /** Units filed under a key in all segments, as place * 2^20 + unit; null where there are more than `most`. */
  #postings(key: number, most: number): Postings {
    let postings = this.#found.get(key);
    if (!postings) {
      let count = 0;
      for (const { segment } of this.#places) count += segment.count(key);
      const units: number[] | null = count <= most ? [] : null;
      if (units && count > 0) {
        const ids: number[] = [];
        this.#places.forEach(({ segment }, place) => {
          ids.length = 0;
          segment.lookup(key, ids);
          for (const id of ids) units.push(place * UNITS_PER_SEGMENT + id);
        });
      }
      this.#found.set(key, (postings = { count, units }));
    }
    return postings;
  }

  /** Units to regions of files: with as much round them as the query is long, overlapping ones joined. */
  #regions(units: readonly (readonly [number, number])[], length: number): Candidate[] {
    const byFile = new Map<number, Candidate[]>();
    const margin = Math.min(length, MAX_MARGIN);
    for (const [id, votes] of units) {
      const unit = id % UNITS_PER_SEGMENT;
      const { reader, segment } = this.#places[(id - unit) / UNITS_PER_SEGMENT];
      const { file, start, end } = segment.unit(unit);
      const region = { reader, segment, file, start: Math.max(0, start - margin), end: end + margin, votes };
      // A segment has no more files than units.
      const key = id - unit + file;
      const list = byFile.get(key);
      if (list) list.push(region);
      else byFile.set(key, [region]);
    }
    const joined: Candidate[] = [];
    for (const regions of byFile.values()) {
      if (regions.length > 1) regions.sort((x, y) => x.start - y.start);
      let current = regions[0];
      for (let at = 1; at < regions.length; at++) {
        const region = regions[at];
        if (region.start < current.end) current = { ...current, end: Math.max(current.end, region.end), votes: current.votes + region.votes };
        else {
          joined.push(current);
          current = region;
        }
      }
      joined.push(current);
    }
    return joined;
  }
}

interface Place {
  readonly reader: IndexReader;
  readonly segment: SegmentReader;
}

interface Postings {
  readonly count: number;
  readonly units: readonly number[] | null;
}

/** Segments have at most so many units. */
const UNITS_PER_SEGMENT = 2 ** 20;
/** Common keys are read at all up to this multiple of the limit. */
const COMMON_AT_MOST = 8;
/** Rarer keys that make the common ones unnecessary. */
const ENOUGH_KEYS = 4;
/** Votes that a region needs to be looked at, in any case and for each local key of the span; one of its units has a share of them at least. */
const LEAST_VOTES = 0.3;
const LEAST_VOTES_PER_KEY = 0.012;
const SHARE_OF_UNIT = 0.6;
/** The larger a region is, the more votes it has by chance. */
const LEAST_VOTES_OF_REGION = 0.25;
const TOKENS_FOR_VOTE = 1500;
const TIES_AT_MOST = 4;
const BAND_VOTE = 0.25;
const EXACT_VOTE = 16;
const MAX_MARGIN = 600;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first place in an increasing list that is not below a value. */
export function lowerBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
