import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceError } from './source.ts';

export interface NpmResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the user's npm without a shell, so that no character of an argument means anything but itself. */
export function runNpm(args: readonly string[], cwd: string, timeout: number, spec: string): Promise<NpmResult> {
  const [command, ...first] = npmCommand();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd, shell: false, timeout, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(new SourceError(spec, error.code === 'ENOENT' ? 'npm was not found. Install Node.js with npm, or name a folder or a .tgz file instead.' : `npm can't be started: ${error.message}`, { cause: error }));
    });
    child.once('close', (code, signal) => {
      if (signal !== null) reject(new SourceError(spec, `npm was stopped (${signal}) after ${Math.round(timeout / 1000)} s at the latest. Check the network and try again.`));
      else resolve({ code: code ?? 1, stdout: stdout(), stderr: stderr() });
    });
  });
}

/** On Windows npm is a batch file, which needs a shell: there the script behind it is run. */
function npmCommand(): [string, ...string[]] {
  if (process.platform !== 'win32') return ['npm'];
  const script = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(script) ? [process.execPath, script] : ['npm.exe'];
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
