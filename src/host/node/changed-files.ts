import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** Git could not say what has changed. The message stands on its own. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * The files that differ from a commit, staged or not, and those that git doesn't know yet and doesn't ignore: absolute paths without links on the
 * way, since git knows no other. Deleted ones are left out. Asks the user's own git, which reads only.
 */
export async function changedFiles(cwd: string, ref = 'HEAD'): Promise<ReadonlySet<string>> {
  const root = await realpath((await git(cwd, ['rev-parse', '--show-toplevel'])).trim());
  const commit = await commitOf(root, ref);
  const [changed, untracked] = await Promise.all([
    // Before the first commit everything in the index is new.
    commit === null ? git(root, ['ls-files', '-z']) : git(root, ['diff', '--name-only', '--no-renames', '--no-ext-diff', '--diff-filter=d', '-z', commit, '--']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  return new Set([...changed.split('\0'), ...untracked.split('\0')].filter((path) => path !== '').map((path) => resolve(root, path)));
}

/** Whether git knows a commit by this name. */
export const isCommit = (cwd: string, ref: string): Promise<boolean> => git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).then(() => true, () => false);

async function commitOf(root: string, ref: string): Promise<string | null> {
  if (await isCommit(root, ref)) return (await git(root, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])).trim();
  if (ref === 'HEAD') return null;
  throw new GitError(`git knows no commit '${ref}' in ${root}. Name a branch, a tag or a commit.`);
}

async function git(cwd: string, args: readonly string[]): Promise<string> {
  try {
    // No hooks, no monitors: the repository may be a stranger's.
    const { stdout } = await run('git', ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', ...args], { cwd, maxBuffer: 256 * 2 ** 20 });
    return stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new GitError('git is not installed, or its folder is not there; scanning changed files needs it.');
    const said = String((error as { stderr?: unknown }).stderr ?? '').trim();
    throw new GitError(`${cwd}: git can't tell what has changed${said === '' ? '' : `: ${said.replace(/^fatal: /, '')}`}. Scan the folder without --changed.`);
  }
}

const run = promisify(execFile);
