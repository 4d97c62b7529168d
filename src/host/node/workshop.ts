import { createHash } from 'node:crypto';
import { createEngine, functionsOf, type Engine } from '../../core/engine.ts';
import { indexEntry } from '../../core/index-entry.ts';
import type { Holder, IndexFile } from '../../core/index/contract.ts';
import { membersOf } from '../../core/index/manifest.ts';
import { uniformModel } from '../../core/match/family-model.ts';
import type { UnjudgedFinding } from '../../core/match/findings.ts';
import { UnitPresence, type PresentUnits } from '../../core/match/presence.ts';
import type { Trace } from '../../core/match/trace.ts';
import { isGeneratedText } from '../../core/tokens/generated.ts';
import { decodeText, screen } from '../../core/tokens/screen.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import { openIndex, type StoredIndex } from '../../store/open.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../syntax/analyser.ts';
import { loadKernel } from '../../syntax/kernel.ts';
import type { Language } from '../../syntax/languages.ts';
import { engineName as nameOfEngine } from '../engine-parts.ts';
import { FamilyModels } from '../family-models.ts';
import { grammarFiles, grammarFolder } from './grammar-files.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';

/** One file to work on. */
export interface Job {
  /** As findings, problems and records shall show it; its ending tells the language where `language` does not. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly language?: string;
  /** The user named this very file: it is checked even where it looks generated or minified. */
  readonly isNamed?: boolean;
}

export type JobResult<Done> = ({ readonly kind: 'done' } & Done) | { readonly kind: 'skipped'; readonly reason: string };
export type Indexed = JobResult<{ readonly file: IndexFile }>;
export type Checked = JobResult<{ readonly findings: readonly UnjudgedFinding[]; readonly functions: number }>;

/** `holders`: of the very content; where there are some, nothing else is looked for. */
export type Presence = JobResult<{ readonly holders: readonly Holder[]; readonly findings: readonly UnjudgedFinding[]; readonly functions: number; readonly units: PresentUnits }>;

/** What a workshop is for; plain data, so that a worker can be told. `cacheBytes`: what it keeps of each index in memory, at most. */
export type Purpose =
  | { readonly kind: 'index'; readonly keepSource: boolean }
  | { readonly kind: 'check'; readonly indexes: readonly string[]; readonly keyFiles?: readonly string[]; readonly expectedAtMost: number; readonly withDetail?: boolean; readonly cacheBytes?: number };

/** Does jobs in this thread. */
export interface Workshop {
  readonly purpose: Purpose;
  /** Names what the open indexes hold; see `contentsOf`. */
  readonly contents: string;
  index(job: Job): Promise<Indexed>;
  check(job: Job, trace?: Trace): Promise<Checked>;
  /** What of a file the indexes hold, whether that proves much or not. */
  presence(job: Job): Promise<Presence>;
  /** Bytes that the parser holds and cannot give back. */
  memory(): number;
  close(): void;
}

export async function openWorkshop(purpose: Purpose, folder: string = grammarFolder()): Promise<Workshop> {
  const indexes: StoredIndex[] = [];
  try {
    if (purpose.kind === 'check') {
      const engine = await engineName(folder);
      const { cacheBytes } = purpose;
      const keys = readKeys(purpose.keyFiles ?? []);
      for (const path of purpose.indexes) indexes.push(openIndex(nodeIndexFiles, path, { engine, keys, ...(cacheBytes === undefined ? {} : { cacheBytes }) }));
    }
    const analyser = await createAnalyser(grammarFiles(folder));
    const kernel = loadKernel();
    const models = new FamilyModels(grammarFiles(folder));
    const engine = createEngine({ kernel, indexes, models, fallbackModel: uniformModel });
    const unitPresence = new UnitPresence(kernel, indexes);
    /** A file, and the model that it is weighed by. */
    const readToCheck = async (job: Job): Promise<Read> => {
      const candidates = languagesOf(analyser, job.path, job.language);
      // The likeliest model is read while other threads compile the grammar.
      const [read] = await Promise.all([readJob(analyser, job, candidates), ...candidates.slice(0, 1).map(({ data }) => models.ready(data.family))]);
      if (read.kind === 'done') await models.ready(read.tokens.family);
      return read;
    };
    return {
      purpose,
      contents: contentsOf(indexes),
      async index(job) {
        const read = await readJob(analyser, job, languagesOf(analyser, job.path, job.language));
        if (read.kind === 'skipped') return read;
        const facts = { content: contentHash(job.bytes), isGenerated: isGeneratedText(read.text, ''), keepSource: purpose.kind === 'index' && purpose.keepSource };
        return { kind: 'done', file: indexEntry(read.tokens, read.text, facts, kernel) };
      },
      async check(job, trace) {
        const read = await readToCheck(job);
        if (read.kind === 'skipped') return read;
        if (read.isGenerated && !job.isNamed) return { kind: 'skipped', reason: 'generated' };
        return checkRead(engine, purpose, job, read, trace);
      },
      async presence(job) {
        const holders = indexes.flatMap((index) => index.holders(contentHash(job.bytes)));
        if (holders.length > 0) return { kind: 'done', holders, findings: [], functions: 0, units: { equal: [], alike: 0 } };
        const read = await readToCheck(job);
        if (read.kind === 'skipped') return read;
        const checked = checkRead(engine, purpose, job, read);
        return checked.kind === 'skipped' ? checked : { ...checked, holders, units: unitPresence.unitsOf(read.tokens, read.text) };
      },
      memory: () => analyser.syntax.memory(),
      close() {
        for (const index of indexes) index.close();
        analyser.dispose();
      },
    };
  } catch (error) {
    for (const index of indexes) index.close();
    throw error;
  }
}

/** A name for what indexes hold, in the order in which they are asked: results of indexes with one name are the same. */
export function contentsOf(indexes: readonly Pick<StoredIndex, 'manifest'>[]): string {
  const members = indexes.map(({ manifest }) => membersOf(manifest).map(({ sha256 }) => sha256));
  return createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 32);
}

/** First 16 bytes of the SHA-256, hexadecimal: the identity of a content in an index. */
export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** See `engineName` of the engine's parts. */
export const engineName = (folder: string = grammarFolder()): Promise<string> => nameOfEngine(grammarFiles(folder));

/** A language that there is no data for was named. The message stands on its own. */
export class UnknownLanguageError extends Error {
  override readonly name = 'UnknownLanguageError';
}

/** Which languages a file may be in: the named one, else those of its ending. Throws an `UnknownLanguageError`. */
export function languagesOf(analyser: Analyser, path: string, name?: string): readonly Language[] {
  if (name === undefined) return analyser.languages.ofPath(path);
  const language = analyser.languages.named(name);
  if (!language) throw new UnknownLanguageError(`unknown language '${name}'; known are ${analyser.languages.all.map(({ data }) => data.id).sort().join(', ')}`);
  return [language];
}

type Read = JobResult<{ readonly text: string; readonly tokens: TokenFile; readonly isGenerated: boolean }>;

async function readJob(analyser: Analyser, job: Job, candidates: readonly Language[]): Promise<Read> {
  if (candidates.length === 0) return { kind: 'skipped', reason: 'unknown language' };
  const screened = screen({ path: job.path, size: job.bytes.length, bytes: job.bytes });
  const named = !screened.ok && screened.reason === 'minified' && job.isNamed ? decodeText(job.bytes) : null;
  if (!screened.ok && !named) return { kind: 'skipped', reason: screened.reason };
  const text = screened.ok ? screened.text : named!.text;
  const tokens = await analyser.analyse(text, candidates);
  if (isRefusal(tokens)) return { kind: 'skipped', reason: tokens.reason };
  return { kind: 'done', text, tokens, isGenerated: screened.ok && screened.isGenerated };
}

function checkRead(engine: Engine, purpose: Purpose, job: Job, read: Extract<Read, { kind: 'done' }>, trace?: Trace): Checked {
  const expectedAtMost = purpose.kind === 'check' ? purpose.expectedAtMost : 0;
  const withDetail = purpose.kind === 'check' && purpose.withDetail === true;
  const findings = engine.check({ path: job.path, text: read.text, tokens: read.tokens }, { expectedAtMost, withDetail, ...(trace ? { trace } : {}) });
  return { kind: 'done', findings, functions: functionsOf(read.tokens) };
}
