import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type PageCipher, SEAL_SIZE } from './protection.ts';

const NONCE_SIZE = 24;
const TAG_SIZE = SEAL_SIZE - NONCE_SIZE;

/**
 * Encrypts pages with XChaCha20-Poly1305. The nonce is a hash of the page under a key of its own, so that builds stay reproducible: whoever has
 * no key learns from it only whether two pages at one place are equal.
 */
export function pageEncryption(key: Uint8Array, nonceKey: Uint8Array): PageCipher {
  return {
    seal(kind, page, bytes) {
      const place = placeOf(kind, page);
      const nonce = hmac.create(sha256, nonceKey).update(place).update(bytes).digest().subarray(0, NONCE_SIZE);
      const sealed = xchacha20poly1305(key, nonce, place).encrypt(bytes);
      bytes.set(sealed.subarray(0, bytes.length));
      const seal = new Uint8Array(SEAL_SIZE);
      seal.set(nonce);
      seal.set(sealed.subarray(bytes.length), NONCE_SIZE);
      return seal;
    },
    open(kind, page, bytes, seal) {
      const sealed = new Uint8Array(bytes.length + TAG_SIZE);
      sealed.set(bytes);
      sealed.set(seal.subarray(NONCE_SIZE), bytes.length);
      try {
        return xchacha20poly1305(key, seal.subarray(0, NONCE_SIZE), placeOf(kind, page)).decrypt(sealed);
      } catch {
        return null;
      }
    },
  };
}

/** Where a page stands: one can't be put in the place of another. */
function placeOf(kind: number, page: number): Uint8Array {
  const place = new Uint8Array(5);
  const view = new DataView(place.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, page, true);
  return place;
}
