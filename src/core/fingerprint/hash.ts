/**
 * 32-bit hashing in integer arithmetic, the same on every machine. The values go into indexes: changing a constant here
 * changes the format.
 */

/** The finaliser of MurmurHash3 (Appleby, public domain): a bijection of u32 in which each input bit moves every output bit. */
export function fmix32(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Takes one more u32 into a running hash; finish with `fmix32`. The order of the values counts. */
export function mix(h: number, value: number): number {
  const k = Math.imul(value, 0xcc9e2d51);
  h ^= Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** u32 hash of a text's UTF-16 code units. */
export function hashText(text: string): number {
  return hashTextRange(text, 0, text.length);
}

/** `hashText(source.slice(start, end))` without making the slice. Offsets are UTF-16, half-open, within the source. */
export function hashTextRange(source: string, start: number, end: number): number {
  let h = 0;
  for (let at = start; at < end; at++) h = mix(h, source.charCodeAt(at));
  return fmix32(h ^ (end - start));
}
