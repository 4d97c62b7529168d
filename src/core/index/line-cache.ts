/** Bytes of a line. To read so few takes half of the time of a page, and a look-up wants some of a hundred at a place. */
export const LINE_SIZE = 512;

/**
 * Keeps the lines used last, of all files of an index together, in memory of a fixed size: a set-associative cache whose sets replace by
 * second chance. Nothing is allocated for a line, and none of the memory is touched before it is needed.
 */
export class LineCache {
  /** What is kept. `find` and `put` tell places in it. */
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  readonly #setBits: number;
  /** Of each slot, `WAYS` for a set: its line (-1: none), its place, and whether it was found since the hand passed it. */
  readonly #lines: Int32Array;
  readonly #places: Int32Array;
  readonly #isUsed: Uint8Array;
  readonly #hands: Uint8Array;
  #filled = 0;
  #turn = 0;
  #registered = 0;

  /** `size`: how many bytes it holds at most. */
  constructor(size: number) {
    this.#setBits = Math.max(0, Math.floor(Math.log2(size / (WAYS * LINE_SIZE))));
    const slots = WAYS << this.#setBits;
    this.#bytes = new Uint8Array(slots * LINE_SIZE);
    this.view = new DataView(this.#bytes.buffer);
    this.#lines = new Int32Array(slots).fill(-1);
    this.#places = new Int32Array(slots);
    this.#isUsed = new Uint8Array(slots);
    this.#hands = new Uint8Array(slots / WAYS);
  }

  /** Another number each time that a line has given way to another: who remembers a place asks again then. */
  get turn(): number {
    return this.#turn;
  }

  /** Room for the lines of a file: the number of its first one. */
  register(lines: number): number {
    const first = this.#registered;
    this.#registered += lines;
    return first;
  }

  /** Where a line lies, or -1. */
  find(line: number): number {
    const lines = this.#lines;
    const first = this.#set(line) * WAYS;
    for (let slot = first; slot < first + WAYS; slot++) {
      if (lines[slot] !== line) continue;
      this.#isUsed[slot] = 1;
      return this.#places[slot]!;
    }
    return -1;
  }

  /** Keeps a line of at most `LINE_SIZE` bytes that was not found, and returns where it lies. */
  put(line: number, bytes: Uint8Array): number {
    const set = this.#set(line);
    let slot = set * WAYS + this.#hands[set]!;
    while (this.#isUsed[slot] === 1) {
      this.#isUsed[slot] = 0;
      slot = this.#pass(set);
    }
    this.#pass(set);
    if (this.#lines[slot] === -1) this.#places[slot] = this.#filled++ * LINE_SIZE;
    else this.#turn++;
    this.#lines[slot] = line;
    this.#bytes.set(bytes, this.#places[slot]!);
    return this.#places[slot]!;
  }

  /** A copy of a part of what lies at a place. */
  copy(place: number, length: number): Uint8Array {
    return this.#bytes.slice(place, place + length);
  }

  #set(line: number): number {
    return this.#setBits === 0 ? 0 : Math.imul(line, 0x9e3779b1) >>> (32 - this.#setBits);
  }

  /** Moves the hand of a set on, to the slot that it returns. */
  #pass(set: number): number {
    this.#hands[set] = (this.#hands[set]! + 1) % WAYS;
    return set * WAYS + this.#hands[set]!;
  }
}

/** Slots of a set. */
const WAYS = 8;
