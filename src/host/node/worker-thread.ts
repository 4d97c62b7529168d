import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { errorOf, type Failure } from '../failure.ts';
import type { Done, JobWorker } from './job-queue.ts';
import type { Job, Purpose } from './workshop.ts';

export interface Request {
  readonly id: number;
  readonly job: Job;
}

export type Response = { readonly id: number; readonly memory: number; readonly done: Done } | { readonly id: number; readonly error: Failure };

interface Waiting {
  readonly job: Job;
  readonly done: (done: Done) => void;
  readonly failed: (error: Error) => void;
}

/** A worker thread, which starts with its first job and is replaced where it dies or its memory has grown, and the jobs that it has. */
export class WorkerThread implements JobWorker {
  readonly #purpose: Purpose;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 0;
  #bytes = 0;
  #isClosed = false;

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
  }

  get jobs(): number {
    return this.#waiting.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  do(job: Job): Promise<Done> {
    if (this.#isClosed) return Promise.reject(new Error(CLOSED));
    return new Promise((done, failed) => {
      const id = this.#next++;
      this.#waiting.set(id, { job, done, failed });
      this.#bytes += job.bytes.length;
      this.#start().postMessage({ id, job } satisfies Request);
    });
  }

  /** Ends the thread; jobs that it has fail. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isClosed = true;
    for (const { failed } of this.#waiting.values()) failed(new Error(CLOSED));
    this.#waiting.clear();
    await worker?.terminate();
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(WORKER, { workerData: this.#purpose, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
    worker.on('message', (response: Response) => this.#settle(worker, response));
    worker.on('error', (error) => this.#crash(worker, error.message));
    return (this.#worker = worker);
  }

  #settle(worker: Worker, response: Response): void {
    const waiting = this.#waiting.get(response.id);
    if (!waiting) return;
    this.#waiting.delete(response.id);
    this.#bytes -= waiting.job.bytes.length;
    if ('error' in response) waiting.failed(errorOf(response.error));
    else waiting.done(response.done);
    if (worker === this.#worker && 'memory' in response && response.memory > RECYCLE_AT) this.#replace(worker);
  }

  /** Ends a thread whose memory has grown; what it has not done yet goes to a new one. */
  #replace(worker: Worker): void {
    this.#worker = undefined;
    void worker.terminate();
    this.#again([...this.#waiting.values()]);
  }

  #again(jobs: readonly Waiting[]): void {
    this.#waiting.clear();
    this.#bytes = 0;
    for (const { job, done, failed } of jobs) this.do(job).then(done, failed);
  }

  /** The oldest job killed the thread: it is skipped, the others go to a new thread. */
  #crash(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const [first, ...others] = [...this.#waiting.values()];
    first?.done({ result: { kind: 'skipped', reason: `the parser failed: ${reason}` }, contents: '' });
    this.#again(others);
  }
}

/** The program of a thread. */
export const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Bytes of parser memory, which never shrinks, at which a thread is replaced. */
const RECYCLE_AT = 512 * 2 ** 20;
/**
 * Memory of a thread's young objects. Four times as much, as it is otherwise, makes nothing faster, and with it go the arrays outside of the heap that wait
 * to be collected.
 */
const YOUNG_MEGABYTES = 8;
const CLOSED = 'the threads have been ended';
