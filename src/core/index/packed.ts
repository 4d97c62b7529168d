import { deflateSync, inflateSync } from 'fflate';
import { corrupt } from './errors.ts';

/** DEFLATE can't make more of a byte than this. */
const MAX_RATIO = 1040;

/** Packs bytes as index/FORMAT.md says: raw DEFLATE, or the bytes as they are where that is not longer. */
export function pack(bytes: Uint8Array): Uint8Array {
  const packed = deflateSync(bytes, { level: 9 });
  return packed.length < bytes.length ? packed : bytes;
}

/** The inverse of `pack`; `size` is the length of the result. Throws `IndexError` where the bytes don't give that. */
export function unpack(packed: Uint8Array, size: number, file: string): Uint8Array {
  if (packed.length === size) return packed;
  if (packed.length > size || size > packed.length * MAX_RATIO) throw corrupt(file, 'a packed record has an impossible size');
  try {
    const bytes = inflateSync(packed, { out: new Uint8Array(size) });
    if (bytes.length === size) return bytes;
  } catch {
    // What the inflater says about the inside of a record helps nobody: the error below names the file.
  }
  throw corrupt(file, 'a packed record can\'t be unpacked');
}
