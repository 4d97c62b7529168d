import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openIndex } from '../../store/open.ts';
import { grammarFiles, grammarFolder } from './grammar-files.ts';
import { engineName } from '../engine-parts.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';
import { openResultCache, type ResultCache } from './result-cache.ts';
import { WORKER } from './worker-thread.ts';

/** The cache of a scan, or null where there is to be none. Opens the indexes in any case, so that one that is of no use is told first. Throws `IndexError`. */
export async function openScanCache(folder: string | null, paths: readonly string[], keyFiles: readonly string[], expectedAtMost: number): Promise<ResultCache | null> {
  const engine = await engineName(grammarFiles());
  const keys = readKeys(keyFiles);
  const indexes = paths.map((path) => {
    const index = openIndex(nodeIndexFiles, path, { engine, keys });
    index.close();
    return index;
  });
  // Who keys an index doesn't want it told by what lies in a cache.
  const isKeyed = indexes.some(({ manifest }) => manifest.key !== null);
  return folder === null || isKeyed ? null : openResultCache(folder, { program: programHash(engine), indexes, expectedAtMost });
}

/** Names the code that computes results, with its models: another build is another program. */
function programHash(engine: string): string {
  const hash = createHash('sha256').update(engine);
  const families = join(grammarFolder(), 'families');
  for (const file of readdirSync(families).filter((name) => name.endsWith('.model')).sort()) hash.update(file).update(readFileSync(join(families, file)));
  return hash.update(readFileSync(WORKER)).digest('hex');
}
