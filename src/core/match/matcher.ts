import { fingerprint } from '../fingerprint/fingerprints.ts';
import type { Kernel } from '../fingerprint/kernel.ts';
import type { IndexedTokens, IndexReader } from '../index/contract.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { Aligner, type Run } from './align.ts';
import { CandidateSearch, type Candidate } from './candidates.ts';
import { EvidenceScale, sameTextBits, tokenWorths, type Evidence, type Rarity } from './evidence.ts';
import { expectedByChance, strengthOf } from './expectation.ts';
import { DecodedFiles } from './decoded-files.ts';
import type { FamilyModel } from './family-model.ts';
import { spansOf } from './spans.ts';
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

/** Finds the alignments of a file with all open indexes that chance explains at most `expectedAtMost` times. */
export class Matcher {
  readonly #parts: MatcherParts;
  readonly #indexTokens: number;
  readonly #aligner = new Aligner();
  readonly #scale = new EvidenceScale();
  readonly #decoded = new DecodedFiles();
  readonly #rarities = new Map<string, Rarity>();

  constructor(parts: MatcherParts) {
    this.#parts = parts;
    this.#indexTokens = parts.readers.reduce((sum, reader) => sum + reader.stats.tokens, 0);
  }

  match(file: TokenFile, expectedAtMost: number, trace?: Trace): Alignment[] {
    const { kernel, readers } = this.#parts;
    const model = this.#parts.model(file.family);
    const search = new CandidateSearch(readers, fingerprint(file, kernel));
    const rarity = this.#rarityIn(file.family, model);
    const found: Alignment[] = [];
    for (const span of spansOf(file)) {
      const stats = { keys: 0, unknown: 0, tooCommon: 0, units: 0 };
      const candidates = search.search(span, stats);
      trace?.span(span, stats, candidates.length);
      const worth = candidates.length > 0 ? tokenWorths(file.codes, span.start, span.end, model) : NO_WORTHS;
      for (const candidate of candidates) {
        // The unit around this one has been aligned with the same place already.
        if (found.some((other) => other.candidate.segment === candidate.segment && other.candidate.file === candidate.file && other.aStart <= span.start && other.aEnd >= span.end && other.bStart < candidate.end && other.bEnd > candidate.start)) continue;
        const tokens = this.#decoded.tokens(candidate.segment, candidate.file);
        if (tokens.family !== file.family) continue;
        const chain = this.#aligner.align({ worth, sameText: sameTextBits(file, tokens, rarity), a: file.codes, aStart: span.start, aEnd: span.end, b: tokens.codes, bStart: candidate.start, bEnd: Math.min(candidate.end, tokens.codes.length) });
        const evidence = chain.length === 0 ? null : this.#scale.weigh(file, tokens, chain, model, rarity);
        if (!evidence) {
          trace?.alignment(span, candidate, null, Infinity, 0);
          continue;
        }
        const runs = chain.slice(evidence.firstRun, evidence.lastRun + 1);
        const coverage = Math.min(evidence.matched / (span.end - span.start), evidence.matched / unitAround(candidate, runs, tokens.codes.length));
        const strength = strengthOf(evidence, coverage);
        const expected = expectedByChance(strength, this.#indexTokens);
        trace?.alignment(span, candidate, evidence, expected, coverage);
        if (expected > expectedAtMost) continue;
        const last = runs[runs.length - 1];
        found.push({ candidate, tokens, runs, evidence, strength, expected, aStart: runs[0].aAt, aEnd: last.aAt + last.length, bStart: runs[0].bAt, bEnd: last.bAt + last.length });
      }
    }
    return found;
  }

  /** The rarity of texts in a family; what was looked up once is known for all files. */
  #rarityIn(family: string, model: FamilyModel): Rarity {
    let rarity = this.#rarities.get(family);
    if (!rarity) this.#rarities.set(family, (rarity = this.#newRarity(family, model)));
    return rarity;
  }

  /** log2 of files per file that has a text, over the model's training files and the open indexes together. */
  #newRarity(family: string, model: FamilyModel): Rarity {
    const { readers } = this.#parts;
    const segments = readers.flatMap((reader) => reader.segments);
    const files = model.files + segments.reduce((sum, segment) => sum + segment.files(family), 0);
    const known = new Map<number, number>();
    return (textHash) => {
      let bits = known.get(textHash);
      if (bits === undefined) {
        const having = model.documentFrequency(textHash) + segments.reduce((sum, segment) => sum + segment.documentFrequency(family, textHash), 0);
        known.set(textHash, (bits = Math.log2((files + 1) / (having + 1))));
      }
      return bits;
    };
  }
}

/** Tokens of the innermost indexed unit that holds all runs, or of the whole file. */
function unitAround({ segment, file }: Candidate, runs: readonly Run[], fileTokens: number): number {
  const last = runs[runs.length - 1];
  let unit = segment.unitAt(file, runs[0].bAt);
  while (unit && unit.end < last.bAt + last.length) unit = unit.parent >= 0 ? segment.unit(unit.parent) : null;
  return unit ? unit.end - unit.start : fileTokens;
}

const NO_WORTHS = new Float32Array(0);
