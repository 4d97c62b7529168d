import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes of a content or record hash: a SHA-256 cut to 128 bits. */
export const SHORT_HASH_SIZE = 16;

/** A SHA-256 as the hexadecimal short hash that stands in records. */
export function shortHash(hash: Uint8Array): string {
  return bytesToHex(hash.subarray(0, SHORT_HASH_SIZE));
}

/** What an index calls the content of a file. */
export const contentHashOf = (bytes: Uint8Array): string => shortHash(sha256(bytes));
