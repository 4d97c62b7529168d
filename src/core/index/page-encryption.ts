import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type NoteCipher, type PageCipher, SEAL_SIZE } from './protection.ts';

const NONCE_SIZE = 24;

/**
 * Encrypts pages with XChaCha20-Poly1305. The nonce is a hash of the page under a key of its own, so that builds stay reproducible: whoever has
 * no key learns from it only whether two pages at one place are equal.
 */
export function pageEncryption(key: Uint8Array, nonceKey: Uint8Array): PageCipher {
  return {
    seal(kind, page, bytes) {
      const place = placeOf(kind, page);
      const nonce = nonceOf(nonceKey, place, bytes);
      const sealed = xchacha20poly1305(key, nonce, place).encrypt(bytes);
      bytes.set(sealed.subarray(0, bytes.length));
      const seal = new Uint8Array(SEAL_SIZE);
      seal.set(nonce);
      seal.set(sealed.subarray(bytes.length), NONCE_SIZE);
      return seal;
    },
    open: (kind, page, bytes, seal) => opened(key, placeOf(kind, page), seal.subarray(0, NONCE_SIZE), concatBytes(bytes, seal.subarray(NONCE_SIZE))),
  };
}

/** Encrypts notes in the same way: first the nonce, then what it was used for. Names are hashes under the second key. */
export function noteEncryption(key: Uint8Array, nameKey: Uint8Array): NoteCipher {
  return {
    name: (subject) => bytesToHex(hmac(sha256, nameKey, utf8ToBytes(`name ${subject}`)).subarray(0, 16)),
    seal(place, bytes) {
      const at = utf8ToBytes(place);
      const nonce = nonceOf(nameKey, utf8ToBytes(`note ${place}\0`), bytes);
      return concatBytes(nonce, xchacha20poly1305(key, nonce, at).encrypt(bytes));
    },
    open: (place, sealed) => opened(key, utf8ToBytes(place), sealed.subarray(0, NONCE_SIZE), sealed.subarray(NONCE_SIZE)),
  };
}

const nonceOf = (key: Uint8Array, place: Uint8Array, bytes: Uint8Array): Uint8Array => hmac.create(sha256, key).update(place).update(bytes).digest().subarray(0, NONCE_SIZE);

function opened(key: Uint8Array, place: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  try {
    return xchacha20poly1305(key, nonce, place).decrypt(sealed);
  } catch {
    return null;
  }
}

/** Where a page stands: one can't be put in the place of another. */
function placeOf(kind: number, page: number): Uint8Array {
  const place = new Uint8Array(5);
  const view = new DataView(place.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, page, true);
  return place;
}
