import type { IndexKey } from '../core/index/index-key.ts';
import type { FileStore } from './file-store.ts';
import { IndexFolder } from './index-folder.ts';
import { withIndex } from './open.ts';
import { keepHeld, publishIndex } from './publish.ts';
import { type SelectableWork, selectWork } from './work-selector.ts';

/**
 * Removes works from an index, with everything that only they held; no byte of their own stays in its files. All or nothing. Each selector must
 * mean one work: see `selectWork`. `keys` are those at hand, for a keyed index. Returns the removed works. Throws `IndexError`.
 */
export function removeWorks(files: FileStore, path: string, selectors: readonly string[], keys: readonly IndexKey[] = []): readonly SelectableWork[] {
  const folder = IndexFolder.change(files, path);
  try {
    const { works, manifest, protection } = withIndex(files, path, { keys }, (index) => ({ works: index.catalogue.inputs(), manifest: index.manifest, protection: index.protection }));
    const removed = new Set(selectors.map((selector) => selectWork(works, selector)));
    const remaining = works.filter((work) => !removed.has(work));
    const { engine, options } = manifest;
    const segments = keepHeld(files, folder, manifest.segments, remaining, protection);
    publishIndex(files, folder, { engine, options, protection, works: remaining, segments }, () => []);
    return [...removed];
  } finally {
    folder.release();
  }
}
