import { createRequire } from 'node:module';
import { extend, gram } from '../../src/core/fingerprint/grams.ts';
import { fmix32 } from '../../src/core/fingerprint/hash.ts';
import { javascriptKernel, PERMUTATIONS } from '../../src/core/fingerprint/minhash.ts';
import { SHINGLE, Shingler } from '../../src/core/fingerprint/shingles.ts';
import { LOCAL_GRAM, winnow } from '../../src/core/fingerprint/winnow.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from '../../src/core/tokens/token-file.ts';
import { loadKernel } from '../../src/syntax/kernel.ts';

/** The class of npm `minhash`, which comes without types. */
type NpmMinhash = new (options: { readonly numPerm: number; readonly seed: number }) => { update(element: string): void };
const { Minhash } = createRequire(import.meta.url)('minhash') as { Minhash: NpmMinhash };

export const kernel = loadKernel();
const javascript = javascriptKernel();
const shingler = new Shingler();
const signature = new Uint16Array(PERMUTATIONS);

/** A unit to compare by, unlike in a scan with everything that it contains: its tokens, and the shingles that are made of them. */
export interface ComparedUnit {
  readonly codes: Uint16Array;
  readonly shingles: Uint32Array;
}

export function comparedUnits({ codes, units }: TokenFile): ComparedUnit[] {
  return units.filter(({ start, end }) => end - start >= MIN_UNIT_TOKENS).map(({ start, end }) => {
    const own = Uint16Array.from(codes.subarray(start, end));
    return { codes: own, shingles: shingler.shingles(own, own.length).slice() };
  });
}

/** Signatures of the same shingles, by the kernel that a scan uses here, by the fallback, and by npm `minhash`. */
export const fromShingles = {
  kernel(units: readonly ComparedUnit[]): void {
    for (const { shingles } of units) kernel.signature(shingles, shingles.length, signature, 0);
  },
  javascript(units: readonly ComparedUnit[]): void {
    for (const { shingles } of units) javascript.signature(shingles, shingles.length, signature, 0);
  },
  npm(units: readonly ComparedUnit[]): void {
    for (const { shingles } of units) {
      const made = new Minhash({ numPerm: PERMUTATIONS, seed: 1 });
      for (const shingle of shingles) made.update(shingle.toString(36));
    }
  },
};

/** Signatures of the same multisets of shingles, from the arrays of tokens: with npm `minhash` a shingle is a text, of its tokens and of how often it came before. */
export const fromTokens = {
  kernel(units: readonly ComparedUnit[]): void {
    for (const { codes } of units) kernel.signSequence(codes, codes.length, signature, 0);
  },
  npm(units: readonly ComparedUnit[]): void {
    for (const { codes } of units) {
      const made = new Minhash({ numPerm: PERMUTATIONS, seed: 1 });
      const seen = new Map<string, number>();
      for (let at = 0; at + SHINGLE <= codes.length; at++) {
        const shingle = codes.subarray(at, at + SHINGLE).join(' ');
        const before = seen.get(shingle) ?? 0;
        seen.set(shingle, before + 1);
        made.update(`${shingle} ${before}`);
      }
    }
  },
};

/** The grams of a file, hashed and winnowed; returns the number of local fingerprints. */
export function winnowFile({ codes, units }: TokenFile): number {
  const prefix = new Int32Array(codes.length + 1);
  for (let i = 0; i < codes.length; i++) prefix[i + 1] = extend(prefix[i], codes[i]);
  const hashes = new Uint32Array(codes.length);
  const positions = new Uint32Array(codes.length);
  let count = 0;
  for (const { start, end, parent } of units) {
    if (parent >= 0 || end - start < LOCAL_GRAM) continue;
    for (let at = start; at + LOCAL_GRAM <= end; at++) hashes[at] = fmix32(gram(prefix, at, LOCAL_GRAM));
    count = winnow(hashes, start, end - LOCAL_GRAM + 1, positions, count);
  }
  return count;
}
