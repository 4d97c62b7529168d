import { BANDS, bandsWanted } from '../fingerprint/bands.ts';
import type { FileFingerprints } from '../fingerprint/fingerprints.ts';
import type { IndexReader, SegmentReader, UnitRange } from '../index/contract.ts';
import { compareText } from '../index/work-identity.ts';
import { lowerBound } from '../lower-bound.ts';
import { Postings } from './postings.ts';
import type { Span } from './spans.ts';
import { StampedSet } from './stamped-set.ts';
import { type Place, UnitPlaces } from './unit-places.ts';
import { Votes } from './votes.ts';

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
 * Looks the spans of one file after another up in all open indexes. Every key is looked up once a file, and counted over all segments,
 * so that the answer does not depend on how an index is cut into segments.
 */
export class CandidateSearch {
  readonly #places: UnitPlaces;
  readonly #limits: CandidateLimits;
  readonly #postings: Postings;
  readonly #votes: Votes;
  readonly #bandsInCommon: Votes;
  readonly #keys = new StampedSet();
  readonly #at: UnitRange = { start: 0, end: 0 };

  constructor(readers: readonly IndexReader[], limits: CandidateLimits = DEFAULT_LIMITS) {
    this.#places = new UnitPlaces(readers);
    this.#limits = limits;
    this.#postings = new Postings(this.#places);
    this.#votes = new Votes();
    this.#bandsInCommon = new Votes();
  }

  /** Begins with a file: what was looked up for the one before is forgotten. */
  begin(): this {
    this.#postings.clear();
    return this;
  }

  /** The best candidates of a span of the file that was begun with, the one with the most votes first. */
  search(fingerprints: FileFingerprints, span: Span, stats: LookupStats): Candidate[] {
    const votes = this.#votes.clear();
    this.#voteLocal(fingerprints, span, stats);
    if (span.isWhole) this.#voteWhole(fingerprints, span.unit, stats.keys < FEW_KEYS);
    stats.units = votes.size;
    const wanted = Math.max(LEAST_VOTES, LEAST_VOTES_PER_KEY * stats.keys);
    const regions = this.#regions(this.#mostVoted(wanted * SHARE_OF_UNIT), span.end - span.start, wanted);
    const { most } = this.#limits;
    if (regions.length <= most) return regions.sort((x, y) => y.votes - x.votes || x.start - y.start);
    return regions.sort((x, y) => y.votes - x.votes || compareText(x.segment.content(x.file), y.segment.content(y.file)) || x.start - y.start).slice(0, most);
  }

  /** Units with at least so many votes, not many more than are looked at. Nothing depends on how units are numbered: all with as many as the last one stay, and of too many of them content decides. */
  #mostVoted(wanted: number): number[] {
    const votes = this.#votes;
    const voted = votes.atLeast(wanted);
    const { mostUnits } = this.#limits;
    if (voted.length <= mostUnits) return voted;
    voted.sort((x, y) => votes.of(y) - votes.of(x));
    const least = votes.of(voted[mostUnits - 1]);
    const kept = voted.filter((unit) => votes.of(unit) >= least);
    const most = mostUnits * TIES_AT_MOST;
    if (kept.length <= most) return kept;
    const above = kept.filter((unit) => votes.of(unit) > least);
    return [...above, ...this.#byContent(kept.slice(above.length)).slice(0, most - above.length)];
  }

  /** The same units by the content that they stand in, and in one content as they follow one another. */
  #byContent(units: readonly number[]): number[] {
    const placed = units.map((unit) => {
      const { segment, first } = this.#places.of(unit);
      const file = segment.fileOf(unit - first);
      return { unit, content: segment.content(file), at: unit - first - segment.firstUnit(file) };
    });
    return placed.sort((x, y) => compareText(x.content, y.content) || x.at - y.at).map(({ unit }) => unit);
  }

  #voteLocal({ localKeys, localAt }: FileFingerprints, span: Span, stats: LookupStats): void {
    const { commonLocal } = this.#limits;
    const seen = this.#keys.clear();
    const common: number[] = [];
    let keys = 0;
    let known = 0;
    let used = 0;
    for (let i = lowerBound(localAt, span.start); i < localAt.length && localAt[i] < span.end; i++) {
      if (!seen.add(localKeys[i])) continue;
      keys++;
      const entry = this.#postings.find(localKeys[i], commonLocal);
      const count = this.#postings.count(entry);
      if (count === 0) continue;
      known++;
      if (count > commonLocal) common.push(entry);
      else {
        used++;
        this.#vote(this.#votes, entry, voteOf(count));
      }
    }
    // The rarer keys speak; common ones, the rarest first, only where there are hardly any others.
    if (used < ENOUGH_KEYS) {
      common.sort((x, y) => this.#postings.count(x) - this.#postings.count(y));
      for (const entry of common) {
        const count = this.#postings.count(entry);
        if (used >= ENOUGH_KEYS || count > commonLocal * COMMON_AT_MOST) break;
        used++;
        this.#vote(this.#votes, entry, voteOf(count));
      }
    }
    stats.keys = keys;
    stats.unknown = keys - known;
    stats.tooCommon = known - used;
  }

  /** Votes for the units that are alike as a whole. `byBands`: those with bands in common, too, not only equal ones. */
  #voteWhole(fingerprints: FileFingerprints, unit: number, byBands: boolean): void {
    if (!byBands || this.#voteBands(fingerprints, unit)) this.#voteUnlessCommon(this.#votes, fingerprints.exact[unit], EXACT_VOTE);
  }

  /** Votes for the units with enough bands in common. Whether one of them may be equal: it has all bands in common, so that mostly there is no need to ask for more. */
  #voteBands({ bands, ownTokens }: FileFingerprints, unit: number): boolean {
    const inCommon = this.#bandsInCommon.clear();
    let telling = 0;
    for (let band = 0; band < BANDS; band++) if (this.#voteUnlessCommon(inCommon, bands[unit * BANDS + band], 1)) telling++;
    for (const other of inCommon.atLeast(bandsWanted(ownTokens[unit]))) this.#votes.add(other, inCommon.of(other) * BAND_VOTE);
    return telling === 0 || inCommon.atLeast(telling).length > 0;
  }

  /** Votes for all units under a key of a whole unit; for none, and false, where they are too many to say anything. */
  #voteUnlessCommon(votes: Votes, key: number, weight: number): boolean {
    const { commonBand } = this.#limits;
    const entry = this.#postings.find(key, commonBand);
    if (this.#postings.count(entry) > commonBand) return false;
    this.#vote(votes, entry, weight);
    return true;
  }

  /** Votes for all units of an entry. */
  #vote(votes: Votes, entry: number, weight: number): void {
    const start = this.#postings.start(entry);
    const end = start + this.#postings.count(entry);
    const { units } = this.#postings;
    for (let i = start; i < end; i++) votes.add(units[i], weight);
  }

  /** Units to regions of files: with as much round them as the query is long, overlapping ones joined; those with enough votes for their length. */
  #regions(units: number[], length: number, wanted: number): Candidate[] {
    const margin = Math.min(length, MAX_MARGIN);
    const regions: Region[] = [];
    // Units stand in the order of their files, and in those in the order of their tokens.
    units.sort((x, y) => x - y);
    for (let from = 0, to = 0; from < units.length; from = to) {
      const place = this.#places.of(units[from]);
      const file = place.segment.fileOf(units[from] - place.first);
      const beyond = place.first + place.segment.firstUnit(file + 1);
      let votes = 0;
      for (to = from; to < units.length && units[to] < beyond; to++) votes += this.#votes.of(units[to]);
      // A region is longer than the margin: where too few votes are in the whole file, none of its units need be looked at.
      if (votes >= votesWanted(wanted, margin)) this.#joinUnits(regions, units, from, to, place, file, margin);
    }
    return regions.filter(({ start, end, votes }) => votes >= votesWanted(wanted, end - start));
  }

  /** Appends the regions of the units [from, to), which stand in one file. */
  #joinUnits(regions: Region[], units: readonly number[], from: number, to: number, { reader, segment, first }: Place, file: number, margin: number): void {
    const at = this.#at;
    let last: Region | null = null;
    for (let i = from; i < to; i++) {
      segment.locate(units[i] - first, at);
      const votes = this.#votes.of(units[i]);
      if (last && at.start - margin < last.end) {
        last.end = Math.max(last.end, at.end + margin);
        last.votes += votes;
      } else regions.push((last = { reader, segment, file, start: Math.max(0, at.start - margin), end: at.end + margin, votes }));
    }
  }
}

/** What a local key of so many units says for each. */
const voteOf = (count: number): number => 1 / Math.log2(2 + count);

/** Votes that a region of so many tokens needs: the larger it is, the more it has by chance. */
function votesWanted(wanted: number, tokens: number): number {
  return Math.max(wanted, LEAST_VOTES_OF_REGION + tokens / TOKENS_FOR_VOTE);
}

/** A candidate while units are joined to it. */
type Region = { -readonly [Member in keyof Candidate]: Candidate[Member] };

/** Common keys are used at all up to this multiple of the limit. */
const COMMON_AT_MOST = 8;
/** Rarer keys that make the common ones unnecessary. */
const ENOUGH_KEYS = 4;
/** Votes that a region needs to be looked at, in any case and for each local key of the span; one of its units has a share of them at least. */
const LEAST_VOTES = 0.3;
const LEAST_VOTES_PER_KEY = 0.012;
const SHARE_OF_UNIT = 0.8;
const LEAST_VOTES_OF_REGION = 0.25;
const TOKENS_FOR_VOTE = 1500;
/** So many times as many units as are looked at are kept where they have as many votes. */
const TIES_AT_MOST = 4;
/** A unit with fewer local keys is looked up by its bands, too. Less than BANDED_BELOW: an original may have more keys than its copy (docs/decisions/shingles-of-five.md). */
const FEW_KEYS = 8;
const BAND_VOTE = 0.25;
const EXACT_VOTE = 16;
const MAX_MARGIN = 600;
