import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program with its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** What a run took: of the program and of all that it started. */
export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** The most memory that one of its processes had, in bytes. */
  readonly peakBytes: number;
}

/** Runs a program to its end; throws where it fails, unless with one of the exit codes that mean that it found something. */
export function run([program, ...args]: CommandLine, options: { readonly cwd?: string; readonly input?: string; readonly found?: readonly number[] } = {}): string {
  const done = spawnSync(program, args, { cwd: options.cwd, input: options.input, encoding: 'utf8', maxBuffer: 2 ** 29 });
  if (done.error) throw new Error(`${program} could not be started: ${done.error.message}`);
  if (done.status !== 0 && !options.found?.includes(done.status ?? -1)) throw new Error(`${program} ${args[0] ?? ''} exited ${done.status ?? done.signal}: ${done.stderr.trim().split('\n').slice(-2).join(' ')}`);
  return done.stdout;
}

const TIME = '/usr/bin/time';

/** The same, with what it took, by GNU time. What it prints is thrown away. */
export function cost(command: CommandLine, options: { readonly cwd?: string; readonly found?: readonly number[] } = {}): Cost {
  if (!existsSync(TIME)) throw new Error(`${TIME} is missing: install Debian's package 'time'`);
  const folder = mkdtempSync(join(tmpdir(), 'nearcopy-time-'));
  try {
    const file = join(folder, 'cost');
    run([TIME, '--quiet', '--format=%e %U %S %M', `--output=${file}`, ...command], options);
    const [wall, user, system, kilobytes] = readFileSync(file, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
    return { wallSeconds: wall, cpuSeconds: user + system, peakBytes: kilobytes * 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
