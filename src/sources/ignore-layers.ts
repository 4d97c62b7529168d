import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';

/** In the order in which they are read: where both speak of a path, the later file decides. */
export const IGNORE_FILES = ['.gitignore', '.nearcopyignore'];

/** The rules of one folder's ignore files. */
export interface IgnoreLayer {
  /** Absolute. */
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The rules of a folder's own ignore files, or null where it has none. What can't be read counts as none, and so does what is no file of that
 * folder: a link, as for git, or a named pipe, which would keep the reader waiting.
 */
export async function readLayer(folder: string): Promise<IgnoreLayer | null> {
  const texts: string[] = [];
  for (const name of IGNORE_FILES) {
    const file = join(folder, name);
    const isFile = await lstat(file).then((stats) => stats.isFile(), () => false);
    const text = isFile ? await readFile(file, 'utf8').catch(() => null) : null;
    if (text !== null) texts.push(text.replace(/^\uFEFF/, ''));
  }
  return texts.length === 0 ? null : layer(folder, texts);
}

export function layer(folder: string, patterns: readonly string[]): IgnoreLayer {
  // Case matters, on every system: the same scan gives the same answer everywhere.
  const rules = ignore({ ignorecase: false });
  for (const text of patterns) rules.add(text);
  return { folder, rules };
}

/** The layers of the folders above one, from the root of its repository down; none where it isn't in a repository. */
export async function layersAbove(folder: string): Promise<IgnoreLayer[]> {
  if (await isRepositoryRoot(folder)) return [];
  const above: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    above.unshift(at);
    if (await isRepositoryRoot(at)) break;
    if (dirname(at) === at) return [];
  }
  const layers: IgnoreLayer[] = [];
  for (const at of above) {
    const found = await readLayer(at);
    if (found !== null) layers.push(found);
  }
  return layers;
}

/** Whether the layers, outermost first, say to leave a path out. The innermost that says anything decides. */
export function isIgnored(layers: readonly IgnoreLayer[], file: string, isFolder: boolean): boolean {
  for (let index = layers.length - 1; index >= 0; index--) {
    const { folder, rules } = layers[index];
    const path = relative(folder, file).split(sep).join('/');
    if (path === '' || path.startsWith('../')) continue;
    const verdict = rules.test(isFolder ? `${path}/` : path);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** Whether a folder has a `.git`, be it a folder or the file of a submodule or worktree. */
export async function isRepositoryRoot(folder: string): Promise<boolean> {
  return lstat(join(folder, '.git')).then(() => true, () => false);
}
