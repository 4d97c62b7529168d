import { corrupt } from './errors.ts';
import type { Lines } from './lines.ts';

/** Decodes the groups of a key table's stream, one at a time, into its own fields: nothing is allocated for a group. */
export class KeyGroups {
  /** The group read last: its key (unsigned), its count and the bit at which its ids begin. */
  key = 0;
  count = 0;
  idsAt = 0;
  readonly #lines: Lines;
  readonly #view: DataView;
  readonly #name: string;
  readonly #stream: number;
  readonly #rice: number;
  /** 2^rice. */
  readonly #divisor: number;
  readonly #idBits: number;
  /** Counts are not above it. */
  readonly #countLimit: number;
  /** The line in use: the bit of the stream at which it begins (negative on the first line), the last bit with 64 bits after it, and what to take from a bit of the stream for its place. */
  #firstBit = 0;
  #lastBit = -1;
  #shift = 0;
  #turn = -1;

  /** `name`: the file, for errors; `stream`: where the stream begins in it; `idLimit`: as in `KeyTable`. */
  constructor(lines: Lines, name: string, stream: number, rice: number, idBits: number, idLimit: number) {
    this.#lines = lines;
    this.#view = lines.view;
    this.#name = name;
    this.#stream = stream;
    this.#rice = rice;
    this.#divisor = 2 ** rice;
    this.#idBits = idBits;
    this.#countLimit = idLimit || Infinity;
  }

  /** Reads the group at bit `at` of a bucket that ends at bit `end`, after the key `last`, and returns the bit after the group. */
  read(at: number, end: number, last: number): number {
    const rice = this.#rice;
    const bits = this.#peek(at);
    const ones = Math.clz32(~bits);
    const used = ones + 1 + rice;
    if (used > 31 || bits << used >= 0) return this.#readLong(at, end, last);
    // The usual case: quotient, remainder and a count of 1 together fit into 32 bits.
    this.key = last + 1 + ones * this.#divisor + (rice === 0 ? 0 : (bits << (ones + 1)) >>> (32 - rice));
    this.count = 1;
    this.idsAt = at + used + 1;
    at = this.idsAt + this.#idBits;
    if (at > end || this.key > 0xffffffff) throw this.#damaged();
    return at;
  }

  /**
   * Looks through the groups of a bucket, at the bits [at, end), for a key that is `distance` above the first one the bucket could
   * hold. Where it stands, `count` and `idsAt` are set. The loop of a look-up: it stores nothing for the groups that it passes.
   */
  seek(at: number, end: number, distance: number): boolean {
    const rice = this.#rice;
    const idBits = this.#idBits;
    let left = distance;
    while (at < end) {
      if (!this.#holds(at)) this.#turnTo(at);
      const view = this.#view;
      const shift = this.#shift;
      const lastBit = Math.min(this.#lastBit, end - 1) - shift;
      let bit = at - shift;
      while (bit <= lastBit) {
        const bits = bitsOf(view, bit);
        const ones = Math.clz32(~bits);
        const used = ones + 1 + rice;
        // The usual case: quotient, remainder and a count of 1 together fit into 32 bits.
        if (used > 31 || bits << used >= 0) break;
        const gap = (ones << rice) + (rice === 0 ? 0 : (bits << (ones + 1)) >>> (32 - rice));
        if (gap >= left) {
          this.count = 1;
          this.idsAt = shift + bit + used + 1;
          if (this.idsAt + idBits > end) throw this.#damaged();
          return gap === left;
        }
        left -= gap + 1;
        bit += used + 1 + idBits;
      }
      at = shift + bit;
      if (at > end) throw this.#damaged();
      if (at === end) return false;
      at = this.#readLong(at, end, -1);
      if (this.key >= left) return this.key === left;
      left -= this.key + 1;
    }
    return false;
  }

  /** The id at a bit; `limit` is above all ids. */
  id(at: number, limit: number): number {
    const id = this.#idBits === 0 ? 0 : this.#peek(at) >>> (32 - this.#idBits);
    if (id >= limit) throw this.#damaged();
    return id;
  }

  #readLong(at: number, end: number, last: number): number {
    let quotient = 0;
    let ones = Math.clz32(~this.#peek(at));
    while (ones === 32) {
      quotient += 32;
      at += 32;
      if (at > end) throw this.#damaged();
      ones = Math.clz32(~this.#peek(at));
    }
    quotient += ones;
    at += ones + 1;
    this.key = last + 1 + quotient * this.#divisor + (this.#rice === 0 ? 0 : this.#peek(at) >>> (32 - this.#rice));
    at += this.#rice;
    const zeros = Math.clz32(this.#peek(at));
    if (zeros === 32) throw this.#damaged();
    at += zeros;
    this.count = this.#peek(at) >>> (31 - zeros);
    this.idsAt = at + zeros + 1;
    at = this.idsAt + this.count * this.#idBits;
    if (at > end || this.key > 0xffffffff || this.count > this.#countLimit) throw this.#damaged();
    return at;
  }

  /** The 32 bits from a bit on. */
  #peek(at: number): number {
    if (!this.#holds(at)) {
      this.#turnTo(at);
      if (at > this.#lastBit) return this.#peekAcross(at);
    }
    return bitsOf(this.#view, (at - this.#shift) | 0);
  }

  /** Whether the line in use is still there, and has 64 bits from a bit on. */
  #holds(at: number): boolean {
    return at >= this.#firstBit && at <= this.#lastBit && this.#turn === this.#lines.turn;
  }

  #turnTo(at: number): void {
    const { lineSize, beyond } = this.#lines;
    const offset = this.#stream + (at >>> 5) * 4;
    const place = this.#lines.at(offset);
    const start = Math.floor(offset / lineSize) * lineSize;
    this.#firstBit = (start - this.#stream) * 8;
    this.#lastBit = this.#firstBit + (lineSize + beyond - 8) * 8;
    this.#shift = this.#firstBit - (place - (offset - start)) * 8;
    this.#turn = this.#lines.turn;
  }

  /** The same at the end of a line. */
  #peekAcross(at: number): number {
    const offset = this.#stream + (at >>> 5) * 4;
    const shift = at & 31;
    const high = this.#view.getInt32(this.#lines.at(offset));
    return shift === 0 ? high : (high << shift) | (this.#view.getInt32(this.#lines.at(offset + 4)) >>> (32 - shift));
  }

  #damaged(): Error {
    return corrupt(this.#name, 'a key table has an impossible entry');
  }
}

/** The 32 bits from a bit on. */
function bitsOf(view: DataView, bit: number): number {
  const word = (bit >>> 5) << 2;
  const shift = bit & 31;
  const high = view.getInt32(word);
  return shift === 0 ? high : (high << shift) | (view.getInt32(word + 4) >>> (32 - shift));
}
