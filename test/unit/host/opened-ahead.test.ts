import { expect, it } from 'vitest';
import { openAhead } from '../../../src/host/node/opened-ahead.ts';

it('opens a few ahead, in order, and no more', async () => {
  const opened: number[] = [];
  const taken: [number, number][] = [];
  const open = async (request: number) => {
    opened.push(request);
    return request * 10;
  };
  for await (const { request, opened: promise } of openAhead([1, 2, 3, 4, 5], 2, open, async () => undefined)) {
    taken.push([await promise, opened.length]);
    expect(request * 10).toBe(await promise);
  }
  expect(taken).toEqual([[10, 3], [20, 4], [30, 5], [40, 5], [50, 5]]);
});

it('gives each back when the next one is asked for', async () => {
  const closed: number[] = [];
  const before: number[][] = [];
  for await (const { opened } of openAhead([1, 2, 3], 1, async (one) => one, async (one) => void closed.push(one))) {
    before.push([...closed]);
    await opened;
  }
  expect(before).toEqual([[], [1], [1, 2]]);
  expect(closed).toEqual([1, 2, 3]);
});

it('gives all back where the taker fails, also the one that it has just got', async () => {
  const closed: number[] = [];
  const taking = async (): Promise<void> => {
    for await (const { request } of openAhead([1, 2, 3, 4, 5], 2, async (one) => one, async (one) => void closed.push(one))) if (request === 2) throw new Error('stopped');
  };
  await expect(taking()).rejects.toThrow('stopped');
  expect(closed).toEqual([1, 2, 3, 4]);
});

it('gives back what is open, and lets failures wait for their turn', async () => {
  const closed: number[] = [];
  const open = async (request: number) => {
    if (request === 2) throw new Error('two is not there');
    return request;
  };
  const failed: string[] = [];
  for await (const { request, opened } of openAhead([1, 2, 3, 4, 5], 2, open, async (one) => void closed.push(one))) {
    await opened.catch((error: Error) => failed.push(error.message));
    if (request === 2) break;
  }
  expect(failed).toEqual(['two is not there']);
  expect(closed).toEqual([1, 3, 4]);
});
