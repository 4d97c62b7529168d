import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from './source.ts';
import { reasonOf } from './reason.ts';

export type Walked =
  | { readonly kind: 'file'; readonly path: string; readonly file: string; readonly size: number }
  | ({ readonly kind: 'problem' } & Problem);

export interface FolderReader {
  /** Whether to leave a file or folder out; `path` is relative to the root of the walk, with `/`. */
  skip?(path: string, isFolder: boolean): boolean;
  /** Called on entering a folder, before `skip` is asked about anything in it; '' is the root. */
  enter?(path: string, names: readonly string[]): Promise<void>;
}

/** Folders that hold no work of their own. Symbolic links are not followed either, so that there are no loops and no way out. */
const NEVER_ENTERED = new Set(['.git', 'node_modules']);

/**
 * All regular files below a folder, in the order of their paths (by UTF-16 code units, which no locale changes). What can't be read is
 * yielded as a problem, and the walk goes on.
 */
export async function* walkFolder(root: string, reader: FolderReader = {}): AsyncGenerator<Walked> {
  // A stack instead of recursion: nested generators cost every file its depth.
  const pending: Pending[] = [{ path: '', isFolder: true }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.isFolder) {
      const entries = await readFolder(root, next.path, reader);
      if (entries instanceof Array) pending.push(...entries.reverse());
      else yield entries;
    } else {
      const files = [next];
      while (files.length < ASKED_AT_ONCE && pending.at(-1)?.isFolder === false) files.push(pending.pop()!);
      yield* await Promise.all(files.map(({ path }) => readEntry(root, path)));
    }
  }
}

/** Files of a folder whose sizes are asked for together: each takes its time to answer, and many don't take much more. */
const ASKED_AT_ONCE = 32;

interface Pending {
  readonly path: string;
  readonly isFolder: boolean;
}

async function readFolder(root: string, folder: string, reader: FolderReader): Promise<Pending[] | Walked> {
  try {
    const entries = (await readdir(join(root, folder), { withFileTypes: true })).filter((entry) => entry.isFile() || entry.isDirectory());
    await reader.enter?.(folder, entries.map((entry) => entry.name));
    const found: Pending[] = [];
    for (const entry of entries) {
      const isFolder = entry.isDirectory();
      if (isFolder && NEVER_ENTERED.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!reader.skip?.(path, isFolder)) found.push({ path, isFolder });
    }
    return found.sort(byPath);
  } catch (error) {
    return { kind: 'problem', path: folder === '' ? '.' : folder, reason: reasonOf(error) };
  }
}

/** A folder sorts as `name/`, so that the whole walk comes out in the order of the paths. */
function byPath(a: Pending, b: Pending): number {
  const left = a.isFolder ? `${a.path}/` : a.path;
  const right = b.isFolder ? `${b.path}/` : b.path;
  return left < right ? -1 : 1;
}

async function readEntry(root: string, path: string): Promise<Walked> {
  const file = join(root, path);
  try {
    const { size } = await lstat(file);
    return { kind: 'file', path, file, size };
  } catch (error) {
    return { kind: 'problem', path, reason: reasonOf(error) };
  }
}
