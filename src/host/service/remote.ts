import { errorOf, failureOf, type Failure } from '../failure.ts';

/** One end of a channel between threads: a worker thread, a web worker, or a message port. */
export interface Channel {
  post(message: unknown): void;
  listen(listener: (message: unknown) => void): void;
}

/** Methods that take and give plain data. */
export type Methods<Service> = { readonly [Name in keyof Service]: (...args: never[]) => Promise<unknown> };

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: Failure };

/** Answers the calls of a channel with a service, one after the other. A service that fails to start answers each call with the reason. */
export function serve<Service extends Methods<Service>>(channel: Channel, starting: Promise<Service>): void {
  let queue: Promise<unknown> = starting.catch(() => undefined);
  channel.listen((message) => {
    const { id, method, args } = message as Call;
    queue = queue.then(async () => {
      try {
        const service = await starting;
        const answer = (service as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[method](...args);
        channel.post({ id, value: await answer } satisfies Answer);
      } catch (error) {
        channel.post({ id, error: failureOf(error) } satisfies Answer);
      }
    });
  });
}

/** The other end: calls become messages, answers settle promises. */
export class RemoteCalls {
  readonly #channel: Channel;
  readonly #waiting = new Map<number, { readonly args: readonly unknown[]; readonly done: (value: unknown) => void; readonly failed: (error: Error) => void }>();
  #next = 0;

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.listen((message) => this.#settle(message as Answer));
  }

  /** The arguments of the call that the other end is at: it answers one after the other. */
  get underWay(): readonly unknown[] | undefined {
    return this.#waiting.values().next().value?.args;
  }

  call(method: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((done, failed) => {
      const id = this.#next++;
      this.#waiting.set(id, { args, done, failed });
      try {
        this.#channel.post({ id, method, args } satisfies Call);
      } catch (error) {
        this.#waiting.delete(id);
        failed(error as Error);
      }
    });
  }

  /** The other end has gone: what waits for it fails. */
  fail(error: Error): void {
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting.failed(errorOf(answer.error));
    else waiting.done(answer.value);
  }
}
