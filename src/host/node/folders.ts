import { open, readdir } from 'node:fs/promises';
import { constants } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { decodeText } from '../../core/tokens/screen.ts';
import type { FolderReader } from '../project.ts';

/** Manifests and licence texts on the local disk. */
export const nodeFolders: FolderReader = {
  list: (folder) => readdir(folder).catch(() => []),
  async read(path) {
    try {
      // O_NONBLOCK keeps a named pipe of that name from blocking the read for ever.
      const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const stats = await file.stat();
        return stats.isFile() && stats.size <= LARGEST ? decodeText(await file.readFile())?.text ?? null : null;
      } finally {
        await file.close();
      }
    } catch {
      return null;
    }
  },
};

/** An absolute path as `FolderReader` and reports write it. */
export const slashed = (path: string): string => resolve(path).split(sep).join('/');

/** Whether an absolute path is a folder, or below it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path && !/^[A-Za-z]:/.test(way));
}

/** Lock files of large projects have several megabytes. */
const LARGEST = 32 * 2 ** 20;
