#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { reasonOf } from '../sources/reason.ts';
import { VERSION } from './version.ts';

// Exit codes: 0 nothing to report; 1 findings at or above --fail-on; 2 usage, input or output; 3 a fault of ours; 130 and 143, in a shell, stopped by a signal.

/** Errors that are not this program's fault: by name, since those of worker threads arrive as copies. */
const OUTSIDE = new Set(['UsageError', 'SourceError', 'IndexError', 'UnknownLanguageError', 'MissingGrammarError', 'ScanError', 'PolicyError', 'GitError']);

type AddCommand = (program: Command) => void;

/** Each with what it needs, which is read only where it is wanted. */
const COMMANDS = new Map<string, () => Promise<AddCommand>>([
  ['scan', async () => (await import('./scan.ts')).addScanCommand],
  ['check', async () => (await import('./check.ts')).addCheckCommand],
  ['compare', async () => (await import('./compare.ts')).addCompareCommand],
  ['index', async () => (await import('./index-commands.ts')).addIndexCommands],
  ['evaluate', async () => (await import('./evaluate.ts')).addEvaluateCommand],
  ['report-case', async () => (await import('./report-case.ts')).addReportCaseCommand],
]);

const program = new Command('nearcopy')
  .description("Finds code that is probably somebody else's with the names changed. Nothing leaves this machine.")
  .version(VERSION)
  .exitOverride()
  .showHelpAfterError('(nearcopy COMMAND --help shows the options)');

const wanted = COMMANDS.get(process.argv[2] ?? '');
for (const load of wanted ? [wanted] : COMMANDS.values()) (await load())(program);
for (const command of [...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) command.exitOverride();

// A reader such as `head` may close the pipe before the end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(`nearcopy: standard output could not be written: ${reasonOf(error)}\n`);
  process.exit(2);
});

// Node would end with 1, which means findings.
process.on('uncaughtException', (error) => process.exit(report(error)));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has said it
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`nearcopy: ${message}\n`);
  const name = error instanceof Error ? error.name : '';
  if (OUTSIDE.has(name) || isSystemError(error)) return 2;
  if (process.env['NEARCOPY_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}
