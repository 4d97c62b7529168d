import { exactPurl } from '../../sources/exact-purl.ts';
import { openSource } from '../../sources/open-source.ts';
import { SourceError, type Source, type SourceRequest } from '../../sources/source.ts';
import { SourceSession } from '../../sources/source-session.ts';
import { listWorks } from '../../store/describe.ts';
import type { FileStore } from '../../store/file-store.ts';
import { IndexWriter } from '../../store/index-writer.ts';
import { withIndex } from '../../store/open.ts';
import type { SelectableWork } from '../../store/work-selector.ts';
import type { Languages } from '../../syntax/languages.ts';
import { Checkpoints } from './checkpoints.ts';
import { loadLanguages } from './grammar-files.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';
import { isLittleCode } from './little-code.ts';
import { openAhead } from './opened-ahead.ts';
import { indexWork, type AddedWork } from './work-indexing.ts';
import { isReplayable, readRecordedWork, replayRecord, WorkRecorder, type RecordedWork } from './work-record.ts';
import { labelOf } from './work-label.ts';
import { createJobRunner, type JobRunner } from './worker-pool.ts';
import { engineName } from './workshop.ts';

export interface BuildRequest {
  /** The index folder, `X.ncx`. */
  readonly path: string;
  /** Each is one work. */
  readonly sources: readonly SourceRequest[];
  /** `build` makes a new index, which replaces one that is there; `add` adds to one; so does `update`, in place of other versions of the works. */
  readonly mode: 'build' | 'add' | 'update';
  /**
   * Goes on without the sources that fail, and notes each work that is through in the folder `X.ncx.progress`: a build of the same sources
   * goes on from there where this one is interrupted. Else the first failure ends it. Default: false.
   */
  readonly keepGoing?: boolean;
  /** For a new index only; one that is added to keeps its own. Default: names, no sources. */
  readonly keepNames?: boolean;
  readonly keepSource?: boolean;
  /** Files with secrets. Of a build at most one, under which the index is keyed; else those at hand for an index that is. */
  readonly keyFiles?: readonly string[];
  /** Threads. Default: one for each core, the last one only where there is much to do (`createJobRunner`). */
  readonly workers?: number;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Called before any file is read, where there is one source, of no more than `LITTLE_CODE`. */
  readonly onLittleCode?: () => void;
  /** Where it is aborted, the promise rejects with its reason (an `AbortError`), and the index stays as it was. */
  readonly signal?: AbortSignal;
  /** What the index is written through. Default: `nodeIndexFiles`. */
  readonly files?: FileStore;
}

export interface BuildProgress {
  readonly phase: 'fetching' | 'indexing' | 'writing';
  /** The work's name; the source as the user wrote it while that isn't known; the index while that is written. */
  readonly label: string;
  /** Files of the work that were analysed so far. */
  readonly done: number;
  /** The file that was analysed last, or null. */
  readonly path: string | null;
  /** Sources that are done with, and all of them. */
  readonly sources: { readonly done: number; readonly total: number };
}

/** What became of a source. */
export interface WorkOutcome extends AddedWork {
  /** As the user wrote it. */
  readonly spec: string;
  /** Name and version. */
  readonly label: string;
  /** SPDX expression, or NOASSERTION. */
  readonly license: string;
  /** Subresource integrity of what was fetched (`sha512-...`), or null. */
  readonly integrity: string | null;
  /** What the user should know, such as that another version than the one asked for was taken. */
  readonly notes: readonly string[];
}

/** A source that could not be had. */
export interface FailedSource {
  readonly spec: string;
  /** Stands on its own in front of the user, and names the source. */
  readonly reason: string;
}

export interface BuildOutcome {
  /** In the order of the sources. */
  readonly works: readonly WorkOutcome[];
  readonly failed: readonly FailedSource[];
  /** Works that an update took out. */
  readonly replaced: readonly SelectableWork[];
  /** False where no source could be had: the index is as it was. */
  readonly isWritten: boolean;
  /** The folder with the works that are through, where some failed and the same build may go on from there; else null. */
  readonly progressFolder: string | null;
}

/**
 * Builds an index, or adds to one. Nothing is changed until all sources are in: whatever fails before that leaves what was there. Rejects
 * with a SourceError, an IndexError or the reason of the signal.
 */
export async function buildIndex(request: BuildRequest): Promise<BuildOutcome> {
  const build = await Build.begin(request);
  try {
    return await build.run();
  } finally {
    await build.close();
  }
}

/** Sources that are fetched while the one before is indexed: as many as one call of npm fetches. */
const AHEAD = 8;

/** What a source turned out to be before it is indexed: in the index under its package URL, noted by a build before, or opened. */
type Prepared =
  | { readonly kind: 'present'; readonly outcome: WorkOutcome }
  | { readonly kind: 'recorded'; readonly recorded: RecordedWork }
  | { readonly kind: 'opened'; readonly source: Source };

class Build {
  readonly #request: BuildRequest;
  readonly #writer: IndexWriter;
  readonly #languages: Languages;
  readonly #runner: JobRunner;
  readonly #checkpoints: Checkpoints | null;
  /** Works of the index before, by package URL. */
  readonly #present: ReadonlyMap<string, WorkOutcome>;
  readonly #stopping = new AbortController();
  readonly #session = new SourceSession(this.#stopping.signal);
  readonly #works: WorkOutcome[] = [];
  readonly #failed: FailedSource[] = [];

  private constructor(request: BuildRequest, writer: IndexWriter, engine: string, languages: Languages) {
    const { keepSource } = writer.options;
    this.#request = request;
    this.#writer = writer;
    this.#languages = languages;
    this.#present = request.mode === 'add' ? presentPackages(request) : new Map();
    this.#checkpoints = request.keepGoing ? new Checkpoints(request.path, { engine, keepSource }, writer.protection.notes) : null;
    this.#runner = createJobRunner({ kind: 'index', keepSource }, request.workers === undefined ? {} : { workers: request.workers });
    if (request.signal?.aborted) this.#stop();
    request.signal?.addEventListener('abort', this.#stop);
  }

  static async begin(request: BuildRequest): Promise<Build> {
    const { path, mode, files = nodeIndexFiles } = request;
    const keys = readKeys(request.keyFiles ?? []);
    const engine = await engineName();
    const languages = await loadLanguages();
    const writer = mode === 'build'
      ? IndexWriter.create(files, path, engine, { keepNames: request.keepNames ?? keys.length === 0, keepSource: request.keepSource ?? false }, keys[0])
      : IndexWriter[mode](files, path, engine, keys);
    try {
      return new Build(request, writer, engine, languages);
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  async run(): Promise<BuildOutcome> {
    const { sources, path } = this.#request;
    const close = async (prepared: Prepared): Promise<void> => (prepared.kind === 'opened' ? prepared.source.dispose() : undefined);
    for await (const { request, opened } of openAhead(sources, AHEAD, (wanted) => this.#prepare(wanted), close)) {
      this.#stopping.signal.throwIfAborted();
      this.#report('fetching', request.spec);
      try {
        this.#works.push(await this.#take(request, await opened));
      } catch (error) {
        this.#stopping.signal.throwIfAborted();
        if (this.#checkpoints === null || !(error instanceof SourceError)) throw error;
        this.#failed.push({ spec: request.spec, reason: error.message });
      }
    }
    this.#stopping.signal.throwIfAborted();
    const isWritten = this.#works.length > 0;
    this.#report('writing', path);
    if (isWritten) this.#writer.commit();
    // Records have names in them, which an index without must not leave beside it, unless they are encrypted.
    const isKept = this.#checkpoints !== null && this.#failed.length > 0 && isWritten && (this.#writer.options.keepNames || this.#writer.protection.notes !== null);
    if (!isKept && isWritten) this.#checkpoints?.remove();
    return { works: this.#works, failed: this.#failed, replaced: this.#writer.replaced, isWritten, progressFolder: isKept ? this.#checkpoints!.folder : null };
  }

  async close(): Promise<void> {
    this.#request.signal?.removeEventListener('abort', this.#stop);
    this.#stop();
    this.#writer.close();
    this.#checkpoints?.removeIfEmpty();
    await this.#runner.close();
    await this.#session.close();
  }

  /** Ends the downloads that are under way as well. */
  readonly #stop = (): void => this.#stopping.abort(this.#request.signal?.reason);

  async #prepare(wanted: SourceRequest): Promise<Prepared> {
    const purl = this.#present.size === 0 ? null : exactPurl(wanted);
    const outcome = purl === null ? undefined : this.#present.get(purl);
    if (outcome !== undefined) return { kind: 'present', outcome: { ...outcome, spec: wanted.spec } };
    const recorded = this.#checkpoints?.find(wanted) ?? null;
    return recorded === null ? this.#open(wanted) : { kind: 'recorded', recorded };
  }

  async #open(wanted: SourceRequest): Promise<Prepared & { readonly kind: 'opened' }> {
    const { spec, ...options } = wanted;
    return { kind: 'opened', source: await openSource(spec, { ...options, session: this.#session, signal: this.#stopping.signal }) };
  }

  async #take(wanted: SourceRequest, prepared: Prepared): Promise<WorkOutcome> {
    if (prepared.kind === 'present') return prepared.outcome;
    if (prepared.kind === 'opened') return this.#index(wanted, prepared.source);
    const { recorded } = prepared;
    if (isReplayable(recorded, (content) => this.#writer.has(content))) return this.#replay(wanted, recorded);
    const { source } = await this.#open(wanted);
    return this.#index(wanted, source).finally(() => source.dispose());
  }

  async #index(wanted: SourceRequest, source: Source): Promise<WorkOutcome> {
    const { facts, integrity, notes } = source;
    const { sources, onLittleCode } = this.#request;
    if (onLittleCode && sources.length === 1 && await isLittleCode(source, this.#languages)) onLittleCode();
    let done = 0;
    this.#report('indexing', facts.name);
    const onFile = (path: string): void => this.#report('indexing', facts.name, ++done, path);
    const tools = { runner: this.#runner, languages: this.#languages, onFile, signal: this.#stopping.signal };
    if (this.#checkpoints === null) {
      const added = await indexWork(source, { ...tools, writer: this.#writer });
      return { spec: wanted.spec, label: labelOf(facts), license: facts.license, integrity, notes, ...added };
    }
    const place = this.#checkpoints.place(wanted);
    const recorder = new WorkRecorder(place, (content) => this.#writer.has(content));
    try {
      const { skipped } = await indexWork(source, { ...tools, writer: recorder });
      recorder.finish({ skipped, integrity, notes });
    } finally {
      recorder.close();
    }
    return this.#replay(wanted, readRecordedWork(place)!);
  }

  #replay(wanted: SourceRequest, recorded: RecordedWork): WorkOutcome {
    const { work, skipped, integrity, notes } = recorded;
    const checkpoints = this.#checkpoints!;
    const added = replayRecord(checkpoints.place(wanted), recorded, this.#writer);
    return { spec: wanted.spec, label: labelOf(work), license: work.license, integrity, notes, ...added, files: work.files.length, skipped };
  }

  #report(phase: BuildProgress['phase'], label: string, done = 0, path: string | null = null): void {
    this.#request.onProgress?.({ phase, label, done, path, sources: { done: this.#works.length + this.#failed.length, total: this.#request.sources.length } });
  }
}

/** What adding a package that is there already would say, without fetching it. */
function presentPackages({ path, keyFiles = [] }: BuildRequest): Map<string, WorkOutcome> {
  return withIndex(nodeIndexFiles, path, { keys: readKeys(keyFiles) }, (index) => new Map(listWorks(index).flatMap(({ labels, files }) => (labels.purl === null ? [] : [[labels.purl, {
    spec: labels.purl, label: labelOf(labels), license: labels.license, integrity: null, notes: [], outcome: 'present', files, newFunctions: 0, skipped: [],
  } satisfies WorkOutcome]]))));
}
