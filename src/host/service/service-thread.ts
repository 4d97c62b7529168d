import { RemoteCalls, type Channel } from './remote.ts';
import type { CheckedDocument, CheckResult, CheckService, CheckTimes, EvidenceRequest, ExplainRequest, ServiceSetup, ServiceState, Snippet } from './protocol.ts';

/** A thread that can be ended. */
export interface ServiceChannel extends Channel {
  /** Is called once where the thread dies by itself. */
  onDeath(listener: (reason: string) => void): void;
  end(): void;
}

/**
 * The check service in a thread of its own. A document that kills the thread is skipped from then on until it changes, and the
 * thread is replaced; so is one whose parser has grown, since its memory never shrinks.
 */
export class ServiceThread implements CheckService {
  readonly #start: () => ServiceChannel;
  #running: { readonly channel: ServiceChannel; readonly calls: RemoteCalls; readonly ready: Promise<ServiceState> } | undefined;
  #setup: ServiceSetup = { indexes: [], expectedAtMost: 0 };
  /** Texts that killed a thread, by document. */
  readonly #deadly = new Map<string, string>();
  #checks = 0;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(start: () => ServiceChannel) {
    this.#start = start;
  }

  async setUp(setup: ServiceSetup): Promise<ServiceState> {
    this.#setup = setup;
    if (!this.#running) return this.#thread().ready;
    return (await this.#running.calls.call('setUp', [setup])) as ServiceState;
  }

  /** One check at a time, so that it is known which document killed the thread. */
  check(document: CheckedDocument): Promise<CheckResult> {
    const result = this.#last.then(() => this.#check(document));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #check(document: CheckedDocument): Promise<CheckResult> {
    if (this.#deadly.get(document.id) === document.text) return skipped(FAILED);
    this.#deadly.delete(document.id);
    const { calls, ready } = this.#thread();
    try {
      await ready;
      const result = (await calls.call('check', [document])) as CheckResult;
      if (++this.#checks % CHECKS_BETWEEN_LOOKS === 0) await this.#recycle();
      return result;
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
      if (this.#isClosed) return skipped('closed');
      this.#deadly.set(document.id, document.text);
      return skipped(FAILED);
    }
  }

  async close(id: string): Promise<void> {
    this.#deadly.delete(id);
    if (this.#running) await this.#call('close', id);
  }

  evidence = (request: EvidenceRequest): ReturnType<CheckService['evidence']> => this.#call('evidence', request) as ReturnType<CheckService['evidence']>;
  explain = (request: ExplainRequest): ReturnType<CheckService['explain']> => this.#call('explain', request) as ReturnType<CheckService['explain']>;
  compare = (a: Snippet, b: Snippet): ReturnType<CheckService['compare']> => this.#call('compare', a, b) as ReturnType<CheckService['compare']>;
  figures = (): ReturnType<CheckService['figures']> => this.#call('figures') as ReturnType<CheckService['figures']>;

  /** Ends the thread; what is under way is given up. */
  dispose(): void {
    this.#isClosed = true;
    this.#end();
  }

  async #call(method: keyof CheckService, ...args: readonly unknown[]): Promise<unknown> {
    const { calls, ready } = this.#thread();
    await ready;
    return calls.call(method, args);
  }

  #thread() {
    if (this.#running) return this.#running;
    if (this.#isClosed) throw new Error('the service is closed');
    const channel = this.#start();
    const calls = new RemoteCalls(channel);
    const ready = calls.call('setUp', [this.#setup]) as Promise<ServiceState>;
    ready.catch(() => undefined); // is awaited by whoever calls
    const running = { channel, calls, ready };
    channel.onDeath((reason) => {
      if (this.#running === running) this.#running = undefined;
      calls.fail(new ThreadDied(reason));
    });
    return (this.#running = running);
  }

  async #recycle(): Promise<void> {
    const { parserBytes } = await this.figures();
    if (parserBytes > RECYCLE_AT) this.#end();
  }

  #end(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.channel.end();
    running?.calls.fail(new ThreadDied('it was replaced'));
  }
}

class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
}

const FAILED = 'the parser failed on it';
const CHECKS_BETWEEN_LOOKS = 32;
/** Bytes of parser memory. */
const RECYCLE_AT = 384 * 2 ** 20;

/** Of a check that didn't take place. */
export const NO_TIMES: CheckTimes = { analyse: 0, candidates: 0, alignment: 0, findings: 0 };
const skipped = (reason: string): CheckResult => ({ findings: [], functions: 0, skipped: reason, times: NO_TIMES });
