import type { Kernel } from '../core/fingerprint/kernel.ts';
import { KERNEL_WASM } from '../core/fingerprint/kernel-wasm.ts';
import { BASE, TOKEN_HASHES } from '../core/fingerprint/grams.ts';
import { ADDENDS, MULTIPLIERS, PERMUTATIONS, javascriptKernel } from '../core/fingerprint/minhash.ts';
import { SHINGLE, Shingler } from '../core/fingerprint/shingles.ts';

/**
 * The fastest MinHash kernel that runs here: WASM SIMD, else JavaScript, which gives the same values more slowly. Under
 * 4 KB of WASM compiles synchronously on a browser's main thread too. A kernel has a memory of its own: one a thread.
 */
export function loadKernel(): Kernel {
  try {
    return wasmKernel(Uint8Array.from(atob(KERNEL_WASM), (byte) => byte.charCodeAt(0)));
  } catch {
    // No WebAssembly, no SIMD, or a content security policy without 'wasm-unsafe-eval'. `Kernel.name` tells.
    return javascriptKernel();
  }
}

/** The kernel of kernel.wat, whose header gives the layout of its memory. */
function wasmKernel(binary: Uint8Array): Kernel {
  const { Instance, Module } = (globalThis as unknown as WithWasm).WebAssembly;
  const { memory, fold, sequence } = new Instance(new Module(binary)).exports;
  const words = new Uint32Array(memory.buffer);
  const halves = new Uint16Array(memory.buffer);
  halves.set(MULTIPLIERS, MULTIPLIERS_AT);
  halves.set(ADDENDS, ADDENDS_AT);
  words[BASE_AT] = BASE;
  const least = halves.subarray(LEAST_AT, LEAST_AT + PERMUTATIONS);
  const shinglesIn = words.subarray(SHINGLES_AT, SHINGLES_AT + LONGEST_SEQUENCE);
  const hashesIn = words.subarray(HASHES_AT, HASHES_AT + LONGEST_SEQUENCE);
  const shingler = new Shingler();
  const signature: Kernel['signature'] = (shingles, count, out, outAt) => {
    least.fill(0xffff);
    for (let from = 0; from < count; from += shinglesIn.length) {
      const part = Math.min(count - from, shinglesIn.length);
      shinglesIn.set(shingles.subarray(from, from + part));
      fold(part);
    }
    out.set(least, outAt);
  };
  return {
    name: 'wasm-simd',
    signature,
    signSequence(codes, tokens, out, outAt) {
      if (tokens < SHINGLE || tokens > LONGEST_SEQUENCE) {
        const shingles = shingler.shingles(codes, tokens);
        return signature(shingles, shingles.length, out, outAt);
      }
      for (let i = 0; i < tokens; i++) hashesIn[i] = TOKEN_HASHES[codes[i]];
      least.fill(0xffff);
      // A quarter of the slots at most are taken, so that two grams seldom want the same.
      sequence(tokens, 4 << (32 - Math.clz32(tokens)));
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
  sequence(tokens: number, slots: number): void;
}

/** Tokens of a sequence that has room in the memory of the kernel. */
const LONGEST_SEQUENCE = 16384;

// In halves of a word, two bytes.
const MULTIPLIERS_AT = 0;
const ADDENDS_AT = 64;
const LEAST_AT = 128;
// In words of four bytes.
const BASE_AT = 128;
const HASHES_AT = 256;
const SHINGLES_AT = 33032;
