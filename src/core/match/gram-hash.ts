import { fmix32, mix } from '../fingerprint/hash.ts';

/** Hash (u32) of the n tokens from `at` on: their number counts. */
export function gramHash(codes: Uint8Array, at: number, n: number): number {
  let h = n;
  for (let i = at; i < at + n; i++) h = mix(h, codes[i]);
  return fmix32(h);
}
