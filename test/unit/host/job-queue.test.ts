import { describe, expect, it } from 'vitest';
import { JobQueue, type Done, type JobWorker } from '../../../src/host/node/job-queue.ts';
import { createJobRunner } from '../../../src/host/node/worker-pool.ts';
import type { Job } from '../../../src/host/node/workshop.ts';

const job = (path: string, size: number): Job => ({ path, bytes: new Uint8Array(size) });
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A worker that is done with a job when the test says so. */
class SlowWorker implements JobWorker {
  readonly begun: string[] = [];
  readonly #finish = new Map<Job, (done: Done) => void>();

  get jobs(): number {
    return this.#finish.size;
  }

  get bytes(): number {
    return [...this.#finish.keys()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  do(job: Job): Promise<Done> {
    this.begun.push(job.path);
    return new Promise((done) => this.#finish.set(job, done));
  }

  /** Ends the job that it has had longest. */
  async finish(): Promise<void> {
    const [job, done] = [...this.#finish][0]!;
    this.#finish.delete(job);
    done({ result: { kind: 'skipped', reason: job.path }, contents: '' });
    await turn();
  }
}

describe('jobs that wait', () => {
  it('are done by whoever is free, not behind a large file', async () => {
    const [one, other] = [new SlowWorker(), new SlowWorker()];
    const queue = new JobQueue([one, other]);
    const results: string[] = [];
    const jobs = [job('large', 2 ** 20), ...Array.from({ length: 20 }, (_, i) => job(`small ${i}`, 50_000))];
    const all = Promise.all(jobs.map(async (one) => {
      const { result } = await queue.add(one, 2);
      results.push((result as { reason: string }).reason);
    }));
    await turn();
    expect(one.begun[0]).toBe('large');
    while (other.jobs > 0) await other.finish();
    // The one has begun the large file, and has one more job to go on with.
    expect(one.jobs).toBe(2);
    expect(results).toHaveLength(19);
    expect(results).not.toContain('large');
    while (one.jobs > 0) await one.finish();
    await all;
    expect(new Set(results).size).toBe(21);
  });

  it('go to the workers in use only, each of which has few of them', async () => {
    const [one, other] = [new SlowWorker(), new SlowWorker()];
    const queue = new JobQueue([one, other]);
    for (let i = 0; i < 100; i++) void queue.add(job(`${i}`, 10), 1);
    await turn();
    expect(other.jobs).toBe(0);
    expect(one.jobs).toBeLessThanOrEqual(16);
    void queue.add(job('last', 10), 2);
    await turn();
    expect(other.jobs).toBeGreaterThan(0);
  });

  it('of a worker that fails fail, and the next ones are still asked for', async () => {
    const failing: JobWorker = { jobs: 0, bytes: 0, do: (one) => Promise.reject(new Error(one.path)) };
    const queue = new JobQueue([failing]);
    const said = await Promise.allSettled(Array.from({ length: 5 }, (_, i) => queue.add(job(`${i}`, 10), 1)));
    expect(said.map((one) => (one as PromiseRejectedResult).reason as Error).map(({ message }) => message)).toEqual(['0', '1', '2', '3', '4']);
  });
});

describe('a runner', () => {
  it('gives a result out before the next job is there', async () => {
    const runner = createJobRunner({ kind: 'index', keepSource: false });
    let isOut = (): void => undefined;
    const out = new Promise<void>((done) => (isOut = done));
    async function* jobs(): AsyncGenerator<Job> {
      yield job('first.txt', 1);
      await out; // would never be, were it asked for a second job first
      yield job('second.txt', 1);
    }
    const paths: string[] = [];
    for await (const { job: { path }, result } of runner.run(jobs())) {
      expect(result).toEqual({ kind: 'skipped', reason: 'unknown language' });
      paths.push(path);
      isOut();
    }
    expect(paths).toEqual(['first.txt', 'second.txt']);
    await runner.close();
  });
});
