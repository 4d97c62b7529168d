/** A set of 32-bit integers that is emptied in constant time, for sets that are made by the thousand. */
export class StampedSet {
  readonly #slots = new StampedSlots();

  clear(): this {
    this.#slots.clear();
    return this;
  }

  /** Adds a key; whether it is new. */
  add(key: number): boolean {
    return this.#slots.take(key, 0) === undefined;
  }
}

/** A map from 32-bit integers to signed 32-bit integers that is emptied in constant time. */
export class StampedMap {
  readonly #slots = new StampedSlots();

  clear(): this {
    this.#slots.clear();
    return this;
  }

  get(key: number): number | undefined {
    return this.#slots.value(key);
  }

  /** Sets a key that is new; of another it returns the value, which stays. */
  set(key: number, value: number): number | undefined {
    return this.#slots.take(key, value);
  }
}

/** Open addressing; a slot is taken where its stamp is the current one. Its stamp, key and value stand together. */
class StampedSlots {
  #slots = new Int32Array(256 * WORDS);
  #mask = 255;
  #stamp = 1;
  #count = 0;

  clear(): void {
    if (++this.#stamp > LAST_STAMP) {
      this.#slots.fill(0);
      this.#stamp = 1;
    }
    this.#count = 0;
  }

  value(key: number): number | undefined {
    const at = this.#probe(key | 0);
    return this.#slots[at] === this.#stamp ? this.#slots[at + 2] : undefined;
  }

  /** Takes a slot for a key that has none; of another it returns the value. */
  take(key: number, value: number): number | undefined {
    const at = this.#probe(key | 0);
    const slots = this.#slots;
    if (slots[at] === this.#stamp) return slots[at + 2];
    slots[at] = this.#stamp;
    slots[at + 1] = key;
    slots[at + 2] = value;
    if (++this.#count * 2 > this.#mask) this.#grow();
    return undefined;
  }

  #probe(key: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    const stamp = this.#stamp;
    let slot = (Math.imul(key ^ (key >>> 15), 0x85ebca6b) >>> 7) & mask;
    while (slots[slot * WORDS] === stamp && slots[slot * WORDS + 1] !== key) slot = (slot + 1) & mask;
    return slot * WORDS;
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array((this.#mask + 1) * WORDS);
    for (let at = 0; at < old.length; at += WORDS) {
      if (old[at] === this.#stamp) this.#slots.set(old.subarray(at, at + WORDS), this.#probe(old[at + 1]));
    }
  }
}

/** Of a slot: its stamp, its key, its value. */
const WORDS = 3;
/** The last that a slot can hold. */
const LAST_STAMP = 2 ** 31 - 1;
