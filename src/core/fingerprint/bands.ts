import { fmix32, mix } from './hash.ts';

/** Bands of a signature and signature values in a band; BANDS x ROWS is the whole signature. */
export const BANDS = 16;
export const ROWS = 4;

/**
 * Units with fewer distinct local keys than this are banded. Longer ones are found by their local keys wherever bands would find
 * them (docs/decisions/shingles-of-five.md). More than a look-up asks bands for, since a copy may have some keys fewer than its original.
 */
export const BANDED_BELOW = 16;

/** Writes the BANDS keys of the signature at `signature[signatureAt...]` to `out` from `outAt` on. `salt` sets key spaces apart. */
export function bandKeys(signature: Uint16Array, signatureAt: number, salt: number, out: Uint32Array, outAt: number): void {
  for (let band = 0; band < BANDS; band++) {
    let h = mix(salt, band);
    for (let row = 0; row < ROWS; row++) h = mix(h, signature[signatureAt + band * ROWS + row]);
    out[outAt + band] = fmix32(h);
  }
}

/**
 * How many bands in common make two units candidates. Two of 16 bands of 4 rows find 92% of the pairs at J = 0.7 and 0.8% of
 * those at J = 0.3; whatever has a longer stretch in common is found by local keys anyway. In a short unit one statement
 * put in takes J well below 0.7, so one is enough there.
 * @param tokens of the unit's own sequence, see `FileFingerprints.ownTokens`
 */
export function bandsWanted(tokens: number): number {
  return tokens < 60 ? 1 : 2;
}
