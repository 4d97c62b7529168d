import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Kernel } from '../../../src/core/fingerprint/kernel.ts';
import { PERMUTATIONS, javascriptKernel } from '../../../src/core/fingerprint/minhash.ts';
import { loadKernel } from '../../../src/syntax/kernel.ts';
import { randomSet, seeded } from './random.ts';

function signature(kernel: Kernel, shingles: Uint32Array, count = shingles.length): Uint16Array {
  const out = new Uint16Array(PERMUTATIONS);
  kernel.signature(shingles, count, out, 0);
  return out;
}

const javascript = javascriptKernel();

function ofSequence(kernel: Kernel, codes: ArrayLike<number>): Uint16Array {
  const out = new Uint16Array(PERMUTATIONS);
  kernel.signSequence(Uint16Array.from(codes), codes.length, out, 0);
  return out;
}

describe('the kernels', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is WASM SIMD here: no skipping', () => {
    expect(loadKernel().name).toBe('wasm-simd');
  });

  it('give the same signatures bit for bit', () => {
    const wasm = loadKernel();
    fc.assert(
      fc.property(fc.uint32Array({ maxLength: 300 }), fc.nat(300), (shingles, most) => {
        const count = Math.min(most, shingles.length);
        expect(signature(wasm, shingles, count)).toEqual(signature(javascript, shingles, count));
      }),
      { numRuns: 500 },
    );
  });

  it('give the same signatures of sets that are larger than the memory of the kernel', () => {
    const large = randomSet(seeded(1), 50_000);
    expect(signature(loadKernel(), large)).toEqual(signature(javascript, large));
  });

  it('give the same signatures of sequences, whatever repeats in them', () => {
    const wasm = loadKernel();
    const sequences = fc.nat(256).chain((greatest) => fc.array(fc.nat(greatest), { maxLength: 400 }));
    fc.assert(
      fc.property(sequences, (codes) => {
        expect(ofSequence(wasm, codes)).toEqual(ofSequence(javascript, codes));
      }),
      { numRuns: 1000 },
    );
  });

  it('give the same signatures of sequences as long as the memory of the kernel, and of longer ones', () => {
    const wasm = loadKernel();
    const random = seeded(2);
    for (const tokens of [0, 1, 4, 5, 6, 16_383, 16_384, 16_385, 40_000]) {
      for (const greatest of [1, 2, 257]) {
        const codes = Array.from({ length: tokens }, () => random(greatest));
        expect(ofSequence(wasm, codes)).toEqual(ofSequence(javascript, codes));
      }
    }
  });

  it('write only the signature, from where they are told to', () => {
    for (const kernel of [loadKernel(), javascript]) {
      const out = new Uint16Array(PERMUTATIONS + 2).fill(7);
      kernel.signature(Uint32Array.of(), 0, out, 1);
      expect([out[0], out[PERMUTATIONS + 1]]).toEqual([7, 7]);
      expect(out.slice(1, -1)).toEqual(new Uint16Array(PERMUTATIONS).fill(0xffff));
    }
  });

  it('falls back where there is no WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(loadKernel().name).toBe('javascript');
  });

  it('is the assembled kernel.wat', () => {
    const script = fileURLToPath(new URL('../../../scripts/kernel.mjs', import.meta.url));
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
