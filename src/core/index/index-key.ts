import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { IndexError } from './errors.ts';
import { hashPermutation, numberPermutation } from './keyed-permutation.ts';
import { noteEncryption, pageEncryption } from './page-encryption.ts';
import { type Protection, UNPROTECTED } from './protection.ts';

/** Fewest bytes of a secret. They should be random: what can be guessed can be tried without the index's owner noticing. */
export const FEWEST_SECRET_BYTES = 32;
const SALT = 'nearcopy keyed index 1';
const CHECK_SIZE = 16;

/** The protection under a key, which is never that of an index without one. */
export type IndexKey = Protection & { readonly check: string };

/**
 * The key of an index from a secret (index/FORMAT.md, section 8). Line ends after the secret are no part of it. Throws `IndexError` (`bad-key`) for
 * one that is too short; `file` is what messages call it.
 */
export function indexKey(secret: Uint8Array, file: string): IndexKey {
  let end = secret.length;
  while (end > 0 && (secret[end - 1] === 0x0a || secret[end - 1] === 0x0d)) end--;
  if (end < FEWEST_SECRET_BYTES) throw new IndexError('bad-key', `The secret in ${file} has ${end} bytes, and a key needs at least ${FEWEST_SECRET_BYTES} random ones. Make one with "openssl rand -hex 32".`);
  const subkey = (purpose: string): Uint8Array => hkdf(sha256, secret.subarray(0, end), utf8ToBytes(SALT), utf8ToBytes(purpose), 32);
  const digestKey = subkey('digest');
  return {
    check: bytesToHex(subkey('check').subarray(0, CHECK_SIZE)),
    keys: numberPermutation(subkey('keys')),
    texts: numberPermutation(subkey('texts')),
    contents: hashPermutation(subkey('contents')),
    records: hashPermutation(subkey('records')),
    works: hashPermutation(subkey('works')),
    pages: pageEncryption(subkey('pages'), subkey('nonces')),
    notes: noteEncryption(subkey('notes'), subkey('note names')),
    newDigest: () => hmac.create(sha256, digestKey),
  };
}

/** The protection of an index whose manifest has this check of its key (null: none), by the key among those at hand. Throws `IndexError`. */
export function protectionOf(index: string, check: string | null, keys: readonly IndexKey[]): Protection {
  if (check === null) return UNPROTECTED;
  const key = keys.find((candidate) => candidate.check === check);
  if (key) return key;
  if (keys.length === 0) throw new IndexError('keyed', `${index} is keyed. Give the file with its secret: --key-file FILE.`);
  throw new IndexError('wrong-key', `${index} is keyed with another secret than the one given with --key-file.`);
}
