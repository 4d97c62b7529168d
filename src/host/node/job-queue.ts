import type { Checked, Indexed, Job } from './workshop.ts';

/** What came of a job. */
export interface Done {
  readonly result: Indexed | Checked;
  /** Names what the indexes hold that were asked; see `contentsOf`. */
  readonly contents: string;
}

/** Does one job after the other. */
export interface JobWorker {
  /** Jobs that it has, and their bytes. */
  readonly jobs: number;
  readonly bytes: number;
  do(job: Job): Promise<Done>;
}

/**
 * Jobs that wait for a worker. Each worker has as few as keep it busy while this thread has other things to do, and takes the next when it is done with one: behind
 * a large file nothing waits that another worker could do.
 */
export class JobQueue {
  readonly #workers: readonly JobWorker[];
  readonly #waiting: { readonly job: Job; readonly done: (done: Promise<Done>) => void }[] = [];
  #inUse = 1;

  constructor(workers: readonly JobWorker[]) {
    this.#workers = workers;
  }

  /** @param inUse workers, from the first on, that get jobs from now on */
  add(job: Job, inUse: number): Promise<Done> {
    this.#inUse = inUse;
    return new Promise((done) => {
      this.#waiting.push({ job, done });
      this.#feed();
    });
  }

  #feed(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#workers.slice(0, this.#inUse).filter(hasRoom).sort((x, y) => x.bytes - y.bytes || x.jobs - y.jobs)[0];
      if (worker === undefined) return;
      const { job, done } = this.#waiting.shift()!;
      const doing = worker.do(job);
      const next = (): void => this.#feed();
      doing.then(next, next);
      done(doing);
    }
  }
}

const hasRoom = ({ jobs, bytes }: JobWorker): boolean => jobs < AT_ONCE || (bytes < BYTES_AT_ONCE && jobs < MOST_AT_ONCE);

/** Jobs that a worker has at once: one to do, and one to go on with. */
const AT_ONCE = 2;
/** Of small ones as many as make so many bytes, some 20 ms: reading files and judging findings may take this thread as long. */
const BYTES_AT_ONCE = 64 * 2 ** 10;
const MOST_AT_ONCE = 16;
