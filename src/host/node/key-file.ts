import { readFileSync } from 'node:fs';
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
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new IndexError('bad-key', `${file}: ${reasonOf(error)}. Name the file with the secret of the index.`);
  }
}
