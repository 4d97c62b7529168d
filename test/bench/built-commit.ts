import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { commitOf, versionIn } from '../../scripts/machine.mjs';

/** A built program. */
export interface Build {
  /** The folder with `cli.js`. */
  readonly dist: string;
  /** What to call it, without a path of this machine. */
  readonly name: string;
  /** Removes what was made for it. */
  remove(): void;
}

/** What was named is no build, or can't be made one. */
export class BuildError extends Error {}

/** The build that the repository in `root` has in its `dist`. */
export const ownBuild = (root: string): Build => ({ dist: join(root, 'dist'), name: `Nearcopy ${versionIn(root)} (commit ${commitOf(root)})`, remove: () => undefined });

/** What is named: a folder with a build, or else a commit that the repository in `root` knows, which is built. Throws a `BuildError`. */
export function buildNamed(root: string, named: string): Build {
  const folder = resolve(named);
  if (!existsSync(folder)) return builtCommit(root, named);
  if (!existsSync(join(folder, 'cli.js'))) throw new BuildError(`${named} is no build: it holds no cli.js`);
  const version = step(process.execPath, [join(folder, 'cli.js'), '--version'], {}).trim();
  return { dist: folder, name: `Nearcopy ${version} (built in ${basename(folder)})`, remove: () => undefined };
}

/** Builds a commit by its own esbuild.mjs, in a worktree in the system's folder for what is temporary. */
function builtCommit(root: string, named: string): Build {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new BuildError(`'${named}' is neither a folder with a build nor a commit that git knows here`);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'nearcopy-commit-')));
  const tree = join(scratch, 'tree');
  const remove = (): void => {
    const removed = spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: root });
    rmSync(scratch, { recursive: true, force: true });
    if (removed.status !== 0) spawnSync('git', ['worktree', 'prune'], { cwd: root }); // git removes none that isn't whole yet
  };
  try {
    console.error(`building ${named} in a worktree of its own`);
    step('git', ['worktree', 'add', '--quiet', '--detach', tree, stdout.trim()], { cwd: root });
    givePackages(root, tree);
    step(process.execPath, ['esbuild.mjs'], { cwd: tree });
    return { dist: join(tree, 'dist'), name: `Nearcopy ${versionIn(tree)} (commit ${commitOf(tree)})`, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The packages that are installed here, where they are those that the commit names; else npm brings them. */
function givePackages(root: string, tree: string): void {
  const lock = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');
  if (lock(root) === lock(tree)) return symlinkSync(realpathSync(join(root, 'node_modules')), join(tree, 'node_modules'), 'junction');
  const isWindows = process.platform === 'win32';
  step(isWindows ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-progress', '--loglevel=error'], { cwd: tree, shell: isWindows }); // a batch file there, which only a shell starts
}

function step(program: string, args: readonly string[], options: SpawnSyncOptions): string {
  const done = spawnSync(program, args, { ...options, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (done.error) throw new BuildError(`${program} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new BuildError(`${basename(program)} ${args.slice(0, 2).join(' ')} ended with ${done.status ?? done.signal}:\n${`${done.stdout}${done.stderr}`.trim().split('\n').slice(-20).join('\n')}`);
  return String(done.stdout);
}
