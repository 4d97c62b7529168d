import type { WorkFile } from '../core/index/contract.ts';
import { fileLicense } from '../core/license/file-license.ts';
import { decodeText, tooLargeReason } from '../core/tokens/screen.ts';
import { loadLanguages } from '../host/node/grammar-files.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { createJobRunner, type JobRunner } from '../host/node/worker-pool.ts';
import { contentHash, engineName, type Job } from '../host/node/workshop.ts';
import type { Languages } from '../syntax/languages.ts';
import { openSource } from '../sources/open-source.ts';
import { reasonOf } from '../sources/reason.ts';
import { SourceError, type Source } from '../sources/source.ts';
import { IndexWriter } from '../store/index-writer.ts';
import { createProgress, type Progress } from './progress.ts';
import { UsageError } from './usage-error.ts';

export interface BuildOptions {
  readonly name?: string;
  readonly workVersion?: string;
  readonly license?: string;
  readonly keepSource?: boolean;
  readonly names?: boolean;
  readonly workers?: number;
}

/** Builds an index, or adds to one. Nothing is changed until all sources are in; Ctrl-C leaves what was there. */
export async function buildIndex(path: string, specs: readonly string[], mode: 'build' | 'add', options: BuildOptions): Promise<void> {
  if (specs.length > 1 && (options.name !== undefined || options.workVersion !== undefined)) throw new UsageError('--name and --work-version speak of one work; give one source, or leave them out');
  const engine = await engineName();
  const languages = await loadLanguages();
  const writer = mode === 'build'
    ? IndexWriter.create(nodeIndexFiles, path, engine, { keepNames: options.names ?? true, keepSource: options.keepSource ?? false })
    : IndexWriter.add(nodeIndexFiles, path, engine);
  const progress = createProgress(process.stderr, { enabled: true });
  const runner = createJobRunner({ kind: 'index', keepSource: writer.options.keepSource }, options.workers === undefined ? {} : { workers: options.workers });
  const stop = (): void => {
    progress.stop();
    writer.close();
    process.stderr.write(`nearcopy: stopped; ${path} is as it was\n`);
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const lines: string[] = [];
  try {
    for (const spec of specs) {
      const source = await openSource(spec, labels(options));
      try {
        lines.push(await addWork(writer, runner, source, languages, progress));
      } finally {
        await source.dispose();
      }
    }
    writer.commit();
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    progress.stop();
    writer.close();
    await runner.close();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

const labels = ({ name, workVersion, license }: BuildOptions) => ({
  ...(name === undefined ? {} : { name }),
  ...(workVersion === undefined ? {} : { workVersion }),
  ...(license === undefined ? {} : { license }),
});

interface IndexJob extends Job {
  readonly content: string;
  readonly license: string | null;
  /** The index has the content: nothing to do but to note that this work holds it, too. */
  readonly known: boolean;
}

async function addWork(writer: IndexWriter, runner: JobRunner, source: Source, languages: Languages, progress: Progress): Promise<string> {
  const { facts } = source;
  const files: WorkFile[] = [];
  const skipped = new Map<string, number>();
  const queued = new Set<string>();
  const refused = new Set<string>();
  let functions = 0;
  progress.start(`Indexing ${facts.name}`, 0);

  async function* jobs(): AsyncGenerator<IndexJob> {
    for await (const file of source.files()) {
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
      const license = fileLicense(decodeText(bytes)?.text ?? '');
      yield { path: file.path, bytes: known ? new Uint8Array() : bytes, content, license, known };
    }
  }

  for await (const { job, result } of runner.run(knownAside(jobs(), (job) => files.push({ path: job.path, content: job.content, license: job.license })))) {
    progress.tick(1, job.path);
    if (result.kind === 'skipped') {
      refused.add(job.content);
      count(skipped, result.reason.replace(/ \(.*/, ''));
    } else if ('file' in result) {
      functions += result.file.units.length;
      writer.addFile(result.file);
      files.push({ path: job.path, content: job.content, license: job.license });
    }
  }
  for (const { reason } of source.problems) count(skipped, reason);
  const held = files.filter(({ content }) => !refused.has(content)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const outcome = writer.addWork({ ...facts, files: held });
  const label = [facts.name, facts.version].filter(Boolean).join(' ');
  const left = skipped.size ? `; skipped ${[...skipped].map(([reason, n]) => `${n} ${reason}`).join(', ')}` : '';
  return outcome === 'present'
    ? `${label} is there already`
    : `${label} (${facts.license}): ${held.length} ${held.length === 1 ? 'file' : 'files'}, ${functions} new functions${left}`;
}

/** Jobs whose content has to be analysed; the others go to `known`. */
async function* knownAside(jobs: AsyncIterable<IndexJob>, known: (job: IndexJob) => void): AsyncGenerator<IndexJob> {
  for await (const job of jobs) {
    if (job.known) known(job);
    else yield job;
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
