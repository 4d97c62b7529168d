import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

// A grammar with one huge function ends a process of Node 24; the build parts it. With real grammars, in a process of their own.

let results: Record<string, { readonly isSame: boolean; readonly largest: number; readonly parted: number }>;
beforeAll(() => {
  const driver = fileURLToPath(new URL('./support/outlined-grammars.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--liftoff-only', driver], { encoding: 'utf8' });
  expect(stderr).toBe('');
  results = JSON.parse(stdout) as typeof results;
});

describe('grammars whose functions are parted', () => {
  it('parse as before', () => {
    expect(Object.keys(results).length).toBeGreaterThan(15);
    expect(Object.entries(results).filter(([, { isSame }]) => !isSame)).toEqual([]);
    // Half of them are compiled into switches that can be parted.
    expect(Object.values(results).filter(({ parted }) => parted > 0).length).toBeGreaterThan(5);
  });

  it('have no function that V8 can hardly compile', () => {
    expect(Object.entries(results).filter(([, { largest }]) => largest > 250_000)).toEqual([]);
    expect(results['swift']!.largest).toBeLessThan(100_000);
  });
});
