import { readFileSync } from 'node:fs';
import type { IndexFile } from '../../../src/core/index/contract.ts';
import { indexEntry } from '../../../src/core/index-entry.ts';
import { screen } from '../../../src/core/tokens/screen.ts';
import { MIN_UNIT_TOKENS } from '../../../src/core/tokens/token-file.ts';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { nodeIndexFiles } from '../../../src/host/node/index-files.ts';
import { contentHash, engineName } from '../../../src/host/node/workshop.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import { cpuMicroseconds } from '../clock.ts';
import { corpusFiles, type CorpusFile } from '../corpus.ts';
import { kernel } from '../minhash-lab.ts';
import { variantOf } from './variants.ts';

/** What a build of some size took. Times are processor time in seconds. */
export interface BuildFigures {
  readonly functions: number;
  /** Of them from real files; the others are from variants. */
  readonly realFunctions: number;
  /** Reading and parsing the real files to tokens. */
  readonly analyseSeconds: number;
  /** Fingerprints, names and lines of real files. */
  readonly entrySeconds: number;
  /** Everything that the writer does, merges included, for all functions. */
  readonly writeSeconds: number;
  /** Functions a second from sources to the index, as the real part took it. */
  readonly ratePerSecond: number;
  /** The whole over the time of the analysis, for real files. */
  readonly buildOverAnalysis: number;
  /** The most memory that the process had. */
  readonly peakBytes: number;
}

/** One file in so many is not indexed unless told otherwise: the queries come from these. */
const HELD_OUT = 50;
/** So many functions are real where the corpus has them; larger indexes are filled up with variants. */
const REAL_FUNCTIONS = 100_000;
/** One file in so many is analysed to estimate how many functions there are. */
const SAMPLED = 40;

/** Whether a file is in the part of the corpus that is not indexed: one in `part`. */
export const isHeldOut = (content: string, part: number = HELD_OUT): boolean => parseInt(content.slice(0, 6), 16) % part === 0;

/**
 * Builds an index of at least `functions` functions from the real files of a corpus and, where these are too few, from variants of them.
 * One file is in memory at a time, so that the peak is the writer's. One file in `heldOut` is left out.
 */
export async function buildScaled(path: string, corpus: string, functions: number, heldOut: number = HELD_OUT): Promise<BuildFigures> {
  const analyser = await createAnalyser(grammarFiles());
  const files = corpusFiles(corpus);
  const copies = Math.ceil(functions / Math.min(REAL_FUNCTIONS, await estimateFunctions(analyser, files))) - 1;
  const writer = IndexWriter.create(nodeIndexFiles, path, await engineName(), { keepNames: true, keepSource: false });
  const held: { path: string; content: string; license: null }[] = [];
  let [total, realFunctions, analyse, entry, write] = [0, 0, 0, 0, 0];
  const add = (file: IndexFile, as: string): void => {
    const started = cpuMicroseconds();
    writer.addFile(file);
    write += cpuMicroseconds() - started;
    held.push({ path: as, content: file.content, license: null });
    total += functionsIn(file);
  };
  try {
    for (const file of files) {
      if (total >= functions) break;
      const started = cpuMicroseconds();
      const analysed = await analyseFile(analyser, file);
      const analysedAt = cpuMicroseconds();
      if (analysed === null || writer.has(analysed.content) || isHeldOut(analysed.content, heldOut)) continue;
      const made = indexEntry(analysed.tokens, analysed.text, { content: analysed.content, isGenerated: false, keepSource: false }, kernel);
      analyse += analysedAt - started;
      entry += cpuMicroseconds() - analysedAt;
      realFunctions += functionsIn(made);
      add(made, file.path);
      for (let copy = 1; copy <= copies && total < functions; copy++) add(variantOf(made, copy), `${copy}/${file.path}`);
    }
    const started = cpuMicroseconds();
    writer.addWork({ name: 'corpus', version: '1', purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files: held.sort((a, b) => (a.path < b.path ? -1 : 1)) });
    writer.commit();
    write += cpuMicroseconds() - started;
  } finally {
    writer.close();
  }
  const perFunction = (analyse + entry) / realFunctions + write / total;
  return {
    functions: total,
    realFunctions,
    analyseSeconds: analyse / 1e6,
    entrySeconds: entry / 1e6,
    writeSeconds: write / 1e6,
    ratePerSecond: 1e6 / perFunction,
    buildOverAnalysis: perFunction / (analyse / realFunctions),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

export const functionsIn = ({ units }: Pick<IndexFile, 'units'>): number => units.filter(({ start, end }) => end - start >= MIN_UNIT_TOKENS).length;

/** How many functions a corpus has, on the low side: so that variants fill an index up in any case. */
async function estimateFunctions(analyser: Analyser, files: readonly CorpusFile[]): Promise<number> {
  let functions = 0;
  for (let at = 0; at < files.length; at += SAMPLED) functions += functionsIn((await analyseFile(analyser, files[at]))?.tokens ?? { units: [] });
  if (functions === 0) throw new Error('the corpus has too few functions to build an index from: name a folder with projects with --corpus');
  return functions * SAMPLED * 0.8;
}

/** A file as a build reads it; null for what it would skip or has no function. */
export async function analyseFile(analyser: Analyser, { path, file }: CorpusFile) {
  const candidates = analyser.languages.ofPath(path);
  if (candidates.length === 0) return null;
  const bytes = new Uint8Array(readFileSync(file));
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok || screened.isGenerated) return null;
  const tokens = await analyser.analyse(screened.text, candidates);
  return isRefusal(tokens) || functionsIn(tokens) === 0 ? null : { content: contentHash(bytes), text: screened.text, tokens };
}
