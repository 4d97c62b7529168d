import { open, readdir, realpath } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
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

/** A place by its path without links, or as it is where it can't be read. */
export const realPlace = (path: string): Promise<string> => realpath(path).catch(() => path);

/** Tells where files lie, whatever links lead to their folders; a file that is a link stays one. Each folder is asked once. */
export function realPlaces(): (file: string) => Promise<string> {
  const folders = new Map<string, Promise<string>>();
  return async (file) => {
    const folder = dirname(file);
    const real = folders.get(folder) ?? realPlace(folder);
    folders.set(folder, real);
    return join(await real, basename(file));
  };
}

/** Lock files of large projects have several megabytes. */
const LARGEST = 32 * 2 ** 20;
