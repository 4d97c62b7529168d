import { createEngine, functionsOf, type Engine } from '../../core/engine.ts';
import { indexEntry } from '../../core/index-entry.ts';
import type { IndexFile } from '../../core/index/contract.ts';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
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
import { FamilyModels } from '../family-models.ts';
import { EvaluationTally, LEVELS } from './evaluate-tally.ts';
import { sampledAttempts, type OwnFile } from './evaluate-sample.ts';
import { grammarFiles } from './grammar-files.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';
import type { PolicyFile } from './policy-file.ts';
import { createJudge, type Judge } from './judge.ts';
import { policyFor, scanJobs } from './scan.ts';
import { contentHash, engineName } from './workshop.ts';

/** Languages whose functions can be mutated, as reports name them. */
export const EVALUATED_LANGUAGES: readonly string[] = [...MUTATION_TABLES.keys()].sort();

export interface EvaluateRequest {
  /** Files and folders, relative to `cwd` or absolute. */
  readonly paths: readonly string[];
  /** Default: the process's. */
  readonly cwd?: string;
  /** Patterns of files to leave out, as in .gitignore, relative to `cwd`. */
  readonly ignore?: readonly string[];
  /** What it leaves out is left out. Default: looked up from what is evaluated, and from `cwd`. Null for none. */
  readonly policy?: PolicyFile | null;
  readonly indexes: readonly string[];
  readonly keyFiles?: readonly string[];
  /** Time for the sampling; reading the code comes before. */
  readonly seconds: number;
  /** Equal seeds try equal functions in the same order. */
  readonly seed: string;
  /** Ends the evaluation with its reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: EvaluateProgress) => void;
}

export interface EvaluateProgress {
  /** Reading the code, looking it up as it is, trying changed functions. */
  readonly stage: 'read' | 'look up' | 'try';
  /** Files; for `try` whole seconds. */
  readonly done: number;
  /** Undefined where it isn't known. */
  readonly total?: number;
  /** The file, or the function, that is under way. */
  readonly detail: string;
}

/** Mutates functions of somebody's own code, and looks the mutants up in the indexes and among that code. Prints nothing. */
export async function evaluate(request: EvaluateRequest): Promise<Evaluation> {
  const { paths, cwd, ignore = [], seconds, seed, signal, onProgress } = request;
  const pause = async (): Promise<void> => {
    // A signal is only heard between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  };
  const host = grammarFiles();
  const kernel = loadKernel();
  const models = new FamilyModels(host);
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
    const policy = request.policy === undefined ? await policyFor(paths, cwd) : request.policy;
    const judge = createJudge(paths, policy, cwd);
    for await (const { path, bytes } of scanJobs({ paths, ignore, policy, indexes: [], ...(cwd === undefined ? {} : { cwd }), ...(signal ? { signal } : {}) }, (one) => skipped.push(one))) {
      signal?.throwIfAborted();
      onProgress?.({ stage: 'read', done: known.size, detail: path });
      const content = contentHash(bytes);
      if (known.has(content)) continue;
      known.add(content);
      const read = await readOwn(analyser, path, bytes);
      if ('reason' in read) {
        skipped.push({ file: path, reason: read.reason });
        continue;
      }
      await models.ready(read.tokens.family);
      files.push({ path, ...read });
      entries.push(indexEntry(read.tokens, read.text, { content, isGenerated: false, keepSource: false }, kernel));
      places.add(read.tokens, read.text, content);
    }
    const work = { name: 'own code', version: null, purl: null, license: 'NOASSERTION', licenseSource: null, copyright: [], url: null, date: null, files: entries.map(({ content }, i) => ({ path: files[i].path, content, license: null })).sort((a, b) => (a.path < b.path ? -1 : 1)) };
    const parts = { kernel, models, fallbackModel: uniformModel };
    const others = createEngine({ ...parts, indexes });
    const all = createEngine({ ...parts, indexes: [...indexes, memoryIndex([work], entries, engine)] });
    const tally = new EvaluationTally();
    for (const [done, file] of files.entries()) {
      await pause();
      onProgress?.({ stage: 'look up', done, total: files.length, detail: file.path });
      const { language, family } = file.tokens;
      const isCompared = indexes.some(({ segments }) => segments.some((segment) => segment.familyTokens(family) > 0));
      tally.file(language, functionsOf(file.tokens), isCompared ? await shownIn(file, findingsIn(others, file), judge) : [], isCompared);
    }
    const started = performance.now();
    const isDone = await sampledAttempts({ analyser, engine: all, places, files, seed, seconds, pause }, (attempt) => {
      tally.attempt(attempt.language, attempt);
      onProgress?.({ stage: 'try', done: Math.floor((performance.now() - started) / 1000), total: seconds, detail: attempt.subject.id });
    });
    return { version: 1, seconds, isSample: !isDone, seed, levels: LEVELS, overall: tally.overall(), languages: tally.languages(), skipped };
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

/** What is found in the code as it is at the loosest level. */
function findingsIn(engine: Engine, { path, text, tokens }: OwnFile): UnjudgedFinding[] {
  return engine.check({ path, text, tokens }, { expectedAtMost: Math.max(...LEVELS.map((level) => level.expectedAtMost)) });
}

/** How often chance explains each of those that a scan would show: not the project's own code, nor what its policy ignores. */
async function shownIn({ path, text }: OwnFile, found: readonly UnjudgedFinding[], judge: Judge): Promise<number[]> {
  return found.length === 0 ? [] : (await judge(path, text, found)).findings.map(({ expectedByChance }) => expectedByChance);
}
