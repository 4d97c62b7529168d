import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';

/** Rejects, with the error of the file system, where a file could not be written: before the work that is to be written, not after it. */
export async function expectWritable(path: string): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  const draft = draftOf(path);
  await writeFile(draft, '');
  await rm(draft, { force: true });
}

/** Writes a file whole or not at all: who reads it meanwhile sees the old one. Rejects with the error of the file system. */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const draft = draftOf(path);
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const draftOf = (path: string): string => `${path}.${randomBytes(8).toString('hex')}.tmp`;
