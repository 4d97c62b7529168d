import { Option, type Command } from 'commander';
import type { Finding, Report } from '../core/report.ts';
import { readPolicyFile, type PolicyFile } from '../host/node/policy-file.ts';
import { defaultFailOn, exitCode, failOnValues, type FailOn } from '../policy/exit-code.ts';
import { levels, type LevelName } from '../policy/levels.ts';
import { PolicyError } from '../policy/parse.ts';
import type { EvidenceChoice, Policy } from '../policy/policy.ts';
import { reasonOf } from '../sources/reason.ts';
import { writeReport, type OutputInput } from './report-output.ts';
import { keyFileOption } from './key-option.ts';
import { UsageError } from './usage-error.ts';

/** Options that say how much evidence a finding needs. What is not given is for the policy to say. */
export interface EvidenceOptions {
  readonly level?: LevelName;
  readonly expectedAtMost?: number;
  /** A file, or false for none. */
  readonly policy?: string | false;
}

/** Options that `scan` and `check` share. */
export interface CheckOptions extends EvidenceOptions {
  readonly index: string[];
  readonly keyFile: readonly string[];
  readonly format: 'text' | 'json' | 'sarif' | 'html';
  /** Instead of standard output. */
  readonly output?: string;
  /** Folders with originals, for the HTML report. */
  readonly sources: string[];
  readonly failOn?: FailOn;
  readonly color?: boolean;
  readonly verbose?: boolean;
}

export function addCheckOptions(command: Command): Command {
  command
    .requiredOption('-i, --index <X.ncx>', 'index to look in; may be given several times', (path: string, all: string[] = []) => [...all, path])
    .addOption(keyFileOption())
    .addOption(new Option('-f, --format <format>', 'how to print what was found').choices(['text', 'json', 'sarif', 'html']).default('text'))
    .option('-o, --output <file>', 'write the report to a file instead of printing it')
    .option('--sources <folder>', 'where originals may lie, to show them side by side in the HTML report where the index keeps no sources; may be given several times', (folder: string, all: string[]) => [...all, folder], [])
    .addOption(new Option('--fail-on <severity>', `exit with 1 where something is found at or above this severity (default: the policy's, else ${defaultFailOn})`).choices(failOnValues));
  return addEvidenceOptions(command)
    .option('--no-color', 'no colour, also on a terminal')
    .option('--verbose', 'list every skipped file, and what is not reported');
}

export function addEvidenceOptions(command: Command): Command {
  return command
    .addOption(new Option('--level <level>', "how much evidence a finding needs (default: the policy's, else normal)").choices(Object.keys(levels)))
    .option('--expected-at-most <number>', 'the same as a number: report what chance explains at most this often', positive)
    .option('--policy <file>', 'policy to judge by (default: the nearest .nearcopy/policy.json above what is checked)')
    .option('--no-policy', 'judge without a policy');
}

export const evidenceChoice = ({ level, expectedAtMost }: EvidenceOptions): EvidenceChoice => ({ level, expectedAtMost });

/** The policy that the options name, or the one that is to be looked up where they name none; null for none. */
export async function policyOf({ policy }: EvidenceOptions, lookUp: () => Promise<PolicyFile | null>): Promise<PolicyFile | null> {
  if (policy === false) return null;
  if (policy === undefined) return lookUp();
  return readPolicyFile(policy).catch((error: unknown) => {
    throw error instanceof PolicyError ? error : new UsageError(`the policy ${policy} could not be read: ${reasonOf(error)}. Check the path given with --policy.`);
  });
}

/** Writes a report in the format that was asked for, and sets the exit code. */
export async function printReport(report: Report, options: CheckOptions, input: OutputInput): Promise<void> {
  await writeReport(report, options, input);
  process.exitCode = exitCodeFor(report.findings, options, input.policy);
}

/** What the program is to end with, as far as these findings say. */
export const exitCodeFor = (findings: readonly Finding[], { failOn }: CheckOptions, policy: Policy): 0 | 1 => exitCode(findings, failOn ?? policy.failOn ?? defaultFailOn);

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`--expected-at-most takes a number above 0, such as 1e-3, not '${text}'`);
  return value;
}
