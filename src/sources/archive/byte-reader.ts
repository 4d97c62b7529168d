/** Reads a stream in pieces of the sizes that the reader asks for. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  async isAtEnd(): Promise<boolean> {
    return !await this.#hold(1);
  }

  /** The next `size` bytes; throws where the stream ends before. */
  async take(size: number): Promise<Uint8Array> {
    if (!await this.#hold(size)) throw new Error('it ends too early');
    const taken = this.#held.subarray(0, size);
    this.#held = this.#held.subarray(size);
    return taken;
  }

  /** Passes over bytes without keeping them. */
  async skip(size: number): Promise<void> {
    for (let left = size; left > 0;) {
      if (await this.isAtEnd()) throw new Error('it ends too early');
      const step = Math.min(left, this.#held.length);
      this.#held = this.#held.subarray(step);
      left -= step;
    }
  }

  async #hold(size: number): Promise<boolean> {
    if (this.#held.length >= size) return true;
    const parts = [this.#held];
    let length = this.#held.length;
    while (length < size) {
      const { done, value } = await this.#chunks.next();
      if (done === true) break;
      parts.push(value);
      length += value.length;
    }
    this.#held = Buffer.concat(parts);
    return length >= size;
  }
}
