import { Worker } from 'node:worker_threads';
import { errorOf } from '../failure.ts';
import type { TaskKind, TaskOptions, TaskRunner, Tasks } from '../service/tasks.ts';
import type { TaskMessage } from './task-worker.ts';

/** Runs each task in a thread of its own, from a bundle such as `dist/task.js`. */
export function createTaskRunner(file: string): TaskRunner {
  return {
    run<Kind extends TaskKind>(kind: Kind, request: Tasks[Kind]['request'], { signal, onProgress }: TaskOptions = {}): Promise<Tasks[Kind]['result']> {
      return new Promise((done, failed) => {
        if (signal?.aborted) return failed(signal.reason as Error);
        const worker = new Worker(file, { workerData: { kind, request } });
        let timer: ReturnType<typeof setTimeout> | undefined;
        const abort = (): void => {
          // The task gives up by itself; one that is busy is ended. Indexes and files are written in one step, so nothing is half done.
          worker.postMessage('abort');
          timer = setTimeout(() => void worker.terminate(), PATIENCE);
          failed(signal!.reason as Error);
        };
        signal?.addEventListener('abort', abort, { once: true });
        worker.on('message', (message: TaskMessage) => {
          if ('progress' in message) onProgress?.(message.progress);
          else if ('result' in message) done(message.result as Tasks[Kind]['result']);
          else failed(errorOf(message.error));
        });
        worker.on('error', failed);
        worker.on('exit', () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', abort);
          failed(new Error('the task ended without a result')); // nothing where it was settled before
        });
      });
    },
  };
}

/** Milliseconds that a task has to give up by itself. */
const PATIENCE = 2000;
