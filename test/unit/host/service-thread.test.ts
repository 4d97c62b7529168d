import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckedDocument, CheckResult, CheckService } from '../../../src/host/service/protocol.ts';
import { serve } from '../../../src/host/service/remote.ts';
import { NO_TIMES, ServiceThread, type ServiceChannel } from '../../../src/host/service/service-thread.ts';

// Whom a thread that dies is blamed on.

const RESULT: CheckResult = { findings: [], functions: 1, skipped: null, times: NO_TIMES };
const BLAMED = 'the parser failed on it';
const document = (id: string, text = 'fine'): CheckedDocument => ({ id, path: `${id}.js`, text });
const explain = (it: CheckedDocument) => ({ document: it, from: 0, to: 1 });

/** Texts and steps that kill a thread, and how often each was tried. */
let deadly: Set<string>;
let tried: string[];
let thread: ServiceThread;

/** A thread that does nothing but die, once all that was asked at the same time has reached it. */
function start(): ServiceChannel {
  let toService = (_: unknown): void => undefined;
  let toEditor = (_: unknown): void => undefined;
  let died = (_: string): void => undefined;
  const does = (step: string, result: unknown = null): Promise<never> => {
    tried.push(step);
    if (!deadly.has(step)) return Promise.resolve(result as never);
    setImmediate(() => died('it ended'));
    return new Promise(() => undefined);
  };
  const service: CheckService = {
    setUp: () => does('setUp', { indexes: [], languages: [] }),
    check: ({ text }) => does(`check ${text}`, RESULT),
    explain: ({ document: { text } }) => does(`explain ${text}`),
    close: () => does('close'),
    evidence: () => does('evidence'),
    compare: () => does('compare'),
    figures: () => does('figures', { parserBytes: 0 }),
  };
  serve({ post: (message) => toEditor(message), listen: (listener) => void (toService = listener) }, Promise.resolve(service));
  return { post: (message) => toService(message), listen: (listener) => void (toEditor = listener), onDeath: (listener) => void (died = listener), end: () => undefined };
}

beforeEach(() => {
  deadly = new Set();
  tried = [];
  thread = new ServiceThread(start);
});

describe('a document', () => {
  it('that kills the thread is skipped until it changes', async () => {
    deadly.add('check bad');
    expect(await thread.check(document('a', 'bad'))).toMatchObject({ skipped: BLAMED });
    expect(await thread.check(document('a', 'bad'))).toMatchObject({ skipped: BLAMED });
    expect(tried).toEqual(['setUp', 'check bad']);
    expect(await thread.check(document('a', 'good'))).toEqual(RESULT);
  });

  it('that kills the thread is blamed also where others wait behind it', async () => {
    await thread.check(document('a'));
    deadly.add('check bad');
    const check = thread.check(document('a', 'bad'));
    while (!tried.includes('check bad')) await Promise.resolve();
    const explained = expect(thread.explain(explain(document('b')))).rejects.toThrow('it ended');
    expect(await check).toMatchObject({ skipped: BLAMED });
    await explained;
  });

  it('is tried again after a new setup', async () => {
    deadly.add('check bad');
    await thread.check(document('a', 'bad'));
    deadly.clear();
    await thread.setUp({ indexes: [], expectedAtMost: 1 });
    expect(await thread.check(document('a', 'bad'))).toEqual(RESULT);
  });

  it('is not blamed for a thread that dies before it sees it', async () => {
    deadly.add('setUp');
    await expect(thread.check(document('a'))).rejects.toThrow('it ended');
    deadly.clear();
    expect(await thread.check(document('a'))).toEqual(RESULT);
  });

  it('is not blamed for what was asked of another one, and is checked by the next thread', async () => {
    await thread.setUp({ indexes: [], expectedAtMost: 1 });
    deadly.add('explain bad');
    const explained = expect(thread.explain(explain(document('a', 'bad')))).rejects.toThrow('it ended');
    expect(await thread.check(document('b'))).toEqual(RESULT);
    await explained;
    expect(tried).toEqual(['setUp', 'explain bad', 'setUp', 'check fine']);
  });

  it('keeps its result where the thread dies after the check', async () => {
    deadly.add('figures');
    for (let n = 0; n < 40; n++) expect(await thread.check(document('a'))).toEqual(RESULT);
    expect(tried).toContain('figures');
  });
});
