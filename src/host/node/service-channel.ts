import { Worker } from 'node:worker_threads';
import type { ServiceChannel } from '../service/service-thread.ts';

/** Starts a worker thread from the file of a bundle, such as `dist/service.js`. */
export function startThread(file: string, workerData?: unknown): ServiceChannel {
  const worker = new Worker(file, { workerData });
  let ended = false;
  return {
    post: (message) => worker.postMessage(message),
    listen: (listener) => void worker.on('message', listener),
    onDeath(listener) {
      let reason = 'it ended';
      worker.on('error', (error) => (reason = error.message));
      worker.on('exit', () => {
        if (!ended) listener(reason);
      });
    },
    end() {
      ended = true;
      void worker.terminate();
    },
  };
}
