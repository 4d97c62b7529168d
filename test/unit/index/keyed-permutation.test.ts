import fc from 'fast-check';
import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { IndexError } from '../../../src/core/index/errors.ts';
import { indexKey } from '../../../src/core/index/index-key.ts';
import { hashPermutation, numberPermutation } from '../../../src/core/index/keyed-permutation.ts';
import { pageEncryption } from '../../../src/core/index/page-encryption.ts';

const key = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const digits = (bytes: number): fc.Arbitrary<string> => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => Buffer.from(array).toString('hex'));

/** What index/FORMAT.md says, word for word, with Node's HMAC. */
function sealedBySpecification(secret: Uint8Array, value: number): number {
  let [left, right] = [value >>> 16, value & 0xffff];
  for (let round = 0; round < 10; round++) {
    const message = Buffer.from([round, 0, 0]);
    message.writeUInt16LE(Math.floor(right / 16), 1);
    const mask = createHmac('sha256', secret).update(message).digest().readUInt16LE(2 * (right % 16));
    [left, right] = [right, left ^ mask];
  }
  return left * 2 ** 16 + right;
}

function hashSealedBySpecification(secret: Uint8Array, value: string): string {
  const bytes = Buffer.from(value, 'hex');
  let [left, right] = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)];
  for (let round = 0; round < 4; round++) {
    const mask = createHmac('sha256', secret).update(Buffer.from([round])).update(right).digest();
    [left, right] = [right, Buffer.from(left.map((byte, at) => byte ^ mask[at]!))];
  }
  return Buffer.concat([left, right]).toString('hex');
}

describe('a permutation of 32-bit numbers', () => {
  const [one, other] = [numberPermutation(key(1)), numberPermutation(key(2))];

  it('is undone by its inverse, and is what the format says', () => {
    fc.assert(fc.property(fc.nat(2 ** 32 - 1), (value) => {
      expect(one.open(one.seal(value))).toBe(value);
      expect(one.seal(one.open(value))).toBe(value);
      expect(one.seal(value)).toBe(sealedBySpecification(key(1), value));
    }));
  });

  it('makes no two numbers one, and of neighbours nothing alike', () => {
    const sealed = new Set(Array.from({ length: 20_000 }, (_, n) => one.seal(n)));
    expect(sealed.size).toBe(20_000);
    const increasing = [...sealed].filter((value, at, all) => at > 0 && value > all[at - 1]!).length;
    expect(Math.abs(increasing / 20_000 - 0.5)).toBeLessThan(0.02);
  });

  it('is another one under another key', () => {
    const same = Array.from({ length: 20_000 }, (_, n) => one.seal(n) === other.seal(n)).filter(Boolean).length;
    expect(same).toBeLessThan(3);
  });
});

describe('a permutation of hashes', () => {
  const one = hashPermutation(key(1));
  it.each([16, 32])('of %s bytes is undone by its inverse, and is what the format says', (bytes) => {
    fc.assert(fc.property(digits(bytes), (value) => {
      expect(one.open(one.seal(value))).toBe(value);
      expect(one.seal(value)).toBe(hashSealedBySpecification(key(1), value));
      expect(one.seal(value)).not.toBe(hashPermutation(key(2)).seal(value));
    }), { numRuns: 30 });
  });
});

describe('an encrypted page', () => {
  const cipher = pageEncryption(key(1), key(2));
  const page = Uint8Array.from({ length: 100 }, (_, n) => n);
  const sealed = (kind: number, number: number): { bytes: Uint8Array; seal: Uint8Array } => {
    const bytes = page.slice();
    return { seal: cipher.seal(kind, number, bytes), bytes };
  };

  it('is decrypted where it stands, and nowhere else, and not where a bit of it is another', () => {
    const { bytes, seal } = sealed(1, 7);
    expect(cipher.open(1, 7, bytes, seal)).toEqual(page);
    for (const [kind, number] of [[2, 7], [1, 8]] as const) expect(cipher.open(kind, number, bytes, seal)).toBeNull();
    for (let bit = 0; bit < bytes.length * 8; bit += 37) {
      const other = bytes.slice();
      other[bit >> 3]! ^= 1 << (bit & 7);
      expect(cipher.open(1, 7, other, seal)).toBeNull();
    }
    expect(pageEncryption(key(3), key(2)).open(1, 7, bytes, seal)).toBeNull();
  });

  it('is the same for the same page at the same place, and another anywhere else', () => {
    expect(sealed(1, 7)).toEqual(sealed(1, 7));
    expect(sealed(1, 8).bytes).not.toEqual(sealed(1, 7).bytes);
    expect(sealed(2, 7).bytes).not.toEqual(sealed(1, 7).bytes);
  });
});

describe('the key of an index', () => {
  const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');

  it('comes from the secret without its line ends, by HKDF', () => {
    const check = Buffer.from(hkdfSync('sha256', secret, 'nearcopy keyed index 1', 'check', 32)).subarray(0, 16).toString('hex');
    for (const end of ['', '\n', '\r\n', '\n\n']) expect(indexKey(Buffer.concat([secret, Buffer.from(end)]), 'file').check).toBe(check);
    expect(indexKey(Buffer.concat([secret, Buffer.from(' ')]), 'file').check).not.toBe(check);
  });

  it('needs 32 bytes', () => {
    expect(() => indexKey(secret.subarray(0, 31), 'my.secret')).toThrow(IndexError);
    expect(() => indexKey(Buffer.concat([secret.subarray(0, 31), Buffer.from('\n\n')]), 'my.secret')).toThrow('The secret in my.secret has 31 bytes, and a key needs at least 32 random ones. Make one with "openssl rand -hex 32".');
  });
});
