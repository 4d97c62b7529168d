import { spawn } from 'node:child_process';

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Default: the process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** What to say where the program isn't there. */
  readonly missing: string;
}

export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that could not be run to its end. The message says what to do, and doesn't name the source. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/**
 * Runs one of the user's programs without a shell, so that no character of an argument means anything but itself. Rejects with a
 * ProgramError, or with the reason of the signal; an exit code other than 0 is for the caller to judge.
 */
export function runProgram({ program, args, cwd, env, timeout, signal, missing }: ProgramCall): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(program, args, { cwd, env: env ?? process.env, shell: false, timeout, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else reject(new ProgramError(error.code === 'ENOENT' ? missing : `${program} can't be started: ${error.message}`, { cause: error }));
    });
    child.once('close', (code, killed) => {
      if (killed !== null) reject(new ProgramError(`${program} was stopped (${killed}) after ${Math.round(timeout / 1000)} s at the latest. Check the network and try again.`));
      else resolve({ code: code ?? 1, stdout: stdout(), stderr: stderr() });
    });
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
