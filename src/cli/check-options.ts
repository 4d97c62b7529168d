import { Option, type Command } from 'commander';
import type { Finding, Report, Skipped } from '../core/report.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import { defaultFailOn, exitCode, failOnValues, type FailOn } from '../policy/exit-code.ts';
import { defaultLevel, levels, type LevelName } from '../policy/levels.ts';
import { severityOf } from '../policy/severity.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderText } from '../report/text.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

/** Options that `scan` and `check` share. */
export interface CheckOptions {
  readonly index: string[];
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: FailOn;
  readonly level: LevelName;
  readonly expectedAtMost?: number;
  readonly color?: boolean;
  readonly verbose?: boolean;
}

export function addCheckOptions(command: Command): Command {
  return command
    .requiredOption('-i, --index <X.ncx>', 'index to look in; may be given several times', (path: string, all: string[] = []) => [...all, path])
    .addOption(new Option('-f, --format <format>', 'how to print what was found').choices(['text', 'json', 'sarif']).default('text'))
    .addOption(new Option('--fail-on <severity>', 'exit with 1 where something is found at or above this severity').choices(failOnValues).default(defaultFailOn))
    .addOption(new Option('--level <level>', 'how much evidence a finding needs').choices(Object.keys(levels)).default(defaultLevel))
    .option('--expected-at-most <number>', 'the same as a number: report what chance explains at most this often', positive)
    .option('--no-color', 'no colour, also on a terminal')
    .option('--verbose', 'list every skipped file');
}

export const expectedAtMost = (options: CheckOptions): number => options.expectedAtMost ?? levels[options.level].expectedAtMost;

export function judged(findings: readonly UnjudgedFinding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, severity: severityOf(finding) }));
}

export function makeReport(findings: readonly Finding[], skipped: readonly Skipped[], stats: { files: number; functions: number; started: number }): Report {
  return { version: 1, stats: { files: stats.files, functions: stats.functions, milliseconds: Math.round(performance.now() - stats.started) }, findings, skipped };
}

/** Prints a report in the format that was asked for, and sets the exit code. */
export function printReport(report: Report, options: CheckOptions, source: (file: string) => string | null): void {
  process.stdout.write(`${rendered(report, options, source).trimEnd()}\n`);
  process.exitCode = exitCode(report.findings, options.failOn);
}

/** Whether to colour what goes to a stream: not into pipes, and as NO_COLOR and FORCE_COLOR say. */
export function useColor(stream: NodeJS.WriteStream, option: boolean | undefined): boolean {
  if (option === false || process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
}

function rendered(report: Report, options: CheckOptions, source: (file: string) => string | null): string {
  if (options.format === 'json') return renderJson(report);
  if (options.format === 'sarif') return renderSarif(report, { toolVersion: VERSION });
  return renderText(report, { color: useColor(process.stdout, options.color), width: process.stdout.columns ?? 100, verbose: options.verbose ?? false, source });
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--expected-at-most takes a number above 0, such as 1e-3, not '${text}'`);
  return value;
}
