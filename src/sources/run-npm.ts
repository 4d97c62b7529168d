import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.ts';
import type { ProgramResult } from './run-program.ts';

/** Runs the user's npm. Rejects with a ProgramError. */
export function runNpm(args: readonly string[], cwd: string, timeout: number, signal?: AbortSignal): Promise<ProgramResult> {
  const [program, ...first] = npmCommand();
  return runProgram({ program, args: [...first, ...args], cwd, timeout, signal, missing: 'npm was not found. Install Node.js with npm, or name a folder or a .tgz file instead.' });
}

/** On Windows npm is a batch file, which needs a shell: there the script behind it is run. */
function npmCommand(): [string, ...string[]] {
  if (process.platform !== 'win32') return ['npm'];
  const script = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(script) ? [process.execPath, script] : ['npm.exe'];
}
