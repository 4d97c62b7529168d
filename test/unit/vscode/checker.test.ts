import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { UnjudgedFinding } from '../../../src/core/match/findings.ts';
import type { CheckResult, CheckService } from '../../../src/host/service/protocol.ts';
import { NO_TIMES } from '../../../src/host/service/service-thread.ts';
import { Checker } from '../../../src/vscode/checker.ts';
import { FindingStore } from '../../../src/vscode/finding-store.ts';
import type { Judging } from '../../../src/vscode/judging.ts';

// What the checker keeps where something happens while it waits: for the service, for the policy, for a file.

const disk = vi.hoisted(() => new Map<string, string>());
vi.mock('vscode', () => ({
  EventEmitter: class<Event> {
    readonly #listeners: ((event: Event) => void)[] = [];
    readonly event = (listener: (event: Event) => void): void => void this.#listeners.push(listener);
    readonly fire = (event: Event): void => this.#listeners.forEach((listener) => listener(event));
    readonly dispose = (): void => undefined;
  },
  workspace: {
    textDocuments: [],
    asRelativePath: String,
    fs: {
      async readFile(uri: vscode.Uri): Promise<Uint8Array> {
        const text = disk.get(uri.toString());
        if (text === undefined) throw new Error('FileNotFound');
        return new TextEncoder().encode(text);
      },
    },
  },
  window: { tabGroups: { all: [] } },
}));

const uri = { scheme: 'file', path: '/project/a.js', toString: () => 'file:///project/a.js' } as vscode.Uri;
const folder = { toString: () => 'file:///project' } as vscode.Uri;
const finding = (startLine: number): UnjudgedFinding => ({ startLine, endLine: startLine + 4 }) as UnjudgedFinding;
const enter = [{ startLine: 0, endLine: 0, atLineStart: true, breaks: 1 }];

/** What the service finds, and what happens while it looks and while it is judged. */
let found: UnjudgedFinding[];
let whileChecking: () => void;
let whileJudging: () => void | Promise<void>;
let store: FindingStore;
let checker: Checker;

beforeEach(() => {
  found = [finding(10)];
  whileChecking = whileJudging = () => undefined;
  disk.clear();
  disk.set(uri.toString(), 'some text');
  store = new FindingStore();
  const service = {
    async check(): Promise<CheckResult> {
      const result = { findings: found, functions: 1, skipped: null, times: NO_TIMES };
      await Promise.resolve();
      whileChecking();
      return result;
    },
    close: async () => undefined,
  } as Partial<CheckService> as CheckService;
  const judging = {
    async judge(_: vscode.Uri, unjudged: readonly UnjudgedFinding[]) {
      const happens = whileJudging;
      whileJudging = () => undefined;
      await happens();
      return { findings: unjudged, quiet: [] };
    },
    expectedAtMost: () => 1,
  } as unknown as Judging;
  checker = new Checker(service, store, judging);
});

const check = async (how: { onlyIfNew?: boolean } = {}): Promise<void> => {
  checker.request({ uri, ...how });
  await checker.whenIdle();
};
const lines = (): number[] | undefined => store.get(uri)?.findings.map(({ startLine }) => startLine);

describe('findings that are judged again', () => {
  it('stay on the line that they are on by then', async () => {
    await check();
    whileJudging = () => checker.changed(uri, enter);
    await checker.judgeAgain();
    expect(lines()).toEqual([11]);
  });

  it('don\'t come back where a check finds nothing meanwhile', async () => {
    await check();
    found = [];
    whileJudging = () => check();
    await checker.judgeAgain();
    expect(lines()).toBeUndefined();
  });

  it('make way for those that a check finds meanwhile', async () => {
    await check();
    found = [finding(20), finding(30)];
    whileJudging = () => check();
    await checker.judgeAgain();
    expect(lines()).toEqual([20, 30]);
  });
});

describe('a file that has gone during its check', () => {
  it.each([['by itself', uri], ['with its folder', folder]])('%s, keeps no findings', async (_, gone) => {
    whileChecking = () => checker.forget([gone]);
    await check();
    expect(lines()).toBeUndefined();
  });

  it('while it was judged, keeps no findings', async () => {
    whileJudging = () => checker.forget([uri]);
    await check();
    expect(lines()).toBeUndefined();
  });

  it('is checked when it comes back with the same text', async () => {
    await check();
    checker.forget([folder]);
    expect(lines()).toBeUndefined();
    await check({ onlyIfNew: true });
    expect(lines()).toEqual([10]);
  });
});

it('checks a text again that it could not check', async () => {
  whileChecking = () => { throw new Error('the thread died'); };
  await check();
  whileChecking = () => undefined;
  await check({ onlyIfNew: true });
  expect(lines()).toEqual([10]);
  found = [];
  await check({ onlyIfNew: true }); // the same text, for which nothing is done
  expect(lines()).toEqual([10]);
});
