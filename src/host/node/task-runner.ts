import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { cleanUpAfter } from '../../store/index-folder.ts';
import { errorOf } from '../failure.ts';
import type { IndexTask, TaskKind, TaskOptions, TaskRunner, Tasks } from '../service/tasks.ts';
import { nodeIndexFiles } from './index-files.ts';
import type { TaskData, TaskMessage } from './task-worker.ts';

/** Runs each task in a thread of its own, from a bundle such as `dist/task.js`. */
export function createTaskRunner(file: string): TaskRunner {
  return {
    run<Kind extends TaskKind>(kind: Kind, request: Tasks[Kind]['request'], { signal, onProgress }: TaskOptions = {}): Promise<Tasks[Kind]['result']> {
      return new Promise((done, failed) => {
        if (signal?.aborted) return failed(signal.reason as Error);
        const lockMark = randomBytes(12).toString('hex');
        const worker = new Worker(file, { workerData: { kind, request, lockMark } satisfies TaskData });
        let timer: ReturnType<typeof setTimeout> | undefined;
        let death = new Error('the task ended without a result');
        const fail = (error: Error): void => failed(signal?.aborted ? (signal.reason as Error) : error);
        const abort = (): void => {
          // The task gives up by itself; one that is busy is ended. Indexes and files are written in one step, so nothing is half done.
          worker.postMessage('abort');
          timer = setTimeout(() => void worker.terminate(), PATIENCE);
          if (!CHANGES.has(kind)) fail(death);
        };
        signal?.addEventListener('abort', abort, { once: true });
        worker.on('message', (message: TaskMessage) => {
          if ('progress' in message) onProgress?.(message.progress);
          else if ('result' in message) done(message.result as Tasks[Kind]['result']);
          else fail(errorOf(message.error));
        });
        worker.on('error', (error) => (death = error));
        worker.on('exit', () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          if (CHANGES.has(kind)) tidyUp((request as IndexTask).path, lockMark);
          fail(death); // nothing where it was settled before
        });
      });
    },
  };
}

/** Tasks that change an index. Who cancels one is told of the end that it took, which may be that it was done: others are given up at once. */
const CHANGES: ReadonlySet<TaskKind> = new Set<TaskKind>(['build', 'remove']);

/** Milliseconds that a task has to give up by itself. */
const PATIENCE = 2000;

/** A thread that was ended leaves its lock in the name of this process, which goes on. What can't be removed now is left to the next writer. */
function tidyUp(path: string, lockMark: string): void {
  try {
    cleanUpAfter(nodeIndexFiles, path, lockMark);
  } catch {
    return;
  }
}
