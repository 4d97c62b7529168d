import { textKeys } from '../fingerprint/text-keys.ts';
import type { IndexedTokens, IndexReader, SegmentReader } from '../index/contract.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { compareText } from '../index/work-identity.ts';
import { isEnough, profileOf, weighComposition, type Composition, type TextFacts, type TextProfile } from './composition.ts';
import type { DecodedFiles } from './decoded-files.ts';
import { FileTexts } from './file-texts.ts';
import type { TextWeights } from './text-weights.ts';
import { isTwin, likeness, neighbourhoods, type Neighbourhood } from './neighbourhoods.ts';
import { Postings } from './postings.ts';
import { neighbourhoodKey, type SpanCache } from './span-cache.ts';
import { UnitPlaces, type Place } from './unit-places.ts';
import { Votes } from './votes.ts';

/** An indexed unit that is made of the same texts as a neighbourhood of the checked file. */
export interface ComposedMatch {
  readonly reader: IndexReader;
  readonly segment: SegmentReader;
  readonly file: number;
  readonly tokens: IndexedTokens;
  /** Token range of the unit, half-open. */
  readonly start: number;
  readonly end: number;
  readonly neighbourhood: Neighbourhood;
  readonly composition: Composition;
  /** How much of the structure is there, too. */
  readonly likeness: number;
}

/** What is looked for in a file. */
export interface CompositionQuery {
  readonly weights: TextWeights;
  /** Bits of a match. */
  readonly leastBits: number;
  /** Whether a stretch of tokens is explained already. */
  readonly isTaken: (start: number, end: number) => boolean;
  /** Whether a text of the file names a constant. */
  readonly isConstant: TextFacts['isConstant'];
  readonly cache?: SpanCache | undefined;
}

/** Finds indexed functions by the texts that survive where a copy was restructured: the layer behind the alignment. */
export class CompositionSearch {
  readonly #places: UnitPlaces;
  readonly #decoded: DecodedFiles;
  readonly #postings: Postings;
  readonly #votes: Votes;
  readonly #texts: Votes;
  /** Units that were weighed lately: those of one library come up again and again. */
  readonly #units = new Map<number, IndexedUnit>();

  constructor(readers: readonly IndexReader[], decoded: DecodedFiles) {
    this.#places = new UnitPlaces(readers);
    this.#decoded = decoded;
    this.#postings = new Postings(this.#places);
    this.#votes = new Votes();
    this.#texts = new Votes();
  }

  /** The matches of a file, the strongest first, no two of overlapping neighbourhoods. */
  search(file: TokenFile, query: CompositionQuery): ComposedMatch[] {
    this.#postings.clear();
    const texts = new FileTexts(file, query.weights);
    const found: ComposedMatch[] = [];
    for (const neighbourhood of neighbourhoods(file)) {
      if (!query.isTaken(neighbourhood.start, neighbourhood.end)) found.push(...this.#knownMatchesOf(file, texts, neighbourhood, query));
    }
    if (this.#units.size > MOST_REMEMBERED) this.#units.clear();
    return kept(found);
  }

  #knownMatchesOf(file: TokenFile, texts: FileTexts, neighbourhood: Neighbourhood, query: CompositionQuery): readonly ComposedMatch[] {
    const { cache } = query;
    if (!cache) return this.#matchesOf(file, texts, neighbourhood, query);
    const key = neighbourhoodKey(file, neighbourhood);
    let known = cache.neighbourhoods.get(key);
    if (!known) cache.neighbourhoods.set(key, (known = { matches: this.#matchesOf(file, texts, neighbourhood, query), start: neighbourhood.start }));
    const by = neighbourhood.start - known.start;
    return known.matches.map((match) => moved(match, neighbourhood, by));
  }

  #matchesOf(file: TokenFile, fileTexts: FileTexts, neighbourhood: Neighbourhood, query: CompositionQuery): ComposedMatch[] {
    const { texts: known, bits: vocabulary } = fileTexts.known(neighbourhood.start, neighbourhood.end);
    if (!isEnough(known.length, vocabulary, query.leastBits)) return [];
    this.#vote(file.family, fileTexts, known);
    const [votes, texts] = [this.#votes, this.#texts];
    const least = Math.max(LEAST_VOTES, leastVotes(query.leastBits, vocabulary));
    const units = votes.atLeast(least).filter((id) => texts.of(id) >= LEAST_TEXTS);
    if (units.length === 0) return [];
    const profile = profileOf({ tokens: file, ...neighbourhood }, query.weights, 'isKnown');
    return units.flatMap((id) => this.#weigh(file.family, neighbourhood, profile, id, query) ?? []);
  }

  /** Each of the known texts votes, with its bits, for the units that are filed under it; none where there are too many. */
  #vote(family: string, fileTexts: FileTexts, known: Int32Array): void {
    const [votes, texts] = [this.#votes.clear(), this.#texts.clear()];
    const keyOf = textKeys(family);
    for (const text of known) {
      const { bits } = fileTexts.weight(text);
      if (bits < LEAST_VOTE) continue;
      const entry = this.#postings.find(keyOf(fileTexts.hash(text)), MOST_UNITS);
      if (this.#postings.count(entry) > MOST_UNITS) continue;
      const first = this.#postings.start(entry);
      const end = first + this.#postings.count(entry);
      const { units } = this.#postings;
      for (let i = first; i < end; i++) {
        votes.add(units[i], bits);
        texts.add(units[i], 1);
      }
    }
  }

  #weigh(family: string, neighbourhood: Neighbourhood, profile: TextProfile, id: number, { weights, leastBits, isConstant }: CompositionQuery): ComposedMatch | null {
    const length = neighbourhood.end - neighbourhood.start;
    const unit = this.#unit(id, weights);
    const unitLength = unit.end - unit.start;
    if (unit.tokens.family !== family || length > MOST_TIMES * unitLength || unitLength > MOST_TIMES * length) return null;
    let others: readonly IndexedUnit[] | undefined;
    const elsewhere = (text: number): number => (others ??= this.#alike(id, weights)).reduce((n, { places }) => n + (places.has(text) ? 1 : 0), 0);
    const composition = weighComposition(profile, unit, weights, { leastBits, elsewhere, isConstant });
    if (!composition) return null;
    return { reader: unit.place.reader, segment: unit.place.segment, file: unit.file, tokens: unit.tokens, start: unit.start, end: unit.end, neighbourhood, composition, likeness: likeness(profile, unit) };
  }

  /** The units of other files that share the most texts with the query: no versions of the very unit. */
  #alike(id: number, weights: TextWeights): IndexedUnit[] {
    const unit = this.#unit(id, weights);
    const votes = this.#votes;
    const ranked = votes.atLeast(ALIKE * votes.of(id)).filter((other) => other !== id).sort((x, y) => votes.of(y) - votes.of(x));
    // All with as many bits as the last one stay, so that nothing depends on how units are numbered.
    const enough = ranked.length < MOST_ALIKE ? 0 : votes.of(ranked[MOST_ALIKE - 1]);
    return ranked.filter((other) => votes.of(other) >= enough).map((other) => this.#unit(other, weights)).filter((other) => (other.file !== unit.file || other.place !== unit.place) && !isTwin(other, unit));
  }

  #unit(id: number, weights: TextWeights): IndexedUnit {
    let known = this.#units.get(id);
    if (!known) {
      const place = this.#places.of(id);
      const { file, start, end } = place.segment.unit(id - place.first);
      const { tokens } = this.#decoded.file(place.segment, file);
      this.#units.set(id, (known = { ...profileOf({ tokens, start, end }, weights, 'isShared'), place, file, tokens }));
    }
    return known;
  }
}

interface IndexedUnit extends TextProfile {
  readonly place: Place;
  readonly file: number;
  readonly tokens: IndexedTokens;
}

/** The match of a neighbourhood that has moved by so many tokens. */
function moved(match: ComposedMatch, neighbourhood: Neighbourhood, by: number): ComposedMatch {
  const { bits, anchors } = match.composition;
  return { ...match, neighbourhood, composition: { bits, anchors: by === 0 ? anchors : anchors.map((anchor) => ({ ...anchor, a: anchor.a + by })) } };
}

/** The strongest match of each neighbourhood that no stronger one overlaps; of those that are as good the one with the most of the structure. */
function kept(found: readonly ComposedMatch[]): ComposedMatch[] {
  const byBits = [...found].sort((x, y) => y.composition.bits - x.composition.bits || compare(x, y));
  const best: ComposedMatch[] = [];
  for (const match of byBits) {
    const { start, end } = match.neighbourhood;
    if (best.some((other) => other.neighbourhood.start < end && start < other.neighbourhood.end)) continue;
    const asGood = byBits.filter((other) => other.neighbourhood === match.neighbourhood && other.composition.bits >= match.composition.bits - AS_GOOD);
    best.push(asGood.reduce((x, y) => (y.likeness > x.likeness ? y : x)));
  }
  return best;
}

/** The same order however the indexes are cut into segments. */
function compare(x: ComposedMatch, y: ComposedMatch): number {
  return compareText(x.segment.content(x.file), y.segment.content(y.file)) || x.start - y.start || x.neighbourhood.start - y.neighbourhood.start || x.neighbourhood.end - y.neighbourhood.end;
}

/** The bits that the texts a unit is filed under have in common with a query at least, for so many bits in all: they are two fifths of its texts, or more. */
const leastVotes = (bits: number, vocabulary: number): number => Math.sqrt((bits * vocabulary) / 2) / 2.5;

/** Indexed units that are remembered from one file to the next, some two kilobytes each. */
const MOST_REMEMBERED = 2048;
/** A text under which more units are filed is not asked for. */
const MOST_UNITS = 64;
/** Bits of a text that is asked for; bits, and texts, that a unit has to be looked at. */
const LEAST_VOTE = 1;
const LEAST_VOTES = 6;
const LEAST_TEXTS = 2;
/** Matches so near the best one, in bits, are as good: structure decides between them. */
const AS_GOOD = 3;
/** A unit for a unit: neither is so many times longer. */
const MOST_TIMES = 3;
/** Other units that may explain what is shared. */
const MOST_ALIKE = 16;
/** Share of the bits of a unit's texts that another has to have in common with the query to explain any. */
const ALIKE = 0.5;
