import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { buildIndex } from '../../../src/host/node/index-build.ts';
import { tar } from '../sources/tar-builder.ts';
import { tree } from '../sources/tree.ts';

afterEach(() => vi.unstubAllEnvs());

const archive = (name: string): Uint8Array => gzipSync(tar([{ path: `${name}/index.js`, content: `export function ${name}(a, b) { return a + b; }\n` }]));

it('leaves nothing of its sources, wherever it is stopped', async () => {
  const names = ['one', 'two', 'three'];
  const folder = tree(Object.fromEntries(names.map((name) => [`${name}.tar.gz`, archive(name)])));
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  const build = async (stopAt: number): Promise<number> => {
    const stopping = new AbortController();
    let steps = 0;
    let unpacked = 0;
    const onProgress = (): void => {
      unpacked = Math.max(unpacked, readdirSync(temporary).length);
      if (steps++ === stopAt) stopping.abort();
    };
    const building = buildIndex({ path: join(folder, 'x.ncx'), sources: names.map((name) => ({ spec: join(folder, `${name}.tar.gz`) })), mode: 'build', workers: 1, onProgress, signal: stopping.signal });
    if (stopAt < Infinity) await expect(building).rejects.toThrow('aborted');
    else await building;
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder).includes('x.ncx')).toBe(stopAt === Infinity);
    if (steps > 3) expect(unpacked).toBeGreaterThan(0); // else the folder is not the one that sources are unpacked to
    return steps;
  };
  for (let stopAt = 0; stopAt < 9; stopAt++) await build(stopAt);
  expect(await build(Infinity)).toBe(10); // fetching, indexing and a file for each, and writing
});
