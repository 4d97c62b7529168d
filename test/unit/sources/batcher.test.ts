import { expect, it } from 'vitest';
import { Batcher } from '../../../src/sources/batcher.ts';

it('answers together what is asked together or meanwhile, in order, and no more than it may', async () => {
  const batches: (readonly number[])[] = [];
  const batcher = new Batcher(3, async (questions: readonly number[]) => {
    batches.push(questions);
    await new Promise((done) => setTimeout(done, 5));
    return Promise.allSettled(questions.map((question) => question * 10));
  });
  const first = [1, 2, 3, 4].map((question) => batcher.ask(question));
  await first[0];
  const second = [5, 6].map((question) => batcher.ask(question));
  expect(await Promise.all([...first, ...second])).toEqual([10, 20, 30, 40, 50, 60]);
  expect(batches).toEqual([[1, 2, 3], [4], [5, 6]]);
  expect(await batcher.ask(7)).toBe(70);
});

it('fails for one question, or for all of a batch, and goes on', async () => {
  const batcher = new Batcher(2, async (questions: readonly string[]) => {
    if (questions.includes('all')) throw new Error('nobody is there');
    return Promise.allSettled(questions.map((question) => (question === 'bad' ? Promise.reject(new Error('not this one')) : question)));
  });
  const results = await Promise.allSettled(['a', 'bad', 'b', 'all', 'c'].map((question) => batcher.ask(question)));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message))).toEqual(['a', 'not this one', 'nobody is there', 'nobody is there', 'c']);
});
