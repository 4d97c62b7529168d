import { sha256 } from '@noble/hashes/sha2.js';

/** A way to write values of one kind that can be undone. */
export interface Cipher<Value> {
  seal(value: Value): Value;
  open(value: Value): Value;
}

/** Encrypts the pages of members, so that equal pages at one place give equal bytes. */
export interface PageCipher {
  /** Encrypts a page in place. Returns what is needed to decrypt it: `SEAL_SIZE` bytes. */
  seal(kind: number, page: number, bytes: Uint8Array): Uint8Array;
  /** Decrypts a page; null where it is not what `seal` made. */
  open(kind: number, page: number, bytes: Uint8Array, seal: Uint8Array): Uint8Array | null;
}

/** Encrypts what a build notes beside an index until it is through. Notes are in nobody's format but that build's. */
export interface NoteCipher {
  /** The name of the note about a subject. */
  name(subject: string): string;
  /** Encrypts bytes for a place, which no others can stand in for. */
  seal(place: string, bytes: Uint8Array): Uint8Array;
  /** Decrypts them; null where they are not what `seal` made for that place. */
  open(place: string, sealed: Uint8Array): Uint8Array | null;
}

/** Bytes that a page needs besides itself. */
export const SEAL_SIZE = 40;

/** An incremental hash. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** How what an index holds stands on the disk: as it is, or under a key (index/FORMAT.md, section 8). Hashes in hexadecimal, or 32-bit numbers. */
export interface Protection {
  /** Tells whether two keys are the same one; null without a key. */
  readonly check: string | null;
  readonly keys: Cipher<number>;
  readonly texts: Cipher<number>;
  readonly contents: Cipher<string>;
  readonly records: Cipher<string>;
  readonly works: Cipher<string>;
  readonly pages: PageCipher | null;
  readonly notes: NoteCipher | null;
  /** The hash behind the digest of the index. */
  newDigest(): Hasher;
}

const asItIs = <Value>(): Cipher<Value> => ({ seal: (value) => value, open: (value) => value });

/** An index that anybody may read. */
export const UNPROTECTED: Protection = {
  check: null,
  keys: asItIs(),
  texts: asItIs(),
  contents: asItIs(),
  records: asItIs(),
  works: asItIs(),
  pages: null,
  notes: null,
  newDigest: () => sha256.create(),
};
