import fc from 'fast-check';
import { createEngine, type Engine } from '../../../src/core/engine.ts';
import { indexEntry } from '../../../src/core/index-entry.ts';
import type { IndexFile, IndexReader, IndexWork } from '../../../src/core/index/contract.ts';
import { memoryIndex } from '../../../src/core/index/memory-index.ts';
import { Aligner } from '../../../src/core/match/align.ts';
import type { Run, Sides } from '../../../src/core/match/runs.ts';
import { seedHashes } from '../../../src/core/match/seeds.ts';
import { EvidenceScale, type Evidence, type NamedTokens } from '../../../src/core/match/evidence.ts';
import { uniformModel, type FamilyModel } from '../../../src/core/match/family-model.ts';
import { sameTextBits, TextWorths } from '../../../src/core/match/text-worths.ts';
import { TokenWorths } from '../../../src/core/match/token-worths.ts';
import { ID } from '../../../src/core/tokens/language.ts';
import type { TokenFile } from '../../../src/core/tokens/token-file.ts';
import { FamilyModels } from '../../../src/host/family-models.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { contentHash } from '../../../src/host/node/workshop.ts';
import { createAnalyser, isRefusal } from '../../../src/syntax/analyser.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';

/** The real parts of the engine, for tests that put them together by hand. */
export const kernel = loadKernel();
export const model = uniformModel('test');
export const noneRare = (): number => 0;
const aligner = new Aligner();
const scale = new EvidenceScale();

/** Tokens of codes and of texts, given as numbers (0: none): what a tokeniser would make of them. */
export function tokensOf(codes: readonly number[], texts: readonly number[] = []): NamedTokens {
  const hashes: number[] = [];
  const links = codes.map((_, i) => {
    const text = texts[i] ?? 0;
    if (text === 0) return 0;
    const known = hashes.indexOf(text);
    return known < 0 ? hashes.push(text) : known + 1;
  });
  return { codes: Uint8Array.from(codes), links: Uint32Array.from(links), textHashes: Uint32Array.from(hashes) };
}

/** The chain between two whole sides. */
export function chainOf(a: NamedTokens, b: NamedTokens): Run[] {
  const sides: Sides = {
    a: a.codes, aStart: 0, aEnd: a.codes.length, b: b.codes, bStart: 0, bEnd: b.codes.length,
    worth: new TokenWorths(a.codes, model).of(0, a.codes.length), sameText: sameTextBits(a, b, new TextWorths(a, noneRare)),
  };
  return aligner.query(sides).align(sides, seedHashes(b.codes));
}

export const weigh = (a: NamedTokens, b: NamedTokens, chain: readonly Run[], rarity = noneRare): Evidence => scale.weigh(a, b, chain, model, rarity)!;

/** One run over all of both sides. */
export const whole = ({ codes }: NamedTokens): Run[] => [{ aAt: 0, bAt: 0, length: codes.length }];

/** Codes as code has them: mostly names, between tokens of structure. */
export const someCodes = (least: number, most: number): fc.Arbitrary<number[]> => fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(ID) }, { weight: 3, arbitrary: fc.integer({ min: 6, max: 30 }) }), { minLength: least, maxLength: most });

/** Codes with a text on each name, of few different ones. */
export const someTokens = (least: number, most: number): fc.Arbitrary<{ codes: number[]; texts: number[] }> => someCodes(least, most).chain((codes) =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: codes.length, maxLength: codes.length }).map((texts) => ({ codes, texts: codes.map((code, i) => (code === ID ? texts[i] : 0)) })));

const analyser = createAnalyser(grammarFiles());

/** Analyses a text with the real grammar of a language. */
export async function analyse(language: string, text: string): Promise<TokenFile> {
  const { languages, analyse: run } = await analyser;
  const tokens = await run(text, [languages.named(language)!]);
  if (isRefusal(tokens)) throw new Error(tokens.reason);
  return tokens;
}

export function entryOf(tokens: TokenFile, text: string): IndexFile {
  return indexEntry(tokens, text, { content: contentHash(new TextEncoder().encode(text)), isGenerated: false, keepSource: false }, kernel);
}

/** An index in memory of works that hold one file each. */
export function indexOf(works: readonly { name: string; path: string; entry: IndexFile; date?: string | null }[]): IndexReader {
  const labels = works.map(({ name, path, entry, date = null }): IndexWork => ({
    name, version: null, purl: null, license: 'MIT', licenseSource: null, copyright: [], url: null, date, files: [{ path, content: entry.content, license: null }],
  }));
  return memoryIndex(labels, works.map(({ entry }) => entry), 'test');
}

const models = new FamilyModels(grammarFiles());

/** The model of a family as it is shipped. */
export async function trainedModel(family: string): Promise<FamilyModel> {
  return (await models.ready(family))!;
}

/** An engine without any model but these. */
export const engineOver = (indexes: readonly IndexReader[], trained: readonly FamilyModel[] = []): Engine =>
  createEngine({ kernel, indexes, models: new Map(trained.map((one) => [one.family, one])), fallbackModel: uniformModel });
