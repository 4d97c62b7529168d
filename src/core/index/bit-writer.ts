import type { Sink } from './byte-writer.ts';

const CHUNK = 16384;

/** Writes bits, most significant first, and hands full chunks to a sink. */
export class BitWriter {
  readonly #sink: Sink;
  readonly #chunk = new DataView(new ArrayBuffer(CHUNK));
  #filled = 0;
  #word = 0;
  #free = 32;
  #bits = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** Bits written so far. */
  get length(): number {
    return this.#bits;
  }

  /** The low `count` bits of `value`; `count` is 0 to 32. */
  put(value: number, count: number): void {
    if (count === 0) return;
    this.#bits += count;
    const bits = count === 32 ? value : value & ((1 << count) - 1);
    if (count < this.#free) {
      this.#free -= count;
      this.#word |= bits << this.#free;
      return;
    }
    const rest = count - this.#free;
    this.#emit(this.#word | (bits >>> rest));
    this.#free = 32 - rest;
    this.#word = rest === 0 ? 0 : bits << this.#free;
  }

  /** That many 1 bits and a 0 bit. */
  unary(value: number): void {
    for (; value >= 31; value -= 31) this.put(-1, 31);
    this.put(-2, value + 1);
  }

  /** A number from 1 on, in Elias gamma code. */
  gamma(value: number): void {
    const zeros = 31 - Math.clz32(value);
    this.put(0, zeros);
    this.put(value, zeros + 1);
  }

  /** Ends the stream with zero bits to a multiple of 8 bytes and 8 zero bytes more, and returns its length in bytes. */
  finish(): number {
    const length = Math.ceil(this.#bits / 64) * 8 + 8;
    while (this.#bits < length * 8) this.put(0, Math.min(32, length * 8 - this.#bits));
    this.#flush();
    return length;
  }

  #emit(word: number): void {
    this.#chunk.setInt32(this.#filled, word, false);
    this.#filled += 4;
    if (this.#filled === CHUNK) this.#flush();
  }

  #flush(): void {
    if (this.#filled > 0) this.#sink(new Uint8Array(this.#chunk.buffer, 0, this.#filled));
    this.#filled = 0;
  }
}
