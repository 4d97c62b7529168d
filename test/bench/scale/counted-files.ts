import { nodeIndexFiles } from '../../../src/host/node/index-files.ts';
import type { FileStore } from '../../../src/store/file-store.ts';

/** Reads of index members since the last look. */
export interface Reads {
  count: number;
  bytes: number;
}

/** The index files of this machine, with every positional read counted. */
export function countedFiles(): { readonly files: FileStore; readonly reads: Reads } {
  const reads: Reads = { count: 0, bytes: 0 };
  const files: FileStore = {
    ...nodeIndexFiles,
    open(path) {
      const file = nodeIndexFiles.open(path);
      if (file === null) return null;
      return {
        name: file.name,
        size: file.size,
        read(bytes, offset) {
          reads.count++;
          reads.bytes += bytes.length;
          file.read(bytes, offset);
        },
        close: () => file.close(),
      };
    },
  };
  return { files, reads };
}
