import { constants } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { access, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/** Rejects, with the error of the file system, where a file could not be written: before the work that is to be written, not after it. */
export async function expectWritable(path: string): Promise<void> {
  const { file, isReplaced } = await targetOf(path);
  if (!isReplaced) return access(file, constants.W_OK);
  const draft = draftOf(file);
  await writeFile(draft, '');
  await rm(draft, { force: true });
}

/** Writes a file whole or not at all: who reads it meanwhile sees the old one. Pipes and devices are written to as they are. Rejects with the error of the file system. */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const { file, isReplaced } = await targetOf(path);
  if (!isReplaced) return writeFile(file, text);
  const draft = draftOf(file);
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Where a text goes to that is written to a path: the file that links lead to, so that they stay; replaced unless it is a pipe or a device. */
async function targetOf(path: string): Promise<{ readonly file: string; readonly isReplaced: boolean }> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  if (stats === null) return { file: path, isReplaced: true };
  return stats.isFile() ? { file: await realpath(path), isReplaced: true } : { file: path, isReplaced: false };
}

const draftOf = (path: string): string => `${path}.${randomBytes(8).toString('hex')}.tmp`;
