import { availableParallelism } from 'node:os';

/** So many threads for a task of an editor that was told no number: the editor keeps a core for itself. */
export const workersBesideEditor = (): number => Math.max(1, availableParallelism() - 1);
