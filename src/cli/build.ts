import { buildIndex, type BuildOutcome, type BuildProgress, type BuildRequest, type WorkOutcome } from '../host/node/index-build.ts';
import { readSourceList } from '../sources/source-list.ts';
import type { SourceRequest } from '../sources/source.ts';
import { describeWork } from '../store/work-selector.ts';
import { createProgress } from './progress.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { stoppable } from './stoppable.ts';
import { UsageError } from './usage-error.ts';

export interface BuildOptions {
  /** Files that list sources. */
  readonly from?: readonly string[];
  readonly name?: string;
  readonly workVersion?: string;
  readonly license?: string;
  readonly keepSource?: boolean;
  readonly names?: boolean;
  /** Whether the dates of files in local folders come from git. */
  readonly history?: boolean;
  /** The file with the secret of the new index. */
  readonly keyed?: string;
  /** Files with the secret of the index that is changed. */
  readonly keyFile?: readonly string[];
  readonly workers?: number;
}

/**
 * `nearcopy index build`, `add` and `update`: a progress bar, a line for each work; Ctrl-C leaves what was there. With a list, sources that fail
 * don't stop the others: they are told of at the end, and the exit code is 2.
 */
export async function runBuild(path: string, specs: readonly string[], mode: BuildRequest['mode'], options: BuildOptions): Promise<void> {
  if (options.keyed !== undefined && options.keepSource) throw new UsageError('an index is either --keyed or built with --keep-source: a keyed one keeps no text');
  const sources = await requestsOf(specs, options);
  const isList = options.from !== undefined;
  const progress = createProgress(process.stderr, { enabled: true });
  const outcome = await stoppable((signal) => buildIndex({
    path,
    sources,
    mode,
    keepGoing: isList,
    keepNames: (options.names ?? true) && options.keyed === undefined,
    keepSource: options.keepSource ?? false,
    keyFiles: options.keyed === undefined ? options.keyFile ?? [] : [options.keyed],
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    onProgress: drawing(progress),
    onLittleCode: compileGrammarsQuickly,
    signal,
  }).finally(() => progress.stop()), () => `stopped; ${path} is as it was${isList ? '. The same command again goes on from here' : ''}`);
  if (outcome !== null) show(path, outcome);
}

/** The sources on the command line, then those of the lists. What the command says of all works yields to what a list says of one. */
async function requestsOf(specs: readonly string[], options: BuildOptions): Promise<SourceRequest[]> {
  const { from = [], name, workVersion } = options;
  const listed: SourceRequest[] = [];
  for (const file of from) listed.push(...await readSourceList(file));
  const requests = [...specs.map((spec) => ({ spec })), ...listed];
  if (requests.length === 0) throw new UsageError('name the sources, or a list of them with --from');
  if (requests.length > 1 && (name !== undefined || workVersion !== undefined)) throw new UsageError('--name and --work-version speak of one work; give one source, or leave them out');
  return requests.map((request) => ({ ...labels(options), ...request }));
}

const labels = ({ name, workVersion, license, history }: BuildOptions): Omit<SourceRequest, 'spec'> => ({
  ...(history === false ? { history } : {}),
  ...(name === undefined ? {} : { name }),
  ...(workVersion === undefined ? {} : { workVersion }),
  ...(license === undefined ? {} : { license }),
});

function show(path: string, { works, failed, replaced, isWritten, progressFolder }: BuildOutcome): void {
  const lines = isWritten ? [...works.map(lineOf), ...replaced.map((work) => `replaced ${describeWork(work)}`)] : [];
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  if (failed.length === 0) return;
  const total = works.length + failed.length;
  const rest = isWritten ? `The same command again tries them once more${progressFolder === null ? '' : `, and takes the others from ${progressFolder}, which you may also delete`}.` : `${path} is as it was.`;
  process.stderr.write([`nearcopy: ${failed.length} of ${total} ${total === 1 ? 'source' : 'sources'} failed:`, ...failed.map(({ reason }) => `  ${reason}`), rest, ''].join('\n'));
  process.exitCode = 2;
}

/** Shows each work on a bar of its own, as its files come in. */
function drawing(progress: ReturnType<typeof createProgress>): (state: BuildProgress) => void {
  return ({ phase, label, path, sources: { done, total } }) => {
    const place = total > 1 && phase !== 'writing' ? ` (${done + 1} of ${total})` : '';
    if (phase === 'indexing' && path !== null) progress.tick(1, path);
    else progress.start(`${VERBS[phase]} ${label}${place}`, 0);
  };
}

const VERBS = { fetching: 'Fetching', indexing: 'Indexing', writing: 'Writing' };

function lineOf({ label, license, outcome, files, newFunctions, skipped, notes }: WorkOutcome): string {
  if (outcome === 'present') return [`${label} is there already`, ...notes].join('; ');
  const left = skipped.length > 0 ? [`skipped ${skipped.map(({ reason, count }) => `${count} ${reason}`).join(', ')}`] : [];
  const empty = files === 0 && skipped.length === 0 ? ['nothing of it is chosen and in a language that Nearcopy reads'] : [];
  return [`${label} (${license}): ${files} ${files === 1 ? 'file' : 'files'}, ${newFunctions} new ${newFunctions === 1 ? 'function' : 'functions'}`, ...empty, ...left, ...notes].join('; ');
}
