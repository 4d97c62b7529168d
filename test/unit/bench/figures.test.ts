import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compare } from '../../bench/against.ts';
import { worstOfScale, type SizeFigures } from '../../bench/scale/scale.ts';
import { ProfileReader } from '../../bench/self-times.ts';

// What the benches make of their measurements: a wrong figure would be believed.

describe('a comparison of two builds', () => {
  it('calls worse only what is worse beyond noise', () => {
    expect(compare('scan, processor s', [1.1, 1.12, 1.11, 1.1], [1, 1.01, 1, 1])).toMatchObject({ isWorse: true });
    expect(compare('scan, processor s', [1.02, 1.02, 1.02], [1, 1, 1])).toMatchObject({ isWorse: false });
    expect(compare('scan, processor s', [1.4, 0.8, 1.5, 0.7, 1.1], [1, 1, 1, 1, 1])).toMatchObject({ isWorse: false });
    expect(compare('scan, processor s', [0.5, 0.5], [1, 1])).toMatchObject({ isWorse: false, ratio: 0.5 });
  });

  it('tolerates more of memory, which is up to the garbage collector, but not any amount', () => {
    expect(compare('scan, peak MB', [108, 108, 108], [100, 100, 100])).toMatchObject({ isWorse: false });
    expect(compare('scan, peak MB', [300, 300], [100, 100])).toMatchObject({ isWorse: true, ratio: 3 });
  });
});

describe('growth with the index', () => {
  const size = (functions: number, p50: number): SizeFigures => ({
    size: functions,
    build: { functions, realFunctions: functions, analyseSeconds: 1, entrySeconds: 1, writeSeconds: 1, ratePerSecond: 1000, buildOverAnalysis: 1.3, peakBytes: 1e6 },
    open: { milliseconds: 1, residentBytes: 1, residentAfterQueriesBytes: 1, functions, bytesPerFunction: 300, segments: 1 },
    query: { p50, p99: p50, firstP50: p50, reads: 1, readsWithoutCache: 1, bytesRead: 1, matchP50: p50 },
  });

  it('is the greatest for ten times the functions', () => {
    expect(worstOfScale([size(1e4, 100), size(1e5, 120), size(1e6, 180)]).queryGrowthPer10x).toBeCloseTo(1.5);
    expect(worstOfScale([size(1e4, 100), size(1e6, 144)]).queryGrowthPer10x).toBeCloseTo(1.2);
  });

  it('is never below one', () => {
    expect(worstOfScale([size(1e4, 100), size(1e5, 90)]).queryGrowthPer10x).toBe(1);
  });
});

describe('a profile', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []): Profiler.ProfileNode => ({ id, callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 }, children });

  it('gives each function the time that it took itself, and leaves waiting out', () => {
    const reader = new ProfileReader();
    const stacks = reader.stacks({
      nodes: [node(1, '(root)', '', [2, 4]), node(2, 'scan', 'file:///none/scan.js', [3]), node(3, 'parse', 'wasm://wasm/1'), node(4, '(idle)', '')],
      startTime: 0,
      endTime: 100,
      samples: [2, 3, 3, 4, 2],
      timeDeltas: [0, 10, 20, 30, 40, 5],
    });
    expect(reader.selfTimes(stacks)).toEqual([{ name: 'tree-sitter', place: 'WebAssembly', microseconds: 50 }, { name: 'scan', place: 'bundle', microseconds: 15 }]);
    expect(stacks.map(({ frames }) => frames)).toEqual([['scan @ bundle'], ['scan @ bundle', 'tree-sitter @ WebAssembly']]);
  });

  it.each(['src/syntax/kernel.ts', 'src/core/fingerprint/fingerprints.ts'])('takes what %s calls for the MinHash kernel, and not for the parser', (caller) => {
    const folder = mkdtempSync(join(tmpdir(), 'nearcopy-profile-'));
    try {
      const bundle = join(folder, 'scan.js');
      writeFileSync(`${bundle}.map`, JSON.stringify({ version: 3, sources: [`../../${caller}`], names: [], mappings: 'AAAA' })); // all of line 1
      const reader = new ProfileReader();
      const stacks = reader.stacks({
        nodes: [node(1, '(root)', '', [2, 3]), node(2, 'sign', pathToFileURL(bundle).href, [4]), node(3, 'parse', 'file:///none/parser.js', [6]), node(4, 'wasm-function[1]', 'wasm://wasm/1', [5]), node(5, 'wasm-function[0]', 'wasm://wasm/1'), node(6, 'wasm-function[1]', 'wasm://wasm/2')],
        startTime: 0,
        endTime: 100,
        samples: [4, 5, 6],
        timeDeltas: [0, 10, 20, 40],
      });
      expect(reader.selfTimes(stacks)).toEqual([{ name: 'tree-sitter', place: 'WebAssembly', microseconds: 40 }, { name: 'MinHash kernel', place: 'WebAssembly', microseconds: 30 }]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
