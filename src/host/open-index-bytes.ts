import { MemoryFiles } from '../store/memory-files.ts';
import { openIndex, type StoredIndex } from '../store/open.ts';
import type { IndexBytes } from './service/protocol.ts';

/** Opens an index whose files are in memory. Throws an `IndexError`. */
export function openIndexBytes(name: string, { files }: IndexBytes, engine: string): StoredIndex {
  // Nobody writes to it, so that whose lock it would be is never asked.
  const memory = new MemoryFiles({ pid: 0, host: '', isAlive: () => false, token: () => '' });
  const isPacked = '' in files;
  if (!isPacked) memory.makeFolder(name);
  for (const [file, bytes] of Object.entries(files)) memory.contents.set(isPacked ? name : `${name}/${file}`, bytes);
  return openIndex(memory, name, { engine });
}
