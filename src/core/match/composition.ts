import type { TextWeights } from './text-weights.ts';
import type { Run } from './runs.ts';
import type { NamedTokens } from './evidence.ts';

/** A stretch of tokens, half-open, whose texts are compared with those of another. */
export interface Stretch {
  readonly tokens: NamedTokens;
  readonly start: number;
  readonly end: number;
}

/** A stretch with what its texts say by themselves. */
export interface TextProfile extends Stretch {
  /** Distinct texts with the first place of each, in order. */
  readonly places: ReadonlyMap<number, number>;
  /** Bits of those that it may have in common with others. */
  readonly vocabulary: number;
}

/** @param which what makes a text one that others may have: in the checked file that the index knows it, in an indexed one that it is not that file's alone */
export function profileOf(stretch: Stretch, weights: TextWeights, which: 'isKnown' | 'isShared'): TextProfile {
  const { links, textHashes } = stretch.tokens;
  const places = new Map<number, number>();
  let vocabulary = 0;
  for (let at = stretch.start; at < stretch.end; at++) {
    if (links[at] === 0) continue;
    const text = textHashes[links[at] - 1];
    if (places.has(text)) continue;
    places.set(text, at);
    const weight = weights.of(text);
    if (weight[which]) vocabulary += weight.bits;
  }
  const { tokens, start, end } = stretch;
  return { tokens, start, end, places, vocabulary };
}

/** A text that both stretches have: its first place in each. */
export interface Anchor {
  readonly a: number;
  readonly b: number;
  readonly text: number;
  readonly bits: number;
}

/** How alike the texts are that two stretches are made of. */
export interface Composition {
  /** What decides, in bits. */
  readonly bits: number;
  /** In order of `a`. */
  readonly anchors: readonly Anchor[];
}

/** What else decides. */
export interface TextFacts {
  /** A composition of fewer bits is none. */
  readonly leastBits: number;
  /** In how many other places that resemble the query it stands: what these explain, the original need not. */
  readonly elsewhere: (textHash: number) => number;
  /** Whether it names a constant: those of one interface come in lists, and a list is no proof of copying. */
  readonly isConstant: (textHash: number) => boolean;
}

/**
 * Weighs two units by the texts that they share, where no structure is left to align. Names of libraries and literals survive a rewrite; but
 * honest code that does the like with the same libraries shares them, too. So it asks four things together: how much is shared
 * and in the same immediate contexts; that it stands in different places, not in one list or table; that it
 * is much of what either unit could share at all; and that it is spread over the whole original.
 */
export function weighComposition(a: TextProfile, b: TextProfile, weights: TextWeights, { leastBits, elsewhere, isConstant }: TextFacts): Composition | null {
  const all = anchorsOf(a, b, weights, isConstant);
  const vocabulary = Math.max(a.vocabulary, b.vocabulary) + PRIOR_VOCABULARY;
  if (all.length < LEAST_ANCHORS || mostBits(all.length, sumOf(all), vocabulary) * spreadOf(b, all) < leastBits) return null;
  const anchors = besideOthers(all, weights);
  const spread = spreadOf(b, anchors);
  if (anchors.length < LEAST_ANCHORS || mostBits(anchors.length, sumOf(anchors), vocabulary) * spread < leastBits) return null;
  const contexts = BITS_OF_CONTEXT * sharedContexts(a, b, anchors);
  const distinct = distinctBits(a, b, anchors);
  const bitsBeside = (others: (textHash: number) => number): number => {
    const specific = anchors.reduce((sum, { text, bits }) => sum + bits / (1 + others(text)), contexts);
    return ((specific * distinct) / vocabulary) * spread * severalOf(anchors.length);
  };
  // Others take time to find, and only take bits away.
  if (bitsBeside(() => 0) < leastBits) return null;
  const bits = bitsBeside(elsewhere);
  return bits < leastBits ? null : { bits, anchors: all };
}

const sumOf = (anchors: readonly Anchor[]): number => anchors.reduce((sum, { bits }) => sum + bits, 0);

/** The share of the eighths of a stretch that anchors stand in. */
function spreadOf({ start, end }: Stretch, anchors: readonly Anchor[]): number {
  const eighths = new Set(anchors.map(({ b }) => Math.floor((8 * (b - start)) / (end - start))));
  return eighths.size / 8;
}

/** Whether a stretch with so many known texts, of so many bits together, can come to a composition of `leastBits` at all, whatever it is compared with. */
export function isEnough(texts: number, bits: number, leastBits: number): boolean {
  return texts >= LEAST_ANCHORS && mostBits(texts, bits, bits + PRIOR_VOCABULARY) >= leastBits;
}

/** What so many shared texts come to where every one is in places of its own, all of its contexts are shared, and they are spread over the whole original. */
const mostBits = (texts: number, bits: number, vocabulary: number): number => ((bits * (bits + BITS_OF_CONTEXT * MOST_CONTEXTS * texts)) / vocabulary) * severalOf(texts);

/** The share that counts of so many texts. */
const severalOf = (texts: number): number => Math.min(1, (1 + texts - LEAST_ANCHORS) / (1 + MANY_ANCHORS - LEAST_ANCHORS));

/** The texts that both sides have and that say something, in order of `a`. */
function anchorsOf(a: TextProfile, b: TextProfile, weights: TextWeights, isConstant: TextFacts['isConstant']): Anchor[] {
  const anchors: Anchor[] = [];
  for (const [text, at] of a.places) {
    const other = b.places.get(text);
    if (other === undefined) continue;
    const bits = weights.of(text).bits * (isConstant(text) ? SHARE_OF_CONSTANT : 1);
    if (bits > LEAST_BITS) anchors.push({ a: at, b: other, text, bits });
  }
  return anchors;
}

/** Those that still say something beside those that say more, with what they say then. */
function besideOthers(anchors: readonly Anchor[], weights: TextWeights): Anchor[] {
  const left = anchors.map(({ bits }) => bits);
  const byBits = anchors.map((_, i) => i).sort((x, y) => anchors[y].bits - anchors[x].bits || x - y);
  byBits.forEach((at, i) => {
    for (let j = 0; j < i; j++) left[at] = Math.min(left[at], weights.given(anchors[at].text, anchors[byBits[j]].text));
  });
  return anchors.map((anchor, i) => ({ ...anchor, bits: left[i] })).filter(({ bits }) => bits > LEAST_BITS);
}

/** Bits of anchors, less for those that stand next to others on both sides, and for those in a context that came before: rows of a list. */
function distinctBits(a: Stretch, b: Stretch, anchors: readonly Anchor[]): number {
  const contexts = [new Map<number, number>(), new Map<number, number>()];
  let sum = 0;
  anchors.forEach((anchor, i) => {
    const repeats = [contextOf(a, anchor.a), contextOf(b, anchor.b)].map((context, side) => {
      const before = contexts[side].get(context) ?? 0;
      contexts[side].set(context, before + 1);
      return before;
    });
    let near = 0;
    for (let j = 0; j < i && near < 2; j++) if (Math.abs(anchors[j].a - anchor.a) <= NEAR && Math.abs(anchors[j].b - anchor.b) <= NEAR) near++;
    sum += anchor.bits / (1 + near) / (1 + Math.max(...repeats));
  });
  return sum;
}

/** The tokens on either side of one. */
const contextOf = ({ tokens: { codes }, start, end }: Stretch, at: number): number => (at > start ? codes[at - 1] + 1 : 0) * 512 + (at + 1 < end ? codes[at + 1] + 1 : 0);

/** Distinct windows of three tokens round shared texts that are equal on both sides. */
function sharedContexts(a: Stretch, b: Stretch, anchors: readonly Anchor[]): number {
  const texts = new Map(anchors.map(({ text }, i) => [text, i]));
  const ours = contextsOf(a, texts);
  let shared = 0;
  for (const context of contextsOf(b, texts)) if (ours.has(context)) shared++;
  return shared;
}

/** Each as a number of its own; with the number of its text in it and not the text's hash it is a small one, for which V8 allocates nothing. */
function contextsOf({ tokens: { codes, links, textHashes }, start, end }: Stretch, texts: ReadonlyMap<number, number>): Set<number> {
  const contexts = new Set<number>();
  for (let at = start; at < end; at++) {
    const text = links[at] === 0 ? undefined : texts.get(textHashes[links[at] - 1]);
    if (text === undefined) continue;
    for (let first = Math.max(start, at - 2); first <= at && first + 3 <= end; first++) {
      let shape = at - first;
      for (let t = first; t < first + 3; t++) if (t !== at) shape = shape * 256 + codes[t];
      contexts.add(text * 2 ** 18 + shape);
    }
  }
  return contexts;
}

/**
 * Runs of equal tokens round the anchors that stand in the same order on both sides (the chain that is worth the most), to show and to
 * name the region by.
 */
export function runsAround(a: Stretch, b: Stretch, anchors: readonly Anchor[]): Run[] {
  const runs: Run[] = [];
  for (const { a: aAt, b: bAt } of increasing(anchors)) {
    const before = runs.at(-1);
    const aLeast = before ? before.aAt + before.length : a.start;
    const bLeast = before ? before.bAt + before.length : b.start;
    if (aAt < aLeast || bAt < bLeast) continue;
    let back = 0;
    while (aAt - back > aLeast && bAt - back > bLeast && a.tokens.codes[aAt - back - 1] === b.tokens.codes[bAt - back - 1]) back++;
    let length = 1;
    while (aAt + length < a.end && bAt + length < b.end && a.tokens.codes[aAt + length] === b.tokens.codes[bAt + length]) length++;
    runs.push({ aAt: aAt - back, bAt: bAt - back, length: back + length });
  }
  return runs;
}

function increasing(anchors: readonly Anchor[]): Anchor[] {
  const scores: number[] = [];
  const previous: number[] = [];
  let best = -1;
  anchors.forEach((anchor, i) => {
    let [score, from] = [anchor.bits, -1];
    for (let j = 0; j < i; j++) if (anchors[j].b < anchor.b && scores[j] + anchor.bits > score) [score, from] = [scores[j] + anchor.bits, j];
    scores.push(score);
    previous.push(from);
    if (best < 0 || score > scores[best]) best = i;
  });
  const chain: Anchor[] = [];
  for (let i = best; i >= 0; i = previous[i]) chain.push(anchors[i]);
  return chain.reverse();
}

/** Fewer shared texts are no composition, since the names of one library come together by themselves; from so many on they count in full. */
const LEAST_ANCHORS = 5;
const MANY_ANCHORS = 8;
/** What is left of a constant's bits. */
const SHARE_OF_CONSTANT = 0.25;
/** A text that tells less is not looked at. */
const LEAST_BITS = 0.5;
/** What an equal window of three tokens round a shared text is worth. */
const BITS_OF_CONTEXT = 1.6;
/** More such windows than a text has on average. */
const MOST_CONTEXTS = 6;
/** Bits of vocabulary that are taken for granted, so that a unit with hardly any is not matched by a word. */
const PRIOR_VOCABULARY = 8;
/** Tokens within which anchors are one place. */
const NEAR = 6;
