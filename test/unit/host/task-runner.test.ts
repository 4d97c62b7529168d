import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/host/node/index-build.ts';
import { markedIndexFiles } from '../../../src/host/node/index-files.ts';
import { createTaskRunner } from '../../../src/host/node/task-runner.ts';
import { tasks } from '../../../src/host/node/tasks.ts';
import { tree } from '../sources/tree.ts';

// What is left of a task that is ended, and what whoever cancelled it is told.

const runner = createTaskRunner(join(import.meta.dirname, 'stuck-task.mjs'));
const sources = { 'kit/index.js': 'export function add(a, b) { return a + b; }\n', 'other/index.js': 'export function sub(a, b) { return a - b; }\n' };

/** An index of the work `kit`. */
async function index(): Promise<{ folder: string; path: string }> {
  const folder = tree(sources);
  const path = join(folder, 'x.ncx');
  await buildIndex({ path, sources: [{ spec: join(folder, 'kit'), name: 'kit' }], mode: 'build' });
  return { folder, path };
}

/** Runs a task and cancels it once it has the lock. */
function cancelled(path: string, outcome: string): Promise<readonly string[]> {
  const cancelling = new AbortController();
  return runner.run('remove', { path, keyFiles: [], works: [], outcome } as never, { signal: cancelling.signal, onProgress: () => cancelling.abort() });
}

const contentsOf = (path: string): Record<string, string> => Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'latin1')]));

describe('a task that is ended while it changes an index', () => {
  it('leaves the index as it was and unlocked', async () => {
    const { folder, path } = await index();
    const before = contentsOf(path);
    await expect(cancelled(path, 'nothing')).rejects.toMatchObject({ name: 'AbortError' });
    expect(contentsOf(path)).toEqual(before);
    await buildIndex({ path, sources: [{ spec: join(folder, 'other') }], mode: 'add' });
  });

  it('leaves nothing of an index that was to be a new one', async () => {
    const path = join(tree({ 'x.ncx/segment-1.tmp': '' }), 'x.ncx');
    await expect(cancelled(path, 'nothing')).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(path)).toBe(false);
  });

  it('by its own crash, leaves it as it was as well, and says of what', async () => {
    const { path } = await index();
    const before = contentsOf(path);
    await expect(runner.run('remove', { path, keyFiles: [], works: [], outcome: 'crashes' } as never)).rejects.toThrow('out of memory');
    expect(contentsOf(path)).toEqual(before);
  });

  it('takes no lock along that another writer has taken', async () => {
    const { path } = await index();
    const other = { pid: process.pid, host: hostname(), token: 'another' };
    const cancelling = new AbortController();
    const onProgress = (): void => {
      writeFileSync(join(path, 'lock'), JSON.stringify(other));
      cancelling.abort();
    };
    await expect(runner.run('remove', { path, keyFiles: [], works: [] }, { signal: cancelling.signal, onProgress })).rejects.toMatchObject({ name: 'AbortError' });
    expect(JSON.parse(readFileSync(join(path, 'lock'), 'utf8'))).toEqual(other);
  });
});

it('whoever cancels a change that is made all the same is told so', async () => {
  const { path } = await index();
  expect(await cancelled(path, 'result')).toEqual(['alpha']);
});

it.each(['build', 'remove'] as const)('the lock of %s has the mark that the task was given', async (kind) => {
  const { folder, path } = await index();
  const seen: string[] = [];
  const files = markedIndexFiles('mark');
  const watched = { ...files, rename: (from: string, to: string) => (seen.push(JSON.parse(readFileSync(join(path, 'lock'), 'utf8')).token as string), files.rename(from, to)) };
  const context = { signal: new AbortController().signal, onProgress: () => undefined, files: watched };
  if (kind === 'build') await tasks.build({ path, keyFiles: [], mode: 'add', sources: [{ spec: join(folder, 'other') }], keepSource: false }, context);
  else await tasks.remove({ path, keyFiles: [], works: ['kit'] }, context);
  expect(new Set(seen)).toEqual(new Set([expect.stringMatching(/^mark[0-9a-f]{24}$/)]));
  expect(seen.length).toBeGreaterThan(1);
});
