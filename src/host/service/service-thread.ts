import { RemoteCalls, type Channel } from './remote.ts';
import type { CheckedDocument, CheckResult, CheckService, CheckTimes, EvidenceRequest, ExplainRequest, ServiceSetup, ServiceState, Snippet } from './protocol.ts';

/** A thread that can be ended. */
export interface ServiceChannel extends Channel {
  /** Is called once where the thread dies by itself. */
  onDeath(listener: (reason: string) => void): void;
  end(): void;
}

/**
 * The check service in a thread of its own. A document that kills the thread is skipped from then on until it changes or the service is set
 * up anew, and the thread is replaced; so is one whose parser has grown, since its memory never shrinks.
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
    this.#deadly.clear();
    if (!this.#running) return this.#thread().ready;
    return (await this.#running.calls.call('setUp', [setup])) as ServiceState;
  }

  /** One check at a time, so that a thread that has grown is replaced between two of them. */
  check(document: CheckedDocument): Promise<CheckResult> {
    const result = this.#last.then(() => this.#check(document));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #check(document: CheckedDocument): Promise<CheckResult> {
    if (this.#deadly.get(document.id) === document.text) return skipped(FAILED);
    this.#deadly.delete(document.id);
    try {
      const result = await this.#tried(document);
      // What happens to the thread now is not the document's.
      if (++this.#checks % CHECKS_BETWEEN_LOOKS === 0) await this.#recycle().catch(() => undefined);
      return result;
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
      if (this.#isClosed) return skipped('closed');
      if (!error.isOf(document)) throw error;
      this.#deadly.set(document.id, document.text);
      return skipped(FAILED);
    }
  }

  /** A check that was only waiting when its thread died is done by the next thread. */
  async #tried(document: CheckedDocument): Promise<CheckResult> {
    const asked = (): Promise<CheckResult> => this.#call('check', document) as Promise<CheckResult>;
    return asked().catch((error: unknown) => {
      if (error instanceof ThreadDied && !error.isOf(document) && !this.#isClosed) return asked();
      throw error;
    });
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
      calls.fail(new ThreadDied(`the thread that checks died: ${reason}`, calls.underWay));
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
    running?.calls.fail(new ThreadDied('the thread that checks was replaced'));
  }
}

class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
  readonly #underWay: readonly unknown[] | undefined;

  /** `underWay`: the arguments of the call that the thread was at. */
  constructor(message: string, underWay?: readonly unknown[]) {
    super(message);
    this.#underWay = underWay;
  }

  /** Whether it died of the check of a document. */
  isOf(document: CheckedDocument): boolean {
    return this.#underWay?.[0] === document;
  }
}

const FAILED = 'the parser failed on it';
const CHECKS_BETWEEN_LOOKS = 32;
/** Bytes of parser memory. */
const RECYCLE_AT = 384 * 2 ** 20;

/** Of a check that didn't take place. */
export const NO_TIMES: CheckTimes = { analyse: 0, candidates: 0, alignment: 0, findings: 0 };
const skipped = (reason: string): CheckResult => ({ findings: [], functions: 0, skipped: reason, times: NO_TIMES });
