import { naming } from '../program-failure.ts';
import { runProgram } from '../run-program.ts';
import type { ProgramResult } from '../run-program.ts';

export interface GitCall {
  readonly cwd: string;
  /** Works with what is on the disk only: nothing is fetched, and the user's configuration doesn't count. Else it does, with proxies and credentials. */
  readonly isOffline: boolean;
  readonly signal: AbortSignal | undefined;
  readonly spec: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

export const CLONE_TIMEOUT = 60 * 60_000;
const TIMEOUT = 10 * 60_000;

/** What a repository or its surroundings could have git run, off. */
const HARMLESS = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'protocol.ext.allow=never', 'core.attributesFile=/dev/null', 'submodule.recurse=false', 'gc.auto=0', 'maintenance.auto=false'];

/** Runs the user's git, which never asks anything. Throws a SourceError where it can't be run. */
export function runGit(args: readonly string[], { cwd, isOffline, signal, spec, timeout = TIMEOUT }: GitCall): Promise<ProgramResult> {
  return naming(spec, runProgram({
    program: 'git',
    args: [...HARMLESS.flatMap((setting) => ['-c', setting]), ...args],
    cwd,
    env: environment(isOffline),
    timeout,
    signal,
    missing: 'git was not found. Install git, or name a folder or an archive instead.',
  }));
}

/** The reason in git's answer. */
export function gitFailure(stderr: string): string {
  const lines = stderr.trim().split('\n').filter((line) => line !== '');
  const reason = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.pop() ?? 'no reason given';
  return reason.replace(/^(fatal|error): */, '').replace(/(\/\/)[^/@\s]*@/g, '$1');
}

function environment(isOffline: boolean): NodeJS.ProcessEnv {
  // In a git hook these would point git at the repository that the hook runs for.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|TEMPLATE_DIR|EXTERNAL_DIFF|PAGER|TRACE\w*)$/.test(name)));
  const own = isOffline ? { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_COUNT: '0', GIT_ATTR_NOSYSTEM: '1', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' } : {};
  return { ...env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', ...own };
}
