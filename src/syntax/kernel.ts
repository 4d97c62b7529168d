import type { Kernel } from '../core/fingerprint/kernel.ts';
import { KERNEL_WASM } from '../core/fingerprint/kernel-wasm.ts';
import { ADDENDS, MULTIPLIERS, PERMUTATIONS, javascriptKernel } from '../core/fingerprint/minhash.ts';

/**
 * The fastest MinHash kernel that runs here: WASM SIMD, else JavaScript, which gives the same values more slowly. Under
 * 4 KB of WASM compiles synchronously on a browser's main thread too. A kernel has a memory of its own: one a thread.
 */
export function loadKernel(): Kernel {
  try {
    return wasmKernel(Uint8Array.from(atob(KERNEL_WASM), (byte) => byte.charCodeAt(0)));
  } catch {
    // No WebAssembly, no SIMD, or a content security policy without 'wasm-unsafe-eval'. `Kernel.name` tells.
    return javascriptKernel;
  }
}

/** The kernel of kernel.wat, whose header gives the layout of its memory. */
function wasmKernel(binary: Uint8Array): Kernel {
  const { Instance, Module } = (globalThis as unknown as WithWasm).WebAssembly;
  const { memory, fold } = new Instance(new Module(binary)).exports;
  const words = new Uint32Array(memory.buffer);
  words.set(MULTIPLIERS, MULTIPLIERS_AT);
  words.set(ADDENDS, ADDENDS_AT);
  const least = words.subarray(LEAST_AT, LEAST_AT + PERMUTATIONS);
  const room = words.subarray(SHINGLES_AT);
  return {
    name: 'wasm-simd',
    signature(shingles, count, out, outAt) {
      least.fill(0xffffffff);
      for (let from = 0; from < count; from += room.length) {
        const part = Math.min(count - from, room.length);
        room.set(shingles.subarray(from, from + part));
        fold(part);
      }
      out.set(least, outAt);
    },
  };
}

/** The part of the WebAssembly interface that is used here: without the DOM's types TypeScript knows none of it. */
interface WithWasm {
  readonly WebAssembly: {
    readonly Module: new (binary: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: KernelExports };
  };
}

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  fold(count: number): void;
}

// In words of four bytes.
const MULTIPLIERS_AT = 0;
const ADDENDS_AT = 64;
const LEAST_AT = 128;
const SHINGLES_AT = 256;
