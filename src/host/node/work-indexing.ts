import type { WorkFile } from '../../core/index/contract.ts';
import { licenseOfFile } from '../../core/license/file-license.ts';
import { decodeText, tooLargeReason } from '../../core/tokens/screen.ts';
import { reasonOf } from '../../sources/reason.ts';
import { SourceError, type Source } from '../../sources/source.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { Languages } from '../../syntax/languages.ts';
import type { JobRunner } from './worker-pool.ts';
import { contentHash, type Job } from './workshop.ts';

/** What adding a work did. */
export interface AddedWork {
  /** `present` where the same content was there under the same name and version. */
  readonly outcome: 'added' | 'present';
  /** Files of the work in the index, and functions that the index didn't have before. */
  readonly files: number;
  readonly newFunctions: number;
  readonly skipped: readonly SkippedFiles[];
}

/** How many files of a work were left out for one reason. */
export interface SkippedFiles {
  readonly reason: string;
  readonly count: number;
}

/** Where an analysed work goes. */
export type WorkWriter = Pick<IndexWriter, 'has' | 'addFile' | 'addWork'>;

export interface IndexingTools {
  readonly writer: WorkWriter;
  readonly runner: JobRunner;
  readonly languages: Languages;
  /** Called after each file that was analysed. */
  readonly onFile?: (path: string) => void;
  /** Where it is aborted, the work is given up between two files, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Analyses the files of a source that the index doesn't have yet, and adds the work. Throws a SourceError where the source fails. */
export async function indexWork(source: Source, { writer, runner, languages, onFile, signal }: IndexingTools): Promise<AddedWork> {
  const files: WorkFile[] = [];
  const skipped = new Map<string, number>();
  const queued = new Set<string>();
  const refused = new Set<string>();
  let newFunctions = 0;

  async function* jobs(): AsyncGenerator<IndexJob> {
    for await (const file of source.files()) {
      signal?.throwIfAborted();
      if (languages.ofPath(file.path).length === 0) continue;
      if (tooLargeReason(file.size) !== null) {
        count(skipped, 'too large');
        continue;
      }
      const bytes = await file.bytes().catch((error: unknown) => {
        if (!(error instanceof SourceError)) throw error;
        count(skipped, reasonOf(error.cause));
        return null;
      });
      if (bytes === null) continue;
      const content = contentHash(bytes);
      const known = queued.has(content) || writer.has(content);
      queued.add(content);
      const license = licenseOfFile(decodeText(bytes)?.text ?? '', file.license);
      yield { path: file.path, bytes: known ? new Uint8Array() : bytes, content, license, date: file.date ?? null, known };
    }
  }

  for await (const { job, result } of runner.run(knownAside(jobs(), (job) => files.push(heldFile(job))))) {
    signal?.throwIfAborted();
    onFile?.(job.path);
    if (result.kind === 'skipped') {
      refused.add(job.content);
      count(skipped, result.reason.replace(/ \(.*/, ''));
    } else if ('file' in result) {
      newFunctions += result.file.units.length;
      writer.addFile(result.file);
      files.push(heldFile(job));
    }
  }
  for (const { reason } of source.problems) count(skipped, reason);
  const held = files.filter(({ content }) => !refused.has(content)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const outcome = writer.addWork({ ...source.facts, files: held });
  return { outcome, files: held.length, newFunctions, skipped: [...skipped].map(([reason, n]) => ({ reason, count: n })) };
}

interface IndexJob extends Job {
  readonly content: string;
  readonly license: string | null;
  readonly date: string | null;
  /** The index has the content: nothing to do but to note that this work holds it, too. */
  readonly known: boolean;
}

const heldFile = ({ path, content, license, date }: IndexJob): WorkFile => ({ path, content, license, ...(date === null ? {} : { date }) });

/** Jobs whose content has to be analysed; the others go to `known`. */
async function* knownAside(jobs: AsyncIterable<IndexJob>, known: (job: IndexJob) => void): AsyncGenerator<IndexJob> {
  for await (const job of jobs) {
    if (job.known) known(job);
    else yield job;
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
