/** Bytes of a line. To read so few takes half of the time of a page, and a look-up wants some of a hundred at a place. */
export const LINE_SIZE = 512;

/**
 * Keeps the lines used last, of all files of an index together, in memory of a fixed size, replaced by second chance. Nothing is allocated
 * for a line, and none of the memory is touched before it is needed. A line is found by a table of all lines: four bytes for 512 of the files.
 */
export class LineCache {
  /** What is kept. `find` and `put` tell places in it. */
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  /** Of each line that is registered: 0 where it isn't kept, else twice 1 + its slot, and 1 more where it was found since the hand passed it. */
  #lines = new Int32Array(0);
  /** The line of each slot that is filled. */
  readonly #slots: Int32Array;
  #filled = 0;
  #hand = 0;
  #turn = 0;

  /** `size`: how many bytes it holds at most; one line in any case. */
  constructor(size: number) {
    const slots = Math.max(1, Math.floor(size / LINE_SIZE));
    this.#bytes = new Uint8Array(slots * LINE_SIZE);
    this.view = new DataView(this.#bytes.buffer);
    this.#slots = new Int32Array(slots);
  }

  /** Another number each time that a line has given way to another: who remembers a place asks again then. */
  get turn(): number {
    return this.#turn;
  }

  /** Room for the lines of a file: the number of its first one. */
  register(lines: number): number {
    const known = this.#lines;
    this.#lines = new Int32Array(known.length + lines);
    // Only what is kept: to copy all would touch all.
    for (const line of this.#slots.subarray(0, this.#filled)) this.#lines[line] = known[line]!;
    return known.length;
  }

  /** Where a line lies, or -1. */
  find(line: number): number {
    const entry = this.#lines[line]!;
    if (entry === 0) return -1;
    if ((entry & 1) === 0) this.#lines[line] = entry + 1;
    return ((entry >>> 1) - 1) * LINE_SIZE;
  }

  /** Keeps a line of at most `LINE_SIZE` bytes that was not found, and returns where it lies. */
  put(line: number, bytes: Uint8Array): number {
    const slot = this.#filled < this.#slots.length ? this.#filled++ : this.#freed();
    this.#slots[slot] = line;
    this.#lines[line] = (slot + 1) * 2;
    this.#bytes.set(bytes, slot * LINE_SIZE);
    return slot * LINE_SIZE;
  }

  /** A copy of a part of what lies at a place. */
  copy(place: number, length: number): Uint8Array {
    return this.#bytes.slice(place, place + length);
  }

  /** The slot of the next line that was not found since the hand came by, which gives way. */
  #freed(): number {
    const lines = this.#lines;
    const slots = this.#slots;
    for (;;) {
      const slot = this.#hand;
      this.#hand = slot + 1 < slots.length ? slot + 1 : 0;
      const line = slots[slot]!;
      if ((lines[line]! & 1) === 1) {
        lines[line] = lines[line]! - 1;
        continue;
      }
      lines[line] = 0;
      this.#turn++;
      return slot;
    }
  }
}
