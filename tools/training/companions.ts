import { LONGEST_BY_TEXTS } from '../../src/core/fingerprint/text-keys.ts';
import { companionHash, type Companion } from '../../src/core/match/companions.ts';
import { MOST_BITS_OF_TEXT } from '../../src/core/match/text-weights.ts';
import type { TokenFile } from '../../src/core/tokens/token-file.ts';
import { countTexts } from './text-counts.ts';

/** A file, as far as its texts are learned from. */
export interface TextsOfFile {
  readonly maker: string;
  /** The distinct texts of each of its functions. */
  readonly functions: readonly (readonly number[])[];
}

export interface CompanionLimits {
  /** Makers in whose functions two texts come together. */
  readonly makers: number;
  /** Bits that the one says less beside the other. */
  readonly leastSaving: number;
  /** Those that save the most are kept. */
  readonly most: number;
}

/** The distinct texts of each function of a file that is not too long to be found by them. */
export function functionTexts({ units, links, textHashes }: Pick<TokenFile, 'units' | 'links' | 'textHashes'>): number[][] {
  return units.filter(({ kind, start, end }) => kind === 'function' && end - start <= LONGEST_BY_TEXTS).map(({ start, end }) => [...new Set(links.subarray(start, end))].filter((link) => link > 0).map((link) => textHashes[link - 1]));
}

/** Which texts say little beside which others, in the functions of many makers. Each file counts once, however many of its functions have both. */
export function companionsOf(files: readonly TextsOfFile[], { makers: fewest, leastSaving, most }: CompanionLimits = LIMITS): Companion[] {
  const texts = numbered(files, fewest);
  const { pairs, counts } = pairsIn(files, texts);
  const hashes = [...texts.keys()];
  const found: (Companion & { readonly worth: number })[] = [];
  for (let at = 0; at < pairs.length; ) {
    const pair = Math.floor(pairs[at] / MOST_MAKERS);
    let [together, makers] = [0, 0];
    for (let last = -1; at < pairs.length && Math.floor(pairs[at] / MOST_MAKERS) === pair; at++, together++) {
      if (pairs[at] !== last) makers++;
      last = pairs[at];
    }
    if (makers < fewest) continue;
    const [x, y] = [Math.floor(pair / MOST_TEXTS), pair % MOST_TEXTS];
    for (const [text, given] of [[x, y], [y, x]]) {
      const bits = Math.log2(counts[given] / together);
      const saving = Math.min(MOST_BITS_OF_TEXT, Math.log2(files.length / counts[text])) - bits;
      if (saving >= leastSaving) found.push({ hash: companionHash(hashes[text], hashes[given]), bits, worth: saving * together });
    }
  }
  return found.sort((x, y) => y.worth - x.worth || x.hash - y.hash).slice(0, most).map(({ hash, bits }) => ({ hash, bits }));
}

/** Each pair of texts of a function once a file, as one number with its maker, in increasing order; and in how many files each text is met. */
function pairsIn(files: readonly TextsOfFile[], texts: ReadonlyMap<number, number>): { readonly pairs: Float64Array; readonly counts: Float64Array } {
  const makers = new Map<string, number>();
  const counts = new Float64Array(texts.size);
  let pairs = new Float64Array(1 << 20);
  let length = 0;
  for (const { maker, functions } of files) {
    if (!makers.has(maker)) makers.set(maker, makers.size);
    const own = new Set<number>();
    const met = new Set<number>();
    for (const all of functions) {
      const known = all.flatMap((text) => texts.get(text) ?? []).sort((x, y) => x - y).slice(-MOST_OF_FUNCTION);
      for (const [i, x] of known.entries()) {
        met.add(x);
        for (let j = 0; j < i; j++) own.add(known[j] * MOST_TEXTS + x);
      }
    }
    for (const text of met) counts[text]++;
    for (const pair of own) {
      if (length === pairs.length) pairs = grown(pairs);
      pairs[length++] = pair * MOST_MAKERS + makers.get(maker)!;
    }
  }
  if (makers.size > MOST_MAKERS) throw new Error(`companions are counted for ${MOST_MAKERS} makers at most, not for ${makers.size}`);
  return { pairs: pairs.subarray(0, length).sort(), counts };
}

/** Numbers for the texts that enough makers have and that are not in every other file, the most usual first. */
function numbered(files: readonly TextsOfFile[], fewest: number): Map<number, number> {
  const counts = countTexts(files.map(({ maker, functions }) => ({ maker, texts: functions.flat() })));
  const known = [...counts].filter(([, count]) => count.makers.size >= fewest && count.files * USUAL <= files.length);
  known.sort(([x, a], [y, b]) => b.files - a.files || x - y);
  return new Map(known.slice(0, MOST_TEXTS).map(([text], i) => [text, i]));
}

function grown(pairs: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(pairs.length * 2);
  larger.set(pairs);
  return larger;
}

const LIMITS: CompanionLimits = { makers: 3, leastSaving: 1.5, most: 2 ** 14 };
/** A text in one of so many files says nothing anyway. */
const USUAL = 8;
/** Of the texts of one function the rarest are looked at: tables have hundreds. */
const MOST_OF_FUNCTION = 48;
const MOST_TEXTS = 2 ** 17;
const MOST_MAKERS = 2 ** 10;
