import { createEngine, functionsOf, type Engine } from '../../core/engine.ts';
import { indexEntry } from '../../core/index-entry.ts';
import type { IndexFile } from '../../core/index/contract.ts';
import { memoryIndex } from '../../core/index/memory-index.ts';
import { uniformModel } from '../../core/match/family-model.ts';
import { screen } from '../../core/tokens/screen.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import { EqualPlaces } from '../../mutation/equal-places.ts';
import { MUTATION_TABLES } from '../../mutation/tables/tables.ts';
import type { Evaluation } from '../../report/evaluation.ts';
import { openIndex, type StoredIndex } from '../../store/open.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../syntax/analyser.ts';
import { loadKernel } from '../../syntax/kernel.ts';
import { loadModels } from '../engine-parts.ts';
import { EvaluationTally, LEVELS } from './evaluate-tally.ts';
import { sampledAttempts, type OwnFile } from './evaluate-sample.ts';
import { grammarFiles } from './grammar-files.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';
import { scanJobs } from './scan.ts';
import { contentHash, engineName } from './workshop.ts';

export interface EvaluateRequest {
  readonly paths: readonly string[];
  readonly indexes: readonly string[];
  readonly keyFiles?: readonly string[];
  /** Time for the sampling; reading the code comes before. */
  readonly seconds: number;
  /** Equal seeds try equal functions in the same order. */
  readonly seed: string;
  /** While files are read it ends the evaluation with its reason; later it only ends the sampling. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: 'read' | 'try', detail: string) => void;
}

/** Mutates functions of somebody's own code, and looks the mutants up in the indexes and among that code. Prints nothing. */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  const { signal, onProgress } = request;
  const host = grammarFiles();
  const kernel = loadKernel();
  const models = await loadModels(host);
  const analyser = await createAnalyser(host);
  const indexes: StoredIndex[] = [];
  try {
    const [engine, keys] = [await engineName(), readKeys(request.keyFiles ?? [])];
    for (const path of request.indexes) indexes.push(openIndex(nodeIndexFiles, path, { engine, keys }));
    const skipped: { file: string; reason: string }[] = [];
    const files: OwnFile[] = [];
    const entries: IndexFile[] = [];
    const places = new EqualPlaces();
    const known = new Set<string>();
    for await (const { path, bytes } of scanJobs({ paths: request.paths, indexes: [] }, skipped)) {
      signal?.throwIfAborted();
      onProgress?.('read', path);
      const content = contentHash(bytes);
      if (known.has(content)) continue;
      known.add(content);
      const read = await readOwn(analyser, path, bytes);
      if ('reason' in read) {
        skipped.push({ file: path, reason: read.reason });
        continue;
      }
      files.push({ path, ...read });
      entries.push(indexEntry(read.tokens, read.text, { content, isGenerated: false, keepSource: false }, kernel));
      places.add(read.tokens, read.text, content);
    }
    const work = { name: 'own code', version: null, purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files: entries.map(({ content }, i) => ({ path: files[i].path, content, license: null })).sort((a, b) => (a.path < b.path ? -1 : 1)) };
    const parts = { kernel, models, fallbackModel: uniformModel };
    const others = createEngine({ ...parts, indexes });
    const all = createEngine({ ...parts, indexes: [...indexes, memoryIndex([work], entries, engine)] });
    const tally = new EvaluationTally();
    for (const file of files) tally.file(file.tokens.language, functionsOf(file.tokens), findingsIn(others, file));
    const isDone = await sampledAttempts({ analyser, engine: all, places, files, seed: request.seed, seconds: request.seconds, ...(signal ? { signal } : {}) }, (attempt) => {
      tally.attempt(attempt.language, attempt);
      onProgress?.('try', attempt.subject.id);
    });
    return { version: 1, seconds: request.seconds, isSample: !isDone, seed: request.seed, levels: LEVELS, languages: tally.languages(), skipped };
  } finally {
    for (const index of indexes) index.close();
    analyser.dispose();
  }
}

async function readOwn(analyser: Analyser, path: string, bytes: Uint8Array): Promise<{ readonly text: string; readonly tokens: TokenFile } | { readonly reason: string }> {
  const candidates = analyser.languages.ofPath(path);
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok) return { reason: screened.reason };
  if (screened.isGenerated) return { reason: 'generated' };
  const tokens = await analyser.analyse(screened.text, candidates);
  if (isRefusal(tokens)) return tokens;
  return MUTATION_TABLES.has(tokens.language) ? { text: screened.text, tokens } : { reason: `there are no mutations for ${tokens.language}` };
}

/** What the code as it is shows at the loosest level: for each finding how often chance explains it. */
function findingsIn(engine: Engine, { path, text, tokens }: OwnFile): number[] {
  const expectedAtMost = Math.max(...LEVELS.map((level) => level.expectedAtMost));
  return engine.check({ path, text, tokens }, { expectedAtMost }).map(({ expectedByChance }) => expectedByChance);
}
