import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { originalPlaces } from '../../core/original-places.ts';
import type { Match } from '../../core/report.ts';
import { decodeText, tooLargeReason } from '../../core/tokens/screen.ts';
import { contentHash } from './workshop.ts';

export interface Original {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
}

/**
 * The original of a match, where it lies in one of the folders: a file counts only where its content is the very one that was
 * indexed. Looked for where the work itself may lie in the folder, alone or among others.
 */
export async function findOriginal(folders: readonly string[], match: Pick<Match, 'work' | 'version' | 'path' | 'content'>): Promise<Original | null> {
  for (const folder of folders) {
    for (const file of originalPlaces(match).map((place) => join(folder, place))) {
      const bytes = await readSmall(file);
      if (bytes === null || contentHash(bytes) !== match.content) continue;
      const decoded = decodeText(bytes);
      if (decoded) return { file, text: decoded.text };
    }
  }
  return null;
}

/** The bytes of a file that is not larger than indexes take; null where there is none. */
async function readSmall(file: string): Promise<Uint8Array | null> {
  try {
    const stats = await stat(file);
    return stats.isFile() && tooLargeReason(stats.size) === null ? new Uint8Array(await readFile(file)) : null;
  } catch {
    return null;
  }
}
