import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Cipher } from './protection.ts';

/** Rounds as in FF1, the standard for small domains. */
const NUMBER_ROUNDS = 10;
/** Luby and Rackoff: four make a strong permutation of a pseudorandom function, as long as halves are wide. */
const HASH_ROUNDS = 4;
/** 16-bit numbers in a SHA-256. */
const PER_BLOCK = 16;
const BLOCKS = 2 ** 16 / PER_BLOCK;

/**
 * A permutation of the 32-bit numbers under a key: a Feistel network over 16-bit halves whose round functions are HMAC-SHA-256 (index/FORMAT.md,
 * section 8). Being a permutation it makes no two hashes one, so that look-ups under a key find exactly what they find without.
 */
export function numberPermutation(key: Uint8Array): Cipher<number> {
  const round = roundFunctions(key);
  return {
    seal(value) {
      let left = value >>> 16;
      let right = value & 0xffff;
      for (let r = 0; r < NUMBER_ROUNDS; r++) {
        const mixed = left ^ round(r, right);
        left = right;
        right = mixed;
      }
      return ((left << 16) | right) >>> 0;
    },
    open(value) {
      let left = value >>> 16;
      let right = value & 0xffff;
      for (let r = NUMBER_ROUNDS - 1; r >= 0; r--) {
        const mixed = right ^ round(r, left);
        right = left;
        left = mixed;
      }
      return ((left << 16) | right) >>> 0;
    },
  };
}

/** The round functions, as a table that fills as it is asked: an HMAC gives sixteen entries. */
function roundFunctions(key: Uint8Array): (round: number, half: number) => number {
  const keyed = hmac.create(sha256, key);
  const table = new Uint16Array(NUMBER_ROUNDS * 2 ** 16);
  const isFilled = new Uint8Array(NUMBER_ROUNDS * BLOCKS);
  const message = new Uint8Array(3);
  const view = new DataView(message.buffer);
  const fill = (round: number, block: number): void => {
    view.setUint8(0, round);
    view.setUint16(1, block, true);
    const bytes = keyed.clone().update(message).digest();
    const entries = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < PER_BLOCK; at++) table[round * 2 ** 16 + block * PER_BLOCK + at] = entries.getUint16(2 * at, true);
    isFilled[round * BLOCKS + block] = 1;
  };
  return (round, half) => {
    const block = half >>> 4;
    if (isFilled[round * BLOCKS + block] === 0) fill(round, block);
    return table[round * 2 ** 16 + half]!;
  };
}

/** The same for hashes of 16 or 32 bytes, in hexadecimal. */
export function hashPermutation(key: Uint8Array): Cipher<string> {
  const keyed = hmac.create(sha256, key);
  const mixed = (half: Uint8Array, round: number, other: Uint8Array): Uint8Array => {
    const mask = keyed.clone().update(Uint8Array.of(round)).update(other).digest();
    return half.map((byte, at) => byte ^ mask[at]!);
  };
  const halves = (value: string): [Uint8Array, Uint8Array] => {
    const bytes = hexToBytes(value);
    return [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
  };
  return {
    seal(value) {
      let [left, right] = halves(value);
      for (let round = 0; round < HASH_ROUNDS; round++) [left, right] = [right, mixed(left, round, right)];
      return bytesToHex(left) + bytesToHex(right);
    },
    open(value) {
      let [left, right] = halves(value);
      for (let round = HASH_ROUNDS - 1; round >= 0; round--) [left, right] = [mixed(right, round, left), left];
      return bytesToHex(left) + bytesToHex(right);
    },
  };
}
