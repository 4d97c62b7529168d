import { IndexError } from '../../core/index/errors.ts';
import { openIndex, type StoredIndex } from '../../store/open.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';

/** Opens an index; the files with secrets are read only where it is keyed, so that a missing one hinders no other index. Throws `IndexError`. */
export function openWithKeys(path: string, engine: string, keyFiles: readonly string[]): StoredIndex {
  try {
    return openIndex(nodeIndexFiles, path, { engine });
  } catch (error) {
    if (!(error instanceof IndexError) || error.code !== 'keyed' || keyFiles.length === 0) throw error;
    return openIndex(nodeIndexFiles, path, { engine, keys: readKeys(keyFiles) });
  }
}
