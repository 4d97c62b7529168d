// What the scripts of this folder share. Node's own modules only: it runs on a fresh clone, before anything is installed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a script of ours or of a package (`vitest/vitest.mjs`) with this Node, without a shell. */
export function node(script, args = [], options = {}) {
  return run(process.execPath, [join(root, script), ...args], options);
}

/** Runs npm. On Windows it is a batch file, which only a shell starts: give no argument that a shell could misread. */
export function npm(args, options = {}) {
  const windows = process.platform === 'win32';
  return run(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

/** Seconds since a time that `performance.now()` gave, to print. */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** Runs a program without a shell. `output` is empty where the program writes straight to ours, which is the default. */
export function run(command, args, options) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'inherit', 'inherit'], maxBuffer: 1 << 28, ...options });
  if (done.error) return { ok: false, status: null, output: `${command} could not be started: ${done.error.message}` };
  return { ok: done.status === 0, status: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}` };
}

/** Captures what a program writes, instead of passing it on. */
export const captured = { stdio: ['ignore', 'pipe', 'pipe'] };
