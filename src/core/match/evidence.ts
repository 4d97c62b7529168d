import { ID } from '../tokens/language.ts';
import { gapCost } from './align.ts';
import type { FamilyModel } from './family-model.ts';
import type { Run } from './runs.ts';
import { StampedMap, StampedSet } from './stamped-set.ts';

/** Tokens as the evidence wants them, of either side. */
export interface NamedTokens {
  readonly codes: Uint8Array;
  readonly links: Uint32Array;
  readonly textHashes: Uint32Array;
}

/** How strong a match is, and of what that is made. All figures in bits unless said otherwise. */
export interface Evidence {
  readonly bits: number;
  readonly structure: number;
  readonly naming: number;
  readonly equalTexts: number;
  /** Not positive. */
  readonly gaps: number;
  /** The runs of the chain that make the maximal-scoring segment, both inclusive. */
  readonly firstRun: number;
  readonly lastRun: number;
  /** Tokens in those runs. */
  readonly matched: number;
}

/** How rare a text is: log2 of the files per file that has it. */
export type Rarity = (textHash: number) => number;

export interface EvidenceWeights {
  /** What one name costs that breaks the renaming. */
  readonly conflict: number;
  /** What a bit of rarity of an equal text is worth, and the most that one text gives. */
  readonly rarity: number;
  readonly mostPerText: number;
  /** The most that all equal texts give together: a list of an interface's constants is no proof of copying. */
  readonly mostForTexts: number;
  /** The most that a matched token gives by its structure, on average: a switch over letters is no proof of copying either. */
  readonly mostPerToken: number;
  /** Rarity that is not counted: it takes no copying to use a common name. */
  readonly commonRarity: number;
}

export const DEFAULT_WEIGHTS: EvidenceWeights = { conflict: 3.5, rarity: 0.5, mostPerText: 5, mostForTexts: 24, mostPerToken: 2.4, commonRarity: 2 };

/**
 * Weighs a chain: the surprisal of each matched token, where a 4-gram counts once; repeated names that follow one renaming, or
 * break it; rare texts that are equal; gaps. Finds the stretch of the chain that scores best, and judges it by the
 * renaming that most of its names agree on.
 */
export class EvidenceScale {
  readonly #seen = new StampedSet();
  readonly #contexts = new StampedSet();
  readonly #texts = new StampedSet();
  readonly #forth = new StampedMap();
  readonly #back = new StampedMap();
  /** Of each matched token of the chain: the key of its 4-gram, and its surprisal within its run. */
  #grams = new Int32Array(1 << 10);
  #surprisals = new Float32Array(1 << 10);
  /** Of each run: the matched tokens before it; and the bits of the stretch before it that was weighed last, less the gap between. */
  #tokensBefore = new Int32Array(1 << 8);
  #before = new Float32Array(1 << 8);

  weigh(a: NamedTokens, b: NamedTokens, chain: readonly Run[], model: FamilyModel, rarity: Rarity, weights: EvidenceWeights = DEFAULT_WEIGHTS): Evidence | null {
    let best: Evidence | null = null;
    let starts = 0;
    let rest = chain.reduce((sum, run) => sum + run.length, 0);
    this.#measure(a, chain, model);
    for (let first = 0; first < chain.length && starts < MAX_STARTS; rest -= chain[first++].length) {
      // A stretch begins with a run that a seed found, and can't beat one that has more bits than there are tokens left to give.
      if (chain[first].length < MIN_FIRST_RUN) continue;
      if (best && best.bits > rest * MOST_BITS_PER_TOKEN) break;
      // Nor does it gain by leaving out a beginning that is worth far more than the gap after it costs.
      if (first > 0 && this.#before[first] > WORTH_KEEPING) continue;
      starts++;
      const stretch = this.#stretch(a, b, chain, first, chain.length - 1, rarity, weights, null);
      if (stretch && (!best || stretch.bits > best.bits)) best = stretch;
    }
    if (!best) return null;
    const settled = settledRenaming(a, b, chain, best.firstRun, best.lastRun);
    const judged = this.#stretch(a, b, chain, best.firstRun, best.lastRun, rarity, weights, settled);
    return judged && judged.bits > best.bits ? judged : best;
  }

  /** What the tokens of a chain say does not depend on where a stretch begins. */
  #measure(a: NamedTokens, chain: readonly Run[], model: FamilyModel): void {
    const tokens = chain.reduce((sum, { length }) => sum + length, 0);
    if (tokens > this.#grams.length) {
      this.#grams = new Int32Array(tokens * 2);
      this.#surprisals = new Float32Array(tokens * 2);
    }
    if (chain.length > this.#before.length) {
      this.#tokensBefore = new Int32Array(chain.length * 2);
      this.#before = new Float32Array(chain.length * 2);
    }
    let at = 0;
    chain.forEach(({ aAt, length }, r) => {
      this.#tokensBefore[r] = at;
      this.#before[r] = 0;
      for (let t = 0; t < length; t++, at++) {
        this.#grams[at] = gramKey(a.codes, aAt + t, t);
        this.#surprisals[at] = model.surprisal(a.codes, aAt + t, aAt);
      }
    });
  }

  /** The best stretch that begins with run `first` and ends with run `last` at the latest. */
  #stretch(a: NamedTokens, b: NamedTokens, chain: readonly Run[], first: number, last: number, rarity: Rarity, weights: EvidenceWeights, settled: Renaming | null): Evidence | null {
    const [grams, surprisals, before] = [this.#grams, this.#surprisals, this.#before];
    const seen = this.#seen.clear();
    const contexts = this.#contexts.clear();
    const texts = this.#texts.clear();
    const forth = this.#forth.clear();
    const back = this.#back.clear();
    let names = 0;
    let [structure, naming, equalTexts, gaps, matched] = [0, 0, 0, 0, 0];
    let best: Evidence | null = null;
    for (let r = first; r <= last; r++) {
      const { aAt, bAt, length } = chain[r];
      if (r > first) {
        const { aAt: aBefore, bAt: bBefore, length: tokens } = chain[r - 1];
        gaps -= gapCost(Math.max(aAt - aBefore - tokens, bAt - bBefore - tokens));
        if (!settled) before[r] = Math.min(structure, weights.mostPerToken * matched) + naming + equalTexts + gaps;
      }
      for (let t = 0, at = this.#tokensBefore[r]; t < length; t++, at++) {
        const i = aAt + t;
        const code = a.codes[i];
        if (seen.add(grams[at])) structure += surprisals[at];
        matched++;
        const x = a.links[i];
        const y = b.links[bAt + t];
        if (x === 0 || y === 0) continue;
        const hash = a.textHashes[x - 1];
        if (hash === b.textHashes[y - 1] && texts.add(hash)) {
          equalTexts = Math.min(weights.mostForTexts, equalTexts + textBits(rarity(hash), weights));
        }
        if (code !== ID) continue;
        const known = settled ? settled.forth.get(x) : forth.get(x);
        const knownBack = settled ? settled.back.get(y) : back.get(y);
        const isFirst = forth.get(x) === undefined && back.get(y) === undefined;
        if (isFirst) {
          forth.set(x, y);
          back.set(y, x);
          names++;
          if (!settled) continue;
        }
        if (known === y && (settled ? knownBack === x : true)) {
          if (!isFirst && contexts.add(contextKey(x, t > 0 ? a.codes[i - 1] : 0, t + 1 < length ? a.codes[i + 1] : 0))) naming += Math.log2(1 + names / 2);
        } else if (known !== undefined || knownBack !== undefined) naming -= weights.conflict;
      }
      const bounded = Math.min(structure, weights.mostPerToken * matched);
      const bits = bounded + naming + equalTexts + gaps;
      if (!best || bits > best.bits) best = { bits, structure: bounded, naming, equalTexts, gaps, firstRun: first, lastRun: r, matched };
      if (bits < HOPELESS) break;
    }
    return best;
  }
}

/** One-to-one renaming between the names (links) of two sides. */
export interface Renaming {
  readonly forth: ReadonlyMap<number, number>;
  readonly back: ReadonlyMap<number, number>;
}

/** The one-to-one renaming that most matched names of the runs follow: pairs by how often they meet, the earlier first among equals. */
export const settledRenaming = (a: NamedTokens, b: NamedTokens, chain: readonly Run[], firstRun: number, lastRun: number): Renaming => renamingOfPairs(namePairs(a, b, chain, firstRun, lastRun));

/** The same from what `namePairs` returns. */
export function renamingOfPairs(pairs: readonly { readonly x: number; readonly y: number }[]): Renaming {
  const forth = new Map<number, number>();
  const back = new Map<number, number>();
  for (const { x, y } of pairs) {
    if (forth.has(x) || back.has(y)) continue;
    forth.set(x, y);
    back.set(y, x);
  }
  return { forth, back };
}

/**
 * Pairs of names (links) to show as what was renamed: the settled renaming; and in a copy without a gap also names that were given
 * one name on either side, which no one-to-one renaming has.
 */
export function shownRenaming(a: NamedTokens, b: NamedTokens, chain: readonly Run[]): (readonly [number, number])[] {
  const pairs = namePairs(a, b, chain, 0, chain.length - 1);
  const { forth, back } = renamingOfPairs(pairs);
  const shown: (readonly [number, number])[] = [...forth];
  if (chain.length > 1) return shown;
  const known = [new Set(forth.keys()), new Set(back.keys())];
  for (const { x, y } of pairs) {
    if (known[0].has(x) && known[1].has(y)) continue;
    known[0].add(x);
    known[1].add(y);
    shown.push([x, y]);
  }
  return shown;
}

/** Names (links) that meet in the runs, and how often; the most frequent pairs first, the earlier among equals. */
export function namePairs(a: NamedTokens, b: NamedTokens, chain: readonly Run[], firstRun: number, lastRun: number): { readonly x: number; readonly y: number; readonly n: number }[] {
  const pairs = new Map<number, { x: number; y: number; n: number; order: number }>();
  for (let r = firstRun; r <= lastRun; r++) {
    for (let t = 0; t < chain[r].length; t++) {
      const i = chain[r].aAt + t;
      if (a.codes[i] !== ID) continue;
      const x = a.links[i];
      const y = b.links[chain[r].bAt + t];
      if (x === 0 || y === 0) continue;
      const pair = pairs.get(x * 2 ** 26 + y);
      if (pair) pair.n++;
      else pairs.set(x * 2 ** 26 + y, { x, y, n: 1, order: pairs.size });
    }
  }
  return [...pairs.values()].sort((p, q) => q.n - p.n || p.order - q.order);
}

/** Bits for one text that both sides share. */
export const textBits = (rarity: number, weights: EvidenceWeights): number => Math.min(weights.mostPerText, Math.max(0, weights.rarity * (rarity - weights.commonRarity)));

const MAX_STARTS = 24;
const MIN_FIRST_RUN = 5;
/** More than any stretch of tokens gives on average. */
const MOST_BITS_PER_TOKEN = 8;
/** Bits of a beginning that no stretch gains by leaving out. */
const WORTH_KEEPING = 8;
/** A stretch that has sunk so low is given up. */
const HOPELESS = -20;

/** Key of the 4-gram that ends at i; shorter at the beginning of a run, `before` tokens back. */
export function gramKey(codes: Uint8Array, i: number, before: number): number {
  return before >= 3
    ? codes[i] | (codes[i - 1] << 8) | (codes[i - 2] << 16) | (codes[i - 3] << 24)
    : (codes[i] | ((before > 0 ? codes[i - 1] : 0) << 8) | ((before > 1 ? codes[i - 2] : 0) << 16)) | ((5 + before) << 28);
}

const contextKey = (link: number, before: number, after: number): number => (Math.imul(link, 0x9e3779b1) ^ (before << 8) ^ after) | 0;
