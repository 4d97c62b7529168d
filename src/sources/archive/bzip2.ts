import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import type { Bits } from 'unbzip2-stream/lib/bzip2.js';

/**
 * Uncompresses bzip2, also of several streams in a row. The library's own stream takes in what it gets without asking whether anybody
 * can take what it gives out; so its decoder is driven from here, a block at a time. A block gives at most 46 MB.
 */
export async function* unbzip2(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new BitInput(source);
  const output = new Output();
  while (await input.fill()) {
    const table = new Int32Array(100_000 * decoded(() => bzip2.header(input.bits)));
    for (let checksum: number | null = 0; ;) {
      await input.fill();
      const before: number = checksum;
      checksum = decoded(() => bzip2.decompress(input.bits, output.write, table, table.length, before));
      if (checksum === null) break;
      yield* output.take();
    }
  }
}

/** The decoder's own messages are jokes. */
function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw error instanceof CutOff ? error : new Error('the compressed data are broken', { cause: error });
  }
}

class CutOff extends Error {}

/** The most that a block can take up, with the longest codes for every symbol. The decoder can't wait in the middle of one. */
const LARGEST_BLOCK = 2_600_000;
const PIECE = 64 * 1024;

/** Compressed bytes, handed to the decoder as bits, the high ones first. */
class BitInput {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #chunks: Uint8Array[] = [];
  #waiting = 0;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;
  /** The last bytes, of which so many bits are still to be read. */
  #left = 0;
  #leftBits = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Waits until a whole block is there, or the rest. False where nothing is. */
  async fill(): Promise<boolean> {
    while (this.#waiting < LARGEST_BLOCK) {
      const { done, value } = await this.#source.next();
      if (done === true) break;
      this.#chunks.push(value);
      this.#waiting += value.length;
    }
    return this.#waiting > 0 || this.#at < this.#chunk.length;
  }

  readonly bits: Bits = (count) => {
    if (count === null) {
      this.#leftBits = 0;
      return 0;
    }
    if (count > 16) return (this.bits(count - 16) << 16) | this.bits(16);
    while (this.#leftBits < count) {
      this.#left = ((this.#left << 8) | this.#byte()) & 0xffffff;
      this.#leftBits += 8;
    }
    this.#leftBits -= count;
    return (this.#left >> this.#leftBits) & ((1 << count) - 1);
  };

  #byte(): number {
    while (this.#at === this.#chunk.length) {
      const chunk = this.#chunks.shift();
      if (chunk === undefined) throw new CutOff('it ends too early');
      this.#chunk = chunk;
      this.#waiting -= chunk.length;
      this.#at = 0;
    }
    return this.#chunk[this.#at++];
  }
}

/** Bytes that come one by one, in pieces. */
class Output {
  #pieces: Uint8Array[] = [];
  #piece = new Uint8Array(PIECE);
  #length = 0;

  readonly write = (byte: number): void => {
    this.#piece[this.#length++] = byte;
    if (this.#length < PIECE) return;
    this.#pieces.push(this.#piece);
    this.#piece = new Uint8Array(PIECE);
    this.#length = 0;
  };

  *take(): Generator<Uint8Array> {
    const pieces = this.#pieces;
    this.#pieces = [];
    yield* pieces;
    if (this.#length > 0) yield this.#piece.slice(0, this.#length);
    this.#length = 0;
  }
}
