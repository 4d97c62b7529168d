/** What computes MinHash signatures. All kernels give the same values bit for bit, so indexes don't depend on the machine. */
export interface Kernel {
  readonly name: 'wasm-simd' | 'javascript';
  /**
   * Writes the signature, `PERMUTATIONS` u16 values, of the first `count` elements of `shingles` to `out` from `outAt`.
   * The shingles must be well mixed u32 (`fmix32`), in both halves: the permutations are only multiply-add. Of no shingles at all every
   * value is 2^16 - 1.
   */
  signature(shingles: Uint32Array, count: number, out: Uint16Array, outAt: number): void;
  /** Writes the signature of the shingles (`Shingler`) of the first `tokens` codes of a sequence, 0 to NESTED each, to `out` from `outAt`. */
  signSequence(sequence: Uint16Array, tokens: number, out: Uint16Array, outAt: number): void;
}
