import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { errorOf, type Failure } from '../failure.ts';
import { openWorkshop, type Checked, type Indexed, type Job, type Purpose, type Workshop } from './workshop.ts';

export interface Request {
  readonly id: number;
  readonly job: Job;
}

export type Response = { readonly id: number; readonly result: Indexed | Checked; readonly memory: number } | { readonly id: number; readonly error: Failure };

/** Results in the order of the jobs, with as many jobs under way as there are threads to keep busy. */
export interface JobRunner {
  run<J extends Job>(jobs: AsyncIterable<J>): AsyncGenerator<{ readonly job: J; readonly result: Indexed | Checked }>;
  close(): Promise<void>;
}

/**
 * Runs jobs on worker threads; a handful of jobs in this thread, since a thread takes longer to start than they take. A file
 * that kills its thread is skipped with a reason, and the thread is replaced.
 */
export function createJobRunner(purpose: Purpose, options: { readonly workers?: number } = {}): JobRunner {
  const count = Math.max(1, options.workers ?? availableParallelism());
  let own: Promise<Workshop> | undefined;
  const threads: Thread[] = [];
  /** Bytes of all jobs so far, whatever run they belong to. */
  let begun = 0;
  /** Threads that get jobs. */
  const busy = (): number => (options.workers === undefined && begun < LAST_JOINS_AT ? Math.max(1, count - 1) : count);

  return {
    async *run(jobs) {
      const iterator = jobs[Symbol.asyncIterator]();
      try {
        const first: Job[] = [];
        let ended = false;
        while (first.length < FEW && !ended) {
          const next = await iterator.next();
          if (next.done) ended = true;
          else first.push(next.value);
        }
        if (first.length === 0) return;
        const isLittle = ended && first.reduce((bytes, job) => bytes + job.bytes.length, 0) <= LITTLE;
        if (isLittle || !existsSync(WORKER)) {
          const shop = await (own ??= openWorkshop(purpose));
          for (const job of first) {
            yield { job: job as never, result: await inThisThread(shop, job) };
            await aTurn();
          }
          for (let next = ended ? { done: true as const, value: undefined } : await iterator.next(); !next.done; next = await iterator.next()) {
            yield { job: next.value, result: await inThisThread(shop, next.value) };
            await aTurn();
          }
          return;
        }
        const theirs = purpose.kind === 'check' ? { ...purpose, cacheBytes: Math.max(LEAST_INDEX_CACHE, INDEX_CACHE / count) } : purpose;
        while (threads.length < count) threads.push(new Thread(theirs));
        const underWay: { job: Job; result: Promise<Indexed | Checked> }[] = [];
        let bytes = 0;
        const start = (job: Job): void => {
          begun += job.bytes.length;
          const thread = threads.slice(0, busy()).reduce((least, other) => (other.load < least.load ? other : least));
          const result = thread.do(job);
          result.catch(() => undefined); // is awaited in its turn
          underWay.push({ job, result });
          bytes += job.bytes.length;
        };
        for (const job of first) start(job);
        while (underWay.length > 0) {
          while (!ended && underWay.length < busy() * (bytes < busy() * BYTES_AHEAD ? MOST_AHEAD : AHEAD)) {
            const next = await iterator.next();
            if (next.done) ended = true;
            else start(next.value);
          }
          const { job, result } = underWay.shift()!;
          yield { job: job as never, result: await result };
          bytes -= job.bytes.length;
          await aTurn();
        }
      } finally {
        await iterator.return?.();
      }
    },
    async close() {
      (await own)?.close();
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** So few jobs are done without threads, unless they are so many bytes that this thread would not answer for long. */
const FEW = 12;
const LITTLE = 128_000;
/**
 * Jobs under way for each thread: as many as this where they are small. Results come out in the order of the jobs, so behind one large file the
 * others need something to go on with; with four jobs a thread, four threads were idle for a sixth of the time on real projects, and eight for a third.
 */
const MOST_AHEAD = 64;
const BYTES_AHEAD = 2 ** 20;
/** And as many as this however large they are. */
const AHEAD = 2;
/**
 * Bytes, some 100,000 lines, after which the last core gets a thread, unless the number of threads was asked for. Before, it has the
 * compilers and collectors of the others to run: on two cores a second thread saves a tenth of the time of so much code, and costs half as much memory again.
 */
const LAST_JOINS_AT = 4 * 2 ** 20;
/** Bytes of parser memory, which never shrinks, at which a thread is replaced. */
const RECYCLE_AT = 512 * 2 ** 20;
/**
 * Memory of a thread's young objects. Four times as much, as it is otherwise, makes nothing faster, and with it go the arrays outside of the heap that wait
 * to be collected.
 */
const YOUNG_MEGABYTES = 8;
/** What the threads together keep of an index in memory, and what one has at least. */
const INDEX_CACHE = 32 * 2 ** 20;
const LEAST_INDEX_CACHE = 8 * 2 ** 20;
const CLOSED = 'the threads have been ended';
/** The program of a thread. */
export const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Lets timers and messages have their turn, such as one that says stop: results that are there already would all be taken before them. */
const aTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

const inThisThread = (shop: Workshop, job: Job): Promise<Indexed | Checked> => (shop.purpose.kind === 'index' ? shop.index(job) : shop.check(job));

interface Waiting {
  readonly job: Job;
  readonly done: (result: Indexed | Checked) => void;
  readonly failed: (error: Error) => void;
}

/** A worker thread and the jobs that it has. */
class Thread {
  readonly #purpose: Purpose;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 0;
  #bytes = 0;
  #isClosed = false;

  constructor(purpose: Purpose) {
    this.#purpose = purpose;
  }

  /** Bytes to work on. */
  get load(): number {
    return this.#bytes;
  }

  do(job: Job): Promise<Indexed | Checked> {
    if (this.#isClosed) return Promise.reject(new Error(CLOSED));
    return new Promise((done, failed) => {
      const id = this.#next++;
      this.#waiting.set(id, { job, done, failed });
      this.#bytes += job.bytes.length + 1;
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
    this.#bytes -= waiting.job.bytes.length + 1;
    if ('error' in response) waiting.failed(errorOf(response.error));
    else waiting.done(response.result);
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
    first?.done({ kind: 'skipped', reason: `the parser failed: ${reason}` });
    this.#again(others);
  }
}
