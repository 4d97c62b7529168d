import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as scan from '../../src/host/node/scan.ts';
import { bundled } from './support/bundled.ts';
import { succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// The scan that the command line and the extension share, with threads: it stops when it is told to.

const space = new Workspace();
const index = space.at('kit.ncx');
let scanPaths: typeof scan.scanPaths;
afterAll(() => space.dispose());

beforeAll(async () => {
  ({ scanPaths } = await bundled<typeof scan>('host/node/scan.ts', space.at('dist')));
  const js = caseOf('javascript');
  space.write('kit/lanes.js', variantText(js, 'original'));
  await succeed(['index', 'build', '-o', index, '--license', 'MIT', 'kit'], { cwd: space.path });
  for (let n = 0; n < 60; n++) space.write(`repo/${String(n).padStart(2, '0')}.js`, `// ${n}\n${variantText(js, n % 2 === 0 ? 'renamed' : 'unrelated')}\n`.repeat(8));
});

const workers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort' || name === 'Worker').length;

describe('a scan', () => {
  it('tells of its progress and of each file while it runs', async () => {
    const seen: string[] = [];
    const progress: number[] = [];
    let littleAfter = -1;
    const report = await scanPaths({ paths: ['repo'], cwd: space.path, indexes: [index], policy: null, onLittleCode: () => (littleAfter = progress.length), onProgress: ({ done, total }) => progress.push(done / total), onFindings: (path, { findings }) => { if (findings.length > 0) seen.push(path); } });
    expect(littleAfter).toBe(0);
    expect(progress).toEqual(Array.from({ length: 60 }, (_, n) => (n + 1) / 60));
    expect(new Set(seen)).toEqual(new Set(report.findings.map(({ file }) => file)));
    expect(seen).toHaveLength(30);
  });

  it('does not say that more than two megabytes are little code', async () => {
    for (let n = 0; n < 30; n++) space.write(`large/${n}.js`, `// ${n}\n`.repeat(15_000));
    await scanPaths({ paths: ['large'], cwd: space.path, indexes: [index], policy: null, onLittleCode: () => expect.fail('it said so') });
  });

  it('that is aborted ends at once, with the reason, and so do its threads', async () => {
    const before = workers();
    const aborting = new AbortController();
    const reason = new Error('stopped by the user');
    let abortedAt = 0;
    let after = 0;
    const scanning = scanPaths({
      paths: ['repo'], cwd: space.path, indexes: [index], policy: null, cache: space.at('cache'), signal: aborting.signal,
      onProgress({ done }) {
        if (done === 5) setTimeout(() => { abortedAt = performance.now(); aborting.abort(reason); }, 0);
        else if (abortedAt > 0) after++;
      },
    });
    await expect(scanning).rejects.toBe(reason);
    expect(performance.now() - abortedAt).toBeLessThan(1000);
    expect(after).toBe(0);
    await new Promise((done) => setTimeout(done, 500));
    expect([workers(), after]).toEqual([before, 0]);
  });

  it('that was aborted before it began does nothing', async () => {
    const reason = new Error('never mind');
    await expect(scanPaths({ paths: ['repo'], cwd: space.path, indexes: [index], signal: AbortSignal.abort(reason), onProgress: () => expect.fail('it began') })).rejects.toBe(reason);
  });

  it('that goes on after one that was aborted finds everything', async () => {
    const report = await scanPaths({ paths: ['repo'], cwd: space.path, indexes: [index], policy: null, cache: space.at('cache') });
    expect(report.stats.files).toBe(60);
    expect(new Set(report.findings.map(({ file }) => file)).size).toBe(30);
  });

  it('of what is not there says so', async () => {
    await expect(scanPaths({ paths: ['gone'], cwd: space.path, indexes: [index] })).rejects.toThrow('gone: does not exist. Check the path.');
  });
});
