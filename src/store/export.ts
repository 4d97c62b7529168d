import { bytesAt } from '../core/index/byte-reader.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexKey } from '../core/index/index-key.ts';
import { serialiseManifest } from '../core/index/manifest.ts';
import { writeSingleFile } from '../core/index/single-file.ts';
import type { FileStore } from './file-store.ts';
import { openIndex, type StoredIndex } from './open.ts';

const CHUNK = 2 ** 20;

/** Packs an index into one file for sharing; every reader reads that too. A file that is there is replaced in one step. `keys`
 * are those at hand: a keyed index stays keyed. Throws `IndexError`. */
export function exportSingle(files: FileStore, path: string, output: string, keys: readonly IndexKey[] = []): void {
  if (files.kind(output) === 'folder') throw new IndexError('exists', `${output} is a folder. Name a file for the exported index.`);
  const index = openIndex(files, path, { keys });
  try {
    const draft = `${output}.${files.owner.token()}.tmp`;
    writeDraft(files, index, draft);
    files.rename(draft, output);
  } finally {
    index.close();
  }
}

function writeDraft(files: FileStore, index: StoredIndex, path: string): void {
  const file = files.create(path);
  try {
    writeSingleFile(file.write, serialiseManifest(index.manifest), index.manifest, (name, sink) => {
      const member = index.member(name);
      for (let at = 0; at < member.size; at += CHUNK) sink(bytesAt(member, at, Math.min(CHUNK, member.size - at)));
    });
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
