import { execFile } from 'node:child_process';
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isRepositoryRoot } from '../../sources/ignore-layers.ts';

/** Git could not say what has changed. The message stands on its own. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * The files that differ from a commit, staged or not, and those that git doesn't know yet and doesn't ignore, in the repositories that some files
 * and folders lie in, their submodules, and repositories within them that git doesn't know: absolute paths without links on the way, since git knows
 * no other. Deleted ones are left out, and so are `places` that aren't there. Asks the user's own git, which reads only. Throws a `GitError`.
 */
export async function changedFiles(places: readonly string[], ref = 'HEAD'): Promise<ReadonlySet<string>> {
  const roots = new Set<string>();
  // Many files may be named: git is asked once for each repository.
  for (const folder of new Set(await Promise.all(places.map(repositoryAround)))) {
    if (folder !== null) roots.add(await realpath((await git(folder, ['rev-parse', '--show-toplevel'])).trim()));
  }
  const changed: string[] = [];
  for (const root of roots) changed.push(...await changedIn(root, await commitOf(root, ref)));
  return new Set(changed);
}

/** Whether git knows a commit by this name. */
export const isCommit = (cwd: string, ref: string): Promise<boolean> => git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).then(() => true, () => false);

/** The root of the repository that a file or folder lies in; its own folder where there is none, for git to say so; null where it isn't there. */
async function repositoryAround(place: string): Promise<string | null> {
  const stats = await stat(place).catch(() => null);
  if (stats === null) return null;
  const folder = await realpath(stats.isDirectory() ? place : dirname(place));
  for (let at = folder; ; at = dirname(at)) {
    if (await isRepositoryRoot(at)) return at;
    if (dirname(at) === at) return folder;
  }
}

/** What has changed in one repository and in those within it since a commit; null where all of it is new. */
async function changedIn(root: string, commit: string | null): Promise<string[]> {
  const [known, untracked] = await Promise.all([
    commit === null ? git(root, ['ls-files', '-z']) : git(root, ['diff', '--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules=none', '--diff-filter=d', '-z', commit, '--']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const files: string[] = [];
  for (const path of pathsIn(untracked)) {
    const file = resolve(root, path);
    // Only a repository of its own stands there as a folder.
    if (path.endsWith('/')) files.push(...await changedIn(file, null));
    else files.push(file);
  }
  for (const path of pathsIn(known)) {
    const file = resolve(root, path);
    if (!await isFolder(file)) files.push(file);
    // A submodule that was never fetched is an empty folder, where git would speak of the repository around it.
    else if (await isRepositoryRoot(file)) files.push(...await changedIn(file, await recordedCommit(root, commit, path, file)));
  }
  return files;
}

const pathsIn = (listed: string): string[] => listed.split('\0').filter((path) => path !== '');
const isFolder = (path: string): Promise<boolean> => lstat(path).then((stats) => stats.isDirectory(), () => false);

/** The commit of a submodule that a commit of its repository has; null where it has none, so that the whole submodule is new. */
async function recordedCommit(root: string, commit: string | null, path: string, submodule: string): Promise<string | null> {
  if (commit === null) return null;
  const [, type, id] = /^\d+ (\w+) ([0-9a-f]+)\t/.exec(await git(root, ['ls-tree', '-z', commit, '--', path])) ?? [];
  if (type !== 'commit') return null;
  // It may have been fetched without its history.
  return await isCommit(submodule, id) ? id : commitOf(submodule, 'HEAD');
}

async function commitOf(root: string, ref: string): Promise<string | null> {
  if (await isCommit(root, ref)) return (await git(root, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])).trim();
  // Before the first commit everything is new.
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
