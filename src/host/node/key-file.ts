import { readFileSync, statSync } from 'node:fs';
import { IndexError } from '../../core/index/errors.ts';
import { type IndexKey, indexKey } from '../../core/index/index-key.ts';
import { reasonOf } from '../../sources/reason.ts';

/** The key from a file with the secret of a keyed index. Throws `IndexError`. */
export function readKey(file: string): IndexKey {
  return indexKey(secretIn(file), file);
}

export const readKeys = (files: readonly string[]): IndexKey[] => files.map(readKey);

function secretIn(file: string): Uint8Array {
  try {
    const stats = statSync(file);
    // A pipe would give the secret once, and several threads ask for it; a device has no end.
    if (!stats.isFile()) throw new IndexError('bad-key', `${file} is no regular file. Write the secret of the index to a file that only you can read, and name that.`);
    if (stats.size > LARGEST_SECRET) throw new IndexError('bad-key', `${file} is too large for a secret (${stats.size} bytes). Name the file with the secret of the index.`);
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if (error instanceof IndexError) throw error;
    throw new IndexError('bad-key', `${file}: ${reasonOf(error)}. Name the file with the secret of the index.`);
  }
}

const LARGEST_SECRET = 65_536;

/** Whether others than its owner may read a file. On Windows that can't be told. */
export function isOpenToOthers(file: string): boolean {
  const stats = process.platform === 'win32' ? undefined : statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && (stats.mode & 0o077) !== 0;
}
