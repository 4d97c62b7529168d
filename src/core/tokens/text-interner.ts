/** Numbers the distinct texts of a file by their hash, in order of first use. Two texts of one 32-bit hash count as one. */
export class TextInterner {
  #slots = new Int32Array(1 << 12).fill(-1);
  #hashes: number[] = [];
  #first: number[] = [];

  reset(): void {
    this.#slots.fill(-1);
    this.#hashes = [];
    this.#first = [];
  }

  /** 1 + the number of the text with this hash; `token` is remembered where it is the first. */
  link(hash: number, token: number): number {
    if (this.#hashes.length * 2 > this.#slots.length) this.#rehash();
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot];
      if (entry < 0) {
        this.#slots[slot] = this.#hashes.length;
        this.#hashes.push(hash);
        this.#first.push(token);
        return this.#hashes.length;
      }
      if (this.#hashes[entry] === hash) return entry + 1;
    }
  }

  take(): { textHashes: Uint32Array; textFirst: Uint32Array } {
    return { textHashes: Uint32Array.from(this.#hashes), textFirst: Uint32Array.from(this.#first) };
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, entry) => {
      let slot = hash & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    });
    this.#slots = slots;
  }
}
