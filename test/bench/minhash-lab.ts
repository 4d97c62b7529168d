import { createRequire } from 'node:module';
import { extend, gram } from '../../src/core/fingerprint/grams.ts';
import { fmix32 } from '../../src/core/fingerprint/hash.ts';
import { javascriptKernel, PERMUTATIONS } from '../../src/core/fingerprint/minhash.ts';
import { shinglesOf, tableWords } from '../../src/core/fingerprint/shingles.ts';
import { LOCAL_GRAM, winnow } from '../../src/core/fingerprint/winnow.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from '../../src/core/tokens/token-file.ts';
import { loadKernel } from '../../src/syntax/kernel.ts';

/** The class of npm `minhash`, which comes without types. */
type NpmMinhash = new (options: { readonly numPerm: number; readonly seed: number }) => { update(element: string): void };
const { Minhash } = createRequire(import.meta.url)('minhash') as { Minhash: NpmMinhash };

export const kernel = loadKernel();
const signature = new Uint32Array(PERMUTATIONS);

/** The shingle sets of a file's units, unlike in a scan with everything that a unit contains. */
export function shingleSets({ codes, units }: TokenFile): Uint32Array[] {
  return units.filter(({ start, end }) => end - start >= MIN_UNIT_TOKENS).map(({ start, end }) => {
    const tokens = end - start;
    const out = new Uint32Array(tokens);
    const own = prefixHashes(codes.subarray(start, end));
    return out.subarray(0, shinglesOf(own, tokens, new Uint32Array(tableWords(tokens)), out));
  });
}

/** Signatures of shingle sets, by the kernel that a scan uses here, by the fallback, and by npm `minhash`. */
export const signatures = {
  kernel(sets: readonly Uint32Array[]): void {
    for (const set of sets) kernel.signature(set, set.length, signature, 0);
  },
  javascript(sets: readonly Uint32Array[]): void {
    for (const set of sets) javascriptKernel.signature(set, set.length, signature, 0);
  },
  npm(sets: readonly Uint32Array[]): void {
    for (const set of sets) {
      const made = new Minhash({ numPerm: PERMUTATIONS, seed: 1 });
      for (const shingle of set) made.update(shingle.toString(36));
    }
  },
};

/** The grams of a file, hashed and winnowed; returns the number of local fingerprints. */
export function winnowFile({ codes, units }: TokenFile): number {
  const prefix = prefixHashes(codes);
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

function prefixHashes(codes: Uint8Array): Int32Array {
  const prefix = new Int32Array(codes.length + 1);
  for (let i = 0; i < codes.length; i++) prefix[i + 1] = extend(prefix[i], codes[i]);
  return prefix;
}
