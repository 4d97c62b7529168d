import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import type { Report } from '../core/report.ts';
import { changedFiles, isCommit } from '../host/node/changed-files.ts';
import { defaultCacheFolder } from '../host/node/result-cache.ts';
import type { JudgedFile } from '../host/node/judge.ts';
import { policyFor, scanJobs, scanPaths, type ScanRequest } from '../host/node/scan.ts';
import { textAt } from '../host/node/text-at.ts';
import { defaultPolicy, expectedAtMostOf, type Policy } from '../policy/policy.ts';
import { TextReport } from '../report/text.ts';
import { addCheckOptions, evidenceChoice, exitCodeFor, policyOf, printReport, type CheckOptions } from './check-options.ts';
import { explain } from './explain.ts';
import { createProgress, type Progress } from './progress.ts';
import { isPrintedAsFound, textOptions, withDetail } from './report-output.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { stoppable } from './stoppable.ts';
import { UsageError } from './usage-error.ts';
import { workersOption } from './workers-option.ts';
import { expectOutput } from './write-output.ts';

interface ScanOptions extends CheckOptions {
  readonly ignore: string[];
  /** A commit; true for the last one. */
  readonly changed?: string | true;
  /** A folder, or false for none. */
  readonly cache?: string | false;
  readonly workers?: number;
  readonly explain?: boolean;
}

/** `nearcopy scan --index X.ncx PATH...` */
export function addScanCommand(program: Command): void {
  addCheckOptions(program.command('scan'))
    .description('look for copies in files and folders; folders honour .gitignore and .nearcopyignore')
    .argument('[path...]', 'files and folders')
    .option('--changed [commit]', 'only files that git calls changed since a commit (default: the last one), or new; without a path of the whole working directory')
    .option('--ignore <pattern>', 'leave out what matches, as in .gitignore; may be given several times', (pattern: string, all: string[]) => [...all, pattern], [])
    .option('--cache <folder>', 'where results are remembered by content, so that a second scan is nearly free (default: the cache folder of this system)')
    .option('--no-cache', 'remember nothing, and use nothing remembered')
    .addOption(workersOption())
    .option('--explain', 'print what each stage makes of each file, instead of a report')
    .action(scan);
}

async function scan(named: readonly string[], options: ScanOptions): Promise<void> {
  if (options.explain && (options.output !== undefined || options.format !== 'text')) throw new UsageError('--explain prints what each stage makes of a file: leave out --format and --output');
  const { paths, only } = await chosen(named, options);
  await expectOutput(options.output);
  const policyFile = await policyOf(options, () => policyFor(paths));
  const policy = policyFile?.policy ?? defaultPolicy;
  const request: ScanRequest = {
    paths,
    indexes: options.index,
    keyFiles: options.keyFile,
    choice: evidenceChoice(options),
    ignore: options.ignore,
    policy: policyFile,
    cache: options.cache === false ? null : options.cache ?? defaultCacheFolder(),
    withDetail: withDetail(options),
    onLittleCode: compileGrammarsQuickly,
    ...(only ? { only } : {}),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  if (options.explain) return explain(scanJobs(request, ({ file, reason }) => process.stderr.write(`nearcopy: ${file} is skipped: ${reason}\n`)), { kind: 'check', indexes: options.index, keyFiles: options.keyFile, expectedAtMost: expectedAtMostOf(policy, evidenceChoice(options)) });
  const progress = createProgress(process.stderr, { enabled: options.format === 'text' });
  let isStarted = false;
  const onProgress: ScanRequest['onProgress'] = ({ total, path }) => {
    if (!isStarted) progress.start('Scanning', total);
    isStarted = true;
    progress.tick(1, path);
  };
  if (isPrintedAsFound(options)) return scanPrinting({ ...request, onProgress }, options, policy, progress);
  const report = await scanned({ ...request, onProgress }, progress);
  if (report !== null) await printReport(report, options, { scanned: paths, textOf: textAt, policy });
}

/** What a scan found, or null where it was stopped: then its results so far are remembered, where they may be. */
function scanned(request: ScanRequest, progress: Progress): Promise<Report | null> {
  let isRemembered = false;
  const onRemembered = (): void => void (isRemembered = true);
  return stoppable((signal) => scanPaths({ ...request, onRemembered, signal }).finally(() => progress.stop()), () => (isRemembered ? 'stopped; what was checked is remembered: the same scan goes on from there' : 'stopped'));
}

/** Prints the findings of each file as soon as the files before it are done. The exit code follows, for a reader that closes the pipe before the end. */
async function scanPrinting(request: ScanRequest, options: CheckOptions, policy: Policy, progress: Progress): Promise<void> {
  const text = new TextReport(textOptions(options, textAt));
  const print = (part: string): void => void process.stdout.write(part);
  const inOrder = (judged: JudgedFile): void => {
    const part = text.found(judged);
    if (part === '') return;
    if (exitCodeFor(judged.findings, options, policy) === 1) process.exitCode = 1;
    // A bar on the same screen makes room; on another, nothing of it is in the way.
    if (process.stdout.isTTY) progress.aside(() => print(part));
    else print(part);
  };
  const rest = await scanned({ ...request, inOrder }, progress);
  if (rest !== null) print(text.end(rest));
}

/** What is to be scanned. `--changed` takes a commit where it can, so that `--changed src` means the folder if no commit is called so. */
async function chosen(named: readonly string[], { changed }: ScanOptions): Promise<Pick<ScanRequest, 'paths' | 'only'>> {
  if (changed === undefined) {
    if (named.length === 0) throw new UsageError("missing required argument 'path': name files or folders to scan, such as '.'");
    return { paths: named };
  }
  const isPath = typeof changed === 'string' && existsSync(changed) && !await isCommit('.', changed);
  const paths = isPath ? [changed, ...named] : named;
  const places = paths.length === 0 ? ['.'] : paths;
  return { paths: places, only: await changedFiles(places, isPath || changed === true ? undefined : changed) };
}
