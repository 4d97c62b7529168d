import { createEngine } from '../core/engine.ts';
import { hashText } from '../core/fingerprint/hash.ts';
import type { Kernel } from '../core/fingerprint/kernel.ts';
import { indexEntry } from '../core/index-entry.ts';
import type { IndexedTokens } from '../core/index/contract.ts';
import { memoryIndex } from '../core/index/memory-index.ts';
import { expectedByChance } from '../core/match/expectation.ts';
import type { FamilyModel } from '../core/match/family-model.ts';
import type { Alphabet } from '../core/tokens/language.ts';
import { MIN_UNIT_TOKENS, type TokenFile, type Unit } from '../core/tokens/token-file.ts';

/**
 * A miss or a false alarm without the code: structural tokens by name, and which of them bear the same text, as small numbers. Neither names nor literals
 * nor hashes of them are in it, so that nothing can be guessed back.
 */
export interface ReportedCase {
  readonly format: 'nearcopy-case/1';
  /** What should happen: a copy should be `found`, of unrelated code `nothing` should be. */
  readonly expected: 'found' | 'nothing';
  readonly note: string;
  readonly language: string;
  readonly family: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: CaseSettings;
  /** What did happen when it was packed. */
  readonly happened: CaseOutcome;
  /** The code that was checked, and the one that it is, or isn't, a copy of. */
  readonly checked: CaseSide;
  readonly original: CaseSide;
  /** For each number that both sides bear: log2 of files per file that has the text. */
  readonly rarity: Readonly<Record<string, number>>;
}

export interface CaseSettings {
  readonly expectedAtMost: number;
  /** Tokens of the family in the indexes. */
  readonly indexTokens: number;
}

export interface CaseOutcome {
  readonly found: boolean;
  readonly bits: number | null;
  readonly expectedByChance: number | null;
}

/** Tokens by their names in the alphabet; for each 0, or the number of its text; both parted by spaces. Units as kind, first token, end, parent. */
export interface CaseSide {
  readonly tokens: string;
  readonly texts: string;
  readonly units: readonly (readonly [Unit['kind'], number, number, number])[];
}

/** A stretch of a file or of an indexed file, in tokens, half-open. */
export interface CasePart {
  readonly tokens: Pick<IndexedTokens, 'codes' | 'links' | 'textHashes'>;
  readonly units: readonly Unit[];
  readonly start: number;
  readonly end: number;
}

export interface CaseParts {
  readonly kernel: Kernel;
  readonly model: FamilyModel;
  readonly alphabet: Alphabet;
}

/** Packs a case, and tries what happens. */
export function packCase(facts: Pick<ReportedCase, 'expected' | 'note' | 'language' | 'versions' | 'settings'>, checked: CasePart, original: CasePart, parts: CaseParts): ReportedCase {
  const { model, alphabet } = parts;
  const numbers = new Map<number, number>();
  const numberOf = (hash: number): number => {
    if (!numbers.has(hash)) numbers.set(hash, numbers.size + 1);
    return numbers.get(hash)!;
  };
  const hashesOf = ({ tokens, start, end }: CasePart): Set<number> => new Set([...tokens.links.subarray(start, end)].filter((link) => link > 0).map((link) => tokens.textHashes[link - 1]));
  const sides = [checked, original].map((part) => sideOf(part, alphabet, numberOf));
  const theirs = hashesOf(original);
  const shared = [...hashesOf(checked)].filter((hash) => theirs.has(hash));
  const rarity = Object.fromEntries(shared.map((hash) => [numberOf(hash), Math.round(Math.log2((model.files + 1) / (model.documentFrequency(hash) + 1)) * 10) / 10]));
  const packed: ReportedCase = { format: 'nearcopy-case/1', ...facts, family: alphabet.family, happened: { found: false, bits: null, expectedByChance: null }, checked: sides[0], original: sides[1], rarity };
  return { ...packed, happened: replayCase(packed, parts) };
}

/** What happens today. Throws an Error where the case speaks of another family, or of tokens that there are not. */
export function replayCase(reported: ReportedCase, { kernel, model, alphabet }: CaseParts): CaseOutcome {
  if (reported.family !== alphabet.family) throw new Error(`the case is of the family ${reported.family}, not ${alphabet.family}`);
  const [checked, original] = [reported.checked, reported.original].map((side) => tokensOf(side, reported, alphabet));
  const blank = (file: TokenFile): string => ' '.repeat(file.codes.length);
  const entry = indexEntry(original, blank(original), { content: '0'.repeat(32), isGenerated: false, keepSource: false }, kernel);
  const work = { name: 'original', version: null, purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files: [{ path: 'original', content: entry.content, license: null }] };
  const index = memoryIndex([work], [entry], 'case');
  const files = new Map(Object.entries(reported.rarity).map(([number, bits]) => [hashOf(Number(number)), (model.files + 1) / 2 ** bits - 1]));
  const rated: FamilyModel = { ...model, documentFrequency: (hash) => files.get(hash) ?? 0 };
  const engine = createEngine({ kernel, indexes: [index], models: new Map([[reported.family, rated]]), fallbackModel: () => rated });
  // Chance grows with the index: the limit of this small one is as strict as that of the large one was.
  const [here, there] = [index.stats.tokens, reported.settings.indexTokens].map((tokens) => expectedByChance(0, tokens, reported.family));
  const scale = here / there;
  const [best] = engine.check({ path: 'checked', text: blank(checked), tokens: checked }, { expectedAtMost: reported.settings.expectedAtMost * scale }).sort((a, b) => a.expectedByChance - b.expectedByChance);
  return best ? { found: true, bits: best.evidenceBits, expectedByChance: Number((best.expectedByChance / scale).toPrecision(3)) } : { found: false, bits: null, expectedByChance: null };
}

function sideOf({ tokens, units, start, end }: CasePart, alphabet: Alphabet, numberOf: (hash: number) => number): CaseSide {
  const kept = units.map((unit, i) => ({ unit, i })).filter(({ unit }) => unit.start >= start && unit.end <= end && unit.end - unit.start >= MIN_UNIT_TOKENS);
  const place = new Map(kept.map(({ i }, at) => [i, at]));
  const own = kept.map(({ unit }): CaseSide['units'][number] => [unit.kind, unit.start - start, unit.end - start, place.get(unit.parent) ?? -1]);
  return {
    tokens: [...tokens.codes.subarray(start, end)].map((code) => alphabet.tokens[code] ?? 'OTHER').join(' '),
    texts: [...tokens.links.subarray(start, end)].map((link) => (link === 0 ? 0 : numberOf(tokens.textHashes[link - 1]))).join(' '),
    // Part of a unit is looked up as one.
    units: own.length > 0 ? own : [['function', 0, end - start, -1]],
  };
}

function tokensOf({ tokens, texts, units }: CaseSide, { language, family }: ReportedCase, alphabet: Alphabet): TokenFile {
  const codes = tokens.split(' ').map((name) => {
    const code = alphabet.tokens.indexOf(name);
    if (code < 0) throw new Error(`the alphabet of ${family} has no token '${name}'`);
    return code;
  });
  const numbers = texts.split(' ').map(Number);
  if (numbers.length !== codes.length) throw new Error(`the case has ${codes.length} tokens and ${numbers.length} texts`);
  const distinct = [...new Set(numbers.filter((text) => text > 0))];
  return {
    language, family,
    codes: Uint8Array.from(codes),
    links: Uint32Array.from(numbers, (text) => distinct.indexOf(text) + 1),
    textHashes: Uint32Array.from(distinct, hashOf),
    textFirst: Uint32Array.from(distinct, (text) => numbers.indexOf(text)),
    starts: Uint32Array.from(codes, (_, i) => i),
    ends: Uint32Array.from(codes, (_, i) => i + 1),
    units: units.map(([kind, start, end, parent]) => ({ kind, start, end, parent, name: -1 })),
    unitStarts: Uint32Array.from(units, ([, start]) => start),
    unitEnds: Uint32Array.from(units, ([, , end]) => end),
  };
}

/** Stands for the hash of a text that nobody knows. */
const hashOf = (number: number): number => hashText(`text ${number}`);
