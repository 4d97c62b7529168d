import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Skipped } from '../core/report.ts';
import { decodeText, tooLargeReason } from '../core/tokens/screen.ts';
import { loadLanguages } from '../host/node/grammar-files.ts';
import { createJobRunner } from '../host/node/worker-pool.ts';
import type { Job } from '../host/node/workshop.ts';
import { reasonOf } from '../sources/reason.ts';
import { walkForScan } from '../sources/walk-for-scan.ts';
import { addCheckOptions, expectedAtMost, judged, makeReport, printReport, type CheckOptions } from './check-options.ts';
import { explain } from './explain.ts';
import { createProgress } from './progress.ts';
import { UsageError } from './usage-error.ts';
import { workersOption } from './workers-option.ts';

interface ScanOptions extends CheckOptions {
  readonly ignore: string[];
  readonly workers?: number;
  readonly explain?: boolean;
}

/** `nearcopy scan --index X.ncx PATH...` */
export function addScanCommand(program: Command): void {
  addCheckOptions(program.command('scan'))
    .description('look for copies in files and folders; folders honour .gitignore and .nearcopyignore')
    .argument('<path...>', 'files and folders')
    .option('--ignore <pattern>', 'leave out what matches, as in .gitignore; may be given several times', (pattern: string, all: string[]) => [...all, pattern], [])
    .addOption(workersOption())
    .option('--explain', 'print what each stage makes of each file, instead of a report')
    .action(scan);
}

async function scan(paths: readonly string[], options: ScanOptions): Promise<void> {
  const started = performance.now();
  const purpose = { kind: 'check', indexes: options.index, expectedAtMost: expectedAtMost(options) } as const;
  if (options.explain) return explain(filesOf(paths, options, []), purpose);
  const skipped: Skipped[] = [];
  const progress = createProgress(process.stderr, { enabled: options.format === 'text' });
  const runner = createJobRunner(purpose, options.workers === undefined ? {} : { workers: options.workers });
  const findings: UnjudgedFinding[] = [];
  let [files, functions] = [0, 0];
  progress.start('Scanning', 0);
  try {
    for await (const { job, result } of runner.run(filesOf(paths, options, skipped))) {
      progress.tick(1, job.path);
      if (result.kind === 'skipped') skipped.push({ file: job.path, reason: result.reason });
      else if ('findings' in result) {
        files++;
        functions += result.functions;
        findings.push(...result.findings);
      }
    }
  } finally {
    progress.stop();
    await runner.close();
  }
  skipped.sort((a, b) => (a.file < b.file ? -1 : 1));
  printReport(makeReport(judged(findings), skipped, { files, functions, started }), options, textOf);
}

/** Reads the files to scan; what can't be read is skipped with a reason, unless it was named. */
async function* filesOf(paths: readonly string[], options: ScanOptions, skipped: Skipped[]): AsyncGenerator<Job> {
  const named = new Set(paths.map((path) => path.replaceAll('\\', '/').replace(/^\.\//, '')));
  const languages = await loadLanguages();
  for await (const found of walkForScan(paths, { ignore: options.ignore })) {
    if (found.kind === 'problem') {
      if (found.named) throw new UsageError(`${found.path}: ${found.reason}. Check the path.`);
      skipped.push({ file: found.path, reason: found.reason });
      continue;
    }
    if (languages.ofPath(found.path).length === 0) {
      // In a folder most files are no code; that is no news.
      if (named.has(found.path)) skipped.push({ file: found.path, reason: 'unknown language' });
      continue;
    }
    const tooLarge = tooLargeReason(found.size);
    if (tooLarge !== null) {
      skipped.push({ file: found.path, reason: tooLarge });
      continue;
    }
    try {
      yield { path: found.path, bytes: new Uint8Array(await readFile(found.file)), isNamed: named.has(found.path) };
    } catch (error) {
      skipped.push({ file: found.path, reason: reasonOf(error) });
    }
  }
}

/** The text of a scanned file, to show its lines; null where it has gone since. */
function textOf(file: string): string | null {
  try {
    return decodeText(new Uint8Array(readFileSync(file)))?.text ?? null;
  } catch {
    return null;
  }
}
