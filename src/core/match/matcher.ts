import { fingerprint } from '../fingerprint/fingerprints.ts';
import type { Kernel } from '../fingerprint/kernel.ts';
import type { IndexedTokens, IndexReader } from '../index/contract.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { Aligner } from './align.ts';
import { commonplaceShare, MOSTLY_COMMONPLACE } from './commonplaces.ts';
import { CandidateSearch, type Candidate } from './candidates.ts';
import { CompositionSearch, type ComposedMatch } from './composition-search.ts';
import { runsAround } from './composition.ts';
import { isCompiled } from './compiled-code.ts';
import { constantsOf } from './constant-names.ts';
import { EvidenceScale, type Evidence, type Rarity } from './evidence.ts';
import { compositionExpectedByChance, compositionFor, expectedByChance, leastChainBits, strengthFor, strengthOf } from './expectation.ts';
import { DecodedFiles } from './decoded-files.ts';
import type { FamilyModel } from './family-model.ts';
import { nearer, nearMissOf, tokensOfUnits, withNeighbours, type NearMiss } from './joined-units.ts';
import { followsOneRenaming } from './renaming-share.ts';
import type { Run } from './runs.ts';
import { joinedKey, moved, spanKey, type SpanCache } from './span-cache.ts';
import { spansOf, type Span } from './spans.ts';
import { TextWeights } from './text-weights.ts';
import { sameTextBits, TextWorths } from './text-worths.ts';
import { TokenWorths } from './token-worths.ts';
import type { Trace } from './trace.ts';

/** An alignment that is strong enough, between part of the checked file and part of an indexed one. */
export interface Alignment {
  readonly candidate: Candidate;
  readonly tokens: IndexedTokens;
  /** The runs of the maximal-scoring segment. */
  readonly runs: readonly Run[];
  readonly evidence: Evidence;
  /** What decides between matches, in bits: see `strengthOf`. */
  readonly strength: number;
  readonly expected: number;
  /** Most of what it shows is what many makers' code has. */
  readonly isCommonplace: boolean;
  /** Its names follow no renaming: what is equal is no copy. */
  readonly isShuffled: boolean;
  /** Token ranges that the runs span, half-open: `a` in the checked file, `b` in the indexed one. */
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

export interface MatcherParts {
  readonly kernel: Kernel;
  readonly readers: readonly IndexReader[];
  readonly model: (family: string) => FamilyModel;
}

export interface MatchOptions {
  readonly trace?: Trace | undefined;
  /** Of this file and threshold: what is unchanged since it was filled is not looked up again, nor traced. */
  readonly cache?: SpanCache | undefined;
  /** The file's text. Without it no name is known to be a constant's. */
  readonly source?: string | undefined;
}

/** The file that is checked, with what all of its spans are weighed by. */
interface Checked {
  readonly file: TokenFile;
  readonly model: FamilyModel;
  readonly rarity: Rarity;
  readonly texts: TextWorths;
  /** Made once something is aligned. */
  worths?: TokenWorths;
  /** What has less is not weighed. */
  readonly leastBits: number;
  readonly trace: Trace | undefined;
}

/** Finds the alignments of a file with all open indexes that chance explains at most `expectedAtMost` times. */
export class Matcher {
  readonly #parts: MatcherParts;
  readonly #tokens = new Map<string, number>();
  readonly #search: CandidateSearch;
  readonly #aligner = new Aligner();
  readonly #scale = new EvidenceScale();
  readonly #decoded = new DecodedFiles();
  readonly #weights = new Map<string, TextWeights>();
  readonly #compositions: CompositionSearch;

  constructor(parts: MatcherParts) {
    this.#parts = parts;
    this.#search = new CandidateSearch(parts.readers);
    this.#compositions = new CompositionSearch(parts.readers, this.#decoded);
  }

  match(file: TokenFile, expectedAtMost: number, { trace, cache, source }: MatchOptions = {}): Alignment[] {
    const { kernel } = this.#parts;
    const model = this.#parts.model(file.family);
    const fingerprints = fingerprint(file, kernel);
    const search = this.#search.begin();
    const weights = this.#weightsOf(file.family);
    const rarity: Rarity = (textHash) => weights.of(textHash).rarity;
    const checked: Checked = { file, model, rarity, texts: new TextWorths(file, rarity), leastBits: leastChainBits(strengthFor(expectedAtMost, this.#tokensOf(file.family), file.family)), trace };
    const found: Alignment[] = [];
    const shuffled: Alignment[] = [];
    const nearMisses = new Map<number, NearMiss>();
    for (const span of spansOf(file)) {
      const key = cache ? spanKey(file, fingerprints, span, model) : '';
      let result = cache?.spans.get(key);
      if (!result) {
        const stats = { keys: 0, unknown: 0, tooCommon: 0, units: 0 };
        const candidates = search.search(fingerprints, span, stats);
        trace?.span(span, stats, candidates.length);
        result = { candidates, alignments: new Array<undefined>(candidates.length), nearMisses: [], start: span.start };
        cache?.spans.set(key, result);
      }
      const { candidates, alignments, start } = result;
      let worth: Float32Array | undefined;
      let nearest: NearMiss | undefined;
      for (const [c, candidate] of candidates.entries()) {
        // The unit around this one has been aligned with the same place already.
        if (found.some((other) => isSameFile(other.candidate, candidate) && other.aStart <= span.start && other.aEnd >= span.end && other.bStart < candidate.end && other.bEnd > candidate.start)) continue;
        if (alignments[c] === undefined) {
          worth ??= this.#query(checked, span.start, span.end);
          const alignment = this.#align(checked, span, candidate, worth);
          const isStrong = alignment !== null && alignment.expected <= expectedAtMost;
          alignments[c] = isStrong ? moved(this.#judged(alignment, checked), start - span.start) : null;
          if (alignment && !isStrong) result.nearMisses[c] = nearMissOf(alignment);
        }
        const alignment = alignments[c];
        if (alignment) (alignment.isShuffled ? shuffled : found).push(moved(alignment, span.start - start));
        else nearest = nearer(nearest, result.nearMisses[c]);
      }
      if (nearest && span.isWhole) nearMisses.set(span.unit, nearest);
    }
    for (const [unit, nearMiss] of nearMisses) {
      const range = withNeighbours(file, unit);
      if (!range || found.some(({ aStart, aEnd, candidate }) => isSameFile(candidate, nearMiss.candidate) && aStart < range.end && range.start < aEnd)) continue;
      const span = { ...range, unit, isWhole: false };
      const key = cache ? joinedKey(spanKey(file, fingerprints, span, model), nearMiss) : '';
      let result = cache?.spans.get(key);
      if (!result) {
        const alignment = this.#joined(checked, span, nearMiss);
        result = { candidates: [nearMiss.candidate], alignments: [alignment && alignment.expected <= expectedAtMost ? this.#judged(alignment, checked) : null], start: span.start, nearMisses: [] };
        cache?.spans.set(key, result);
      }
      const [alignment] = result.alignments;
      if (alignment && !alignment.isShuffled) found.push(moved(alignment, span.start - result.start));
    }
    // A function that has the names of another, but each in a wrong place, is not found by its names either.
    const isShuffled = (match: Alignment): boolean => (isWholly(match) && !followsOneRenaming(file, match.tokens, match.runs)) || shuffled.some((other) => isSameFile(other.candidate, match.candidate) && other.aStart < match.aEnd && match.aStart < other.aEnd);
    found.push(...this.#composed(file, expectedAtMost, found, { source, cache, trace }).filter((match) => !isShuffled(match)));
    cache?.turn();
    return found;
  }

  /** The alignment of a unit together with its neighbours, which make up the span, round where it had a near miss. */
  #joined(checked: Checked, span: Span, { candidate, bStart, bEnd }: NearMiss): Alignment | null {
    const length = span.end - span.start;
    const worth = this.#query(checked, span.start, span.end);
    checked.trace?.joined?.(span);
    return this.#align(checked, span, { ...candidate, start: Math.max(0, bStart - length), end: bEnd + length }, worth, tokensOfUnits);
  }

  /** What no alignment explains, found by its texts. */
  #composed(file: TokenFile, expectedAtMost: number, found: readonly Alignment[], { source, cache, trace }: MatchOptions): Alignment[] {
    const isTaken = (start: number, end: number): boolean => found.some(({ aStart, aEnd }) => Math.min(end, aEnd) - Math.max(start, aStart) > 0.5 * Math.min(aEnd - aStart, end - start));
    const leastBits = compositionFor(expectedAtMost, this.#tokensOf(file.family), file.family);
    const matches = this.#compositions.search(file, { weights: this.#weightsOf(file.family), leastBits, isTaken, isConstant: constantsOf(file, source), cache });
    trace?.compositions?.(matches);
    return matches.map((match) => this.#alignmentOf(file, match));
  }

  #alignmentOf(file: TokenFile, { reader, segment, file: indexed, tokens, start, end, neighbourhood, composition: { bits, anchors } }: ComposedMatch): Alignment {
    const runs = runsAround({ tokens: file, ...neighbourhood }, { tokens, start, end }, anchors);
    const matched = runs.reduce((sum, { length }) => sum + length, 0);
    const expected = compositionExpectedByChance(bits, this.#tokensOf(file.family), file.family);
    const aStart = Math.min(...anchors.map(({ a }) => a));
    const aEnd = 1 + Math.max(...anchors.map(({ a }) => a));
    return {
      candidate: { reader, segment, file: indexed, start, end, votes: 0 },
      tokens,
      runs,
      evidence: { bits, structure: 0, naming: 0, equalTexts: bits, gaps: 0, firstRun: 0, lastRun: runs.length - 1, matched },
      strength: strengthFor(expected, this.#tokensOf(file.family), file.family),
      expected,
      isCommonplace: false,
      isShuffled: false,
      aStart: Math.min(aStart, runs[0].aAt),
      aEnd: Math.max(aEnd, runs[runs.length - 1].aAt + runs[runs.length - 1].length),
      bStart: start,
      bEnd: end,
    };
  }

  /** Tokens of a family in all open indexes: only these can match. */
  #tokensOf(family: string): number {
    let tokens = this.#tokens.get(family);
    if (tokens === undefined) this.#tokens.set(family, (tokens = this.#parts.readers.reduce((sum, { segments }) => sum + segments.reduce((own, segment) => own + segment.familyTokens(family), 0), 0)));
    return tokens;
  }

  #weightsOf(family: string): TextWeights {
    let weights = this.#weights.get(family);
    if (!weights) this.#weights.set(family, (weights = new TextWeights(family, this.#parts.model(family), this.#parts.readers.flatMap((reader) => reader.segments))));
    return weights;
  }

  /** Sets the tokens [start, end) as what is aligned from now on; returns what they are worth, until the next call. */
  #query(checked: Checked, start: number, end: number): Float32Array {
    const { file, model } = checked;
    checked.worths ??= new TokenWorths(file.codes, model);
    const worth = checked.worths.of(start, end);
    this.#aligner.query({ a: file.codes, aStart: start, aEnd: end, worth });
    return worth;
  }

  /** The best alignment of a span with a candidate, `originalTokens` of which are what it was copied from; null where they have no chain in common. */
  #align({ file, model, rarity, texts, leastBits, trace }: Checked, span: Span, candidate: Candidate, worth: Float32Array, originalTokens = tokensOfUnitAround): Alignment | null {
    const decoded = this.#decoded.file(candidate.segment, candidate.file);
    const { tokens } = decoded;
    if (tokens.family !== file.family) return null;
    const chain = this.#aligner.align({ worth, sameText: sameTextBits(file, tokens, texts), a: file.codes, aStart: span.start, aEnd: span.end, b: tokens.codes, bStart: candidate.start, bEnd: Math.min(candidate.end, tokens.codes.length) }, decoded.seeds, leastBits);
    const evidence = chain.length === 0 ? null : this.#scale.weigh(file, tokens, chain, model, rarity);
    if (!evidence) {
      trace?.alignment(span, candidate, null, Infinity, 0);
      return null;
    }
    const runs = chain.slice(evidence.firstRun, evidence.lastRun + 1);
    const coverage = Math.min(evidence.matched / (span.end - span.start), evidence.matched / originalTokens(candidate, runs, tokens.codes.length));
    const strength = strengthOf(evidence, coverage);
    const expected = expectedByChance(strength, this.#tokensOf(file.family), file.family);
    trace?.alignment(span, candidate, evidence, expected, coverage);
    const last = runs[runs.length - 1];
    return { candidate, tokens, runs, evidence, strength, expected, isCommonplace: false, isShuffled: false, aStart: runs[0].aAt, aEnd: last.aAt + last.length, bStart: runs[0].bAt, bEnd: last.bAt + last.length };
  }

  /** An alignment that is strong enough, with whether it is a copy at all, and says where the code comes from. */
  #judged(alignment: Alignment, { file, model, trace }: Checked): Alignment {
    const { candidate, tokens, runs } = alignment;
    if (!followsOneRenaming(file, tokens, runs)) return { ...alignment, isShuffled: true };
    const share = isCompiled({ segment: candidate.segment, file: candidate.file, tokens, runs }) ? 1 : commonplaceShare(file.codes, runs, model);
    trace?.commonplace?.(candidate, share);
    return share < MOSTLY_COMMONPLACE ? alignment : { ...alignment, isCommonplace: true };
  }

  /** What a copy of each span of a file under other names would show as a whole: no match of it can be expected less by chance. */
  reachable(file: TokenFile): (Span & { readonly bits: number; readonly expected: number })[] {
    const model = this.#parts.model(file.family);
    const renamed = { ...file, textHashes: file.textHashes.map((hash) => ~hash) };
    return spansOf(file).map((span) => {
      const evidence = this.#scale.weigh(file, renamed, [{ aAt: span.start, bAt: span.start, length: span.end - span.start }], model, () => 0);
      return { ...span, ...(evidence ? { bits: evidence.bits, expected: expectedByChance(strengthOf(evidence, 1), this.#tokensOf(file.family), file.family) } : { bits: 0, expected: Infinity }) };
    });
  }
}

const isSameFile = (a: Candidate, b: Candidate): boolean => a.segment === b.segment && a.file === b.file;

/** Whether most of both sides is equal, so that its names can be judged. */
const isWholly = ({ evidence, aStart, aEnd, bStart, bEnd }: Alignment): boolean => 2 * evidence.matched > Math.max(aEnd - aStart, bEnd - bStart);

/** Tokens of the innermost indexed unit that holds all runs, or of the whole file. */
function tokensOfUnitAround({ segment, file }: Candidate, runs: readonly Run[], fileTokens: number): number {
  const last = runs[runs.length - 1];
  let unit = segment.unitAt(file, runs[0].bAt);
  while (unit && unit.end < last.bAt + last.length) unit = unit.parent >= 0 ? segment.unit(unit.parent) : null;
  return unit ? unit.end - unit.start : fileTokens;
}
