import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes of a content or record hash: a SHA-256 cut to 128 bits. */
export const SHORT_HASH_SIZE = 16;

/** A SHA-256 as the hexadecimal short hash that stands in records. */
export function shortHash(sha256: Uint8Array): string {
  return bytesToHex(sha256.subarray(0, SHORT_HASH_SIZE));
}
