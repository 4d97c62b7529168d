import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { JobQueue, type Done } from './job-queue.ts';
import { WORKER, WorkerThread } from './worker-thread.ts';
import { openWorkshop, type Job, type Purpose, type Workshop } from './workshop.ts';

/** Results in the order of the jobs, with as many jobs under way as there are threads to keep busy. */
export interface JobRunner {
  run<J extends Job>(jobs: AsyncIterable<J>): AsyncGenerator<Done & { readonly job: J }>;
  close(): Promise<void>;
}

/**
 * Runs jobs on worker threads; a handful of jobs in this thread, since a thread takes longer to start than they take. A file
 * that kills its thread is skipped with a reason, and the thread is replaced.
 */
export function createJobRunner(purpose: Purpose, options: { readonly workers?: number } = {}): JobRunner {
  const count = Math.max(1, options.workers ?? availableParallelism());
  let own: Promise<Workshop> | undefined;
  const threads: WorkerThread[] = [];
  const queue = new JobQueue(threads);
  /** Bytes of all jobs so far, whatever run they belong to. */
  let begun = 0;
  /** Threads that get jobs. */
  const busy = (): number => (options.workers === undefined && begun < LAST_JOINS_AT ? Math.max(1, count - 1) : count);

  return {
    async *run(jobs) {
      const incoming = new Incoming(jobs[Symbol.asyncIterator]());
      try {
        const first = await incoming.few();
        if (first.length === 0) return;
        const isLittle = incoming.isEnded && first.reduce((bytes, job) => bytes + job.bytes.length, 0) <= LITTLE;
        if (isLittle || !existsSync(WORKER)) {
          const shop = await (own ??= openWorkshop(purpose));
          for (let job = first.shift() ?? (await incoming.next()); job !== null; job = first.shift() ?? (await incoming.next())) {
            yield { job, ...(await inThisThread(shop, job)) };
            await aTurn();
          }
          return;
        }
        const theirs = purpose.kind === 'check' ? { ...purpose, cacheBytes: Math.max(LEAST_INDEX_CACHE, INDEX_CACHE / count) } : purpose;
        while (threads.length < count) threads.push(new WorkerThread(theirs));
        const underWay: { job: Jobs<typeof jobs>; done: Promise<Done> }[] = [];
        let bytes = 0;
        const start = (job: Jobs<typeof jobs>): void => {
          begun += job.bytes.length;
          const done = queue.add(job, busy());
          done.catch(() => undefined); // is awaited in its turn
          underWay.push({ job, done });
          bytes += job.bytes.length;
        };
        for (const job of first) start(job);
        while (underWay.length > 0 || !incoming.isEnded) {
          const isRoom = underWay.length < busy() * (bytes < busy() * BYTES_AHEAD ? MOST_AHEAD : AHEAD);
          // What is done goes out in its turn, even where the next job is long in coming.
          if (!incoming.isEnded && isRoom && await incoming.comesBefore(underWay[0]?.done)) {
            const job = await incoming.next();
            if (job !== null) start(job);
            continue;
          }
          const { job, done } = underWay.shift()!;
          yield { job, ...(await done) };
          bytes -= job.bytes.length;
          await aTurn();
        }
      } finally {
        await incoming.end();
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
/** Milliseconds from the first job on after which threads begin with what there is: most files may be known from a cache. */
const PATIENCE = 250;
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
/** What the threads together keep of an index in memory, and what one has at least. */
const INDEX_CACHE = 32 * 2 ** 20;
const LEAST_INDEX_CACHE = 8 * 2 ** 20;
/** Lets timers and messages have their turn, such as one that says stop: results that are there already would all be taken before them. */
const aTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

const inThisThread = async (shop: Workshop, job: Job): Promise<Done> => ({ result: shop.purpose.kind === 'index' ? await shop.index(job) : await shop.check(job), contents: shop.contents });

type Jobs<Iterable> = Iterable extends AsyncIterable<infer J> ? J : never;

/** Jobs as they come. */
class Incoming<J> {
  readonly #iterator: AsyncIterator<J>;
  /** The job that was asked for and hasn't been taken. */
  #asked: Promise<IteratorResult<J>> | undefined;
  isEnded = false;

  constructor(iterator: AsyncIterator<J>) {
    this.#iterator = iterator;
  }

  /** The first FEW jobs, or all: fewer, without an end, where they are long in coming and there is one at least. */
  async few(): Promise<J[]> {
    const jobs: J[] = [];
    let late: Promise<void> | undefined;
    let timer: NodeJS.Timeout | undefined;
    while (jobs.length < FEW && !this.isEnded) {
      if (jobs.length > 0) late ??= new Promise((done) => (timer = setTimeout(done, PATIENCE)));
      if (late !== undefined && !(await this.comesBefore(late))) break;
      const job = await this.next();
      if (job !== null) jobs.push(job);
    }
    clearTimeout(timer);
    return jobs;
  }

  /** The next job, or null where there is no other. */
  async next(): Promise<J | null> {
    const next = await this.#ask();
    this.#asked = undefined;
    if (!next.done) return next.value;
    this.isEnded = true;
    return null;
  }

  /** Waits for whatever comes first: the next job, or the end of jobs, or something else. Whether it was the former, which it is where both are there. */
  comesBefore(other: Promise<unknown> | undefined): Promise<boolean> {
    const job = this.#ask().then(() => true);
    if (other === undefined) return job;
    const otherwise = other.then(() => false, () => false);
    return Promise.race([job, otherwise]);
  }

  async end(): Promise<void> {
    this.#asked?.catch(() => undefined); // nobody takes it any more
    await this.#iterator.return?.();
  }

  #ask(): Promise<IteratorResult<J>> {
    return (this.#asked ??= this.#iterator.next());
  }
}
