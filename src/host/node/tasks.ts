import { rmSync } from 'node:fs';
import { licenseFamily } from '../../core/license/family.ts';
import { describeIndex, listWorks } from '../../store/describe.ts';
import type { FileStore } from '../../store/file-store.ts';
import { withIndex } from '../../store/open.ts';
import { removeWorks } from '../../store/remove.ts';
import { verifyIndex } from '../../store/verify.ts';
import { describeWork } from '../../store/work-selector.ts';
import type { IndexListing, TaskKind, TaskProgress, Tasks } from '../service/tasks.ts';
import { workersBesideEditor } from './editor-share.ts';
import { evaluate } from './evaluate.ts';
import { buildIndex } from './index-build.ts';
import { nodeIndexFiles } from './index-files.ts';
import { readKeys } from './key-file.ts';
import { exportTask, scanTask } from './scan-task.ts';

export interface TaskContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
  /** For what changes an index. */
  readonly files: FileStore;
}

/** What the editor has done in threads of their own, by kind. */
export const tasks: { readonly [Kind in TaskKind]: (request: Tasks[Kind]['request'], context: TaskContext) => Promise<Tasks[Kind]['result']> } = {
  scan: scanTask,
  export: exportTask,
  evaluate: (request, { signal, onProgress }) => evaluate({ ...request, policy: null, seed: '1', signal, onProgress: ({ stage, detail, ...progress }) => onProgress({ label: stage, path: detail, ...progress }) }),
  async build({ path, keyFiles, mode, sources, keepSource, workers }, { signal, onProgress, files }) {
    const { works, failed, isWritten, progressFolder } = await buildIndex({
      path, keyFiles, mode, sources, keepSource, signal, files,
      keepGoing: sources.length > 1,
      workers: workers ?? workersBesideEditor(),
      onProgress: ({ label, done, path: file, sources: { total, done: finished } }) => onProgress({ label, done: total > 1 ? finished : done, ...(total > 1 ? { total } : {}), ...(file === null ? {} : { path: file }) }),
    });
    // In an editor nobody asks for the same list again: what is in is in, and the others are added later.
    if (progressFolder !== null) rmSync(progressFolder, { recursive: true, force: true });
    if (!isWritten) throw new Error(failed.map(({ reason }) => reason).join(' '));
    return { works: works.map(({ label, license, files, newFunctions }) => ({ label, license, files, newFunctions })), failed };
  },
  remove: async ({ path, keyFiles, works }, { files }) => removeWorks(files, path, works, readKeys(keyFiles)).map(describeWork),
  list: async ({ path, keyFiles }) => withIndex(nodeIndexFiles, path, { keys: readKeys(keyFiles) }, (index): IndexListing => ({
    functions: describeIndex(index).stats.functions,
    bytes: describeIndex(index).stats.bytes,
    works: listWorks(index).map(({ id, labels, files }) => ({ id, name: labels.name, version: labels.version, license: labels.license, licenseFamily: licenseFamily(labels.license), files, url: labels.url })),
  })),
  verify: async ({ path, keyFiles }) => ({ problems: verifyIndex(nodeIndexFiles, path, readKeys(keyFiles)).problems }),
};
