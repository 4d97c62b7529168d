import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Finding, Report } from '../../../src/core/report.ts';

/** The command line under test: the built one. */
export const CLI = process.env['NEARCOPY_CLI'] ?? fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Results are remembered apart from the user's, and only as long as the tests of a file run. */
const cacheFolder = mkdtempSync(join(tmpdir(), 'nearcopy-cache-'));
afterAll(() => rmSync(cacheFolder, { recursive: true, force: true }));

export interface Outcome {
  /** Null where a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  /** Another built command line than the usual one. */
  readonly cli?: string;
  /** Program and arguments that run the command, such as `setpriv`. */
  readonly through?: readonly string[];
  /** Milliseconds after which a process counts as hung. */
  readonly patience?: number;
}

/** Runs `nearcopy ARGUMENTS` to its end. Never rejects because of an exit code. */
export async function nearcopy(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return outcomeOf(start(args, options), options.input, options.patience);
}

/** Starts `nearcopy ARGUMENTS`, for who wants to disturb it. */
export function start(args: readonly string[], { cwd, env, cli = CLI, through = [] }: RunOptions = {}): ChildProcess {
  const [program, ...rest] = [...through, process.execPath, cli, ...args];
  return spawn(program, rest, { cwd, env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', XDG_CACHE_HOME: cacheFolder, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Waits for the end of a process; one that hangs is killed, so that the test says what it was waiting for. */
export function outcomeOf(child: ChildProcess, input?: string | Uint8Array, patience = 100_000): Promise<Outcome> {
  return new Promise((done, failed) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin!.on('error', () => undefined); // it may end before it has read its input
    const hung = setTimeout(() => child.kill('SIGKILL'), patience);
    child.on('error', failed);
    child.on('close', (code, signal) => {
      clearTimeout(hung);
      done({ code, signal, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    });
    child.stdin!.end(input ?? '');
  });
}

/** How a shell tells of the end of a process: one that a signal ended has 128 and the number of the signal. */
export const statusOf = ({ code, signal }: Outcome): number | null => (signal === null ? code : 128 + constants.signals[signal]);

/** Runs a command that must succeed; its standard output. */
export async function succeed(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await nearcopy(args, options);
  if (code !== 0) throw new Error(`nearcopy ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

/** Scans and reads the JSON report; the exit code must be 0 or 1. */
export async function scan(args: readonly string[], options: RunOptions = {}): Promise<Report> {
  const { code, stdout, stderr } = await nearcopy(['scan', '--format', 'json', ...args], options);
  if ((code !== 0 && code !== 1) || stdout === '') throw new Error(`scan ended with ${code} and ${stdout.length} characters of output: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

/** Scans, and expects one finding. */
export async function scanOne(args: readonly string[], options: RunOptions = {}): Promise<Finding> {
  const { findings, skipped } = await scan(args, options);
  if (findings.length !== 1) throw new Error(`expected one finding, not ${findings.length}: ${JSON.stringify({ findings, skipped }, null, 1)}`);
  return findings[0];
}

/** A report without what the clock decides. */
export const timeless = ({ stats, ...report }: Report) => ({ ...report, stats: { files: stats.files, functions: stats.functions } });
