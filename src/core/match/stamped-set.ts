/** A set of 32-bit integers that is emptied in constant time, for sets that are made by the thousand. */
export class StampedSet {
  readonly #slots = new StampedSlots();

  clear(): this {
    this.#slots.clear();
    return this;
  }

  /** Adds a key; whether it is new. */
  add(key: number): boolean {
    return this.#slots.slot(key) < 0;
  }
}

/** A map from 32-bit integers to integers that is emptied in constant time. */
export class StampedMap {
  readonly #slots = new StampedSlots();
  readonly #values: number[] = [];

  clear(): this {
    this.#slots.clear();
    this.#values.length = 0;
    return this;
  }

  get(key: number): number | undefined {
    const entry = this.#slots.find(key);
    return entry < 0 ? undefined : this.#values[entry];
  }

  /** Sets a key; an old value stays. */
  set(key: number, value: number): void {
    if (this.#slots.slot(key) < 0) this.#values.push(value);
  }
}

/** Open addressing; a slot is taken where its stamp is the current one. Entries are numbered in order of arrival. */
class StampedSlots {
  #keys = new Int32Array(256);
  #entries = new Int32Array(256);
  #stamps = new Int32Array(256);
  #stamp = 1;
  #count = 0;

  clear(): void {
    this.#stamp++;
    this.#count = 0;
  }

  /** The entry of a key, or -1. */
  find(key: number): number {
    const slot = this.#probe(key | 0);
    return this.#stamps[slot] === this.#stamp ? this.#entries[slot] : -1;
  }

  /** The entry of a key, or -1 where it was new and now is the last entry. */
  slot(key: number): number {
    const slot = this.#probe(key | 0);
    if (this.#stamps[slot] === this.#stamp) return this.#entries[slot];
    this.#keys[slot] = key | 0;
    this.#stamps[slot] = this.#stamp;
    this.#entries[slot] = this.#count++;
    if (this.#count * 2 > this.#keys.length) this.#grow();
    return -1;
  }

  #probe(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = (Math.imul(key ^ (key >>> 15), 0x85ebca6b) >>> 7) & mask;
    while (this.#stamps[slot] === this.#stamp && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, entries, stamps] = [this.#keys, this.#entries, this.#stamps];
    this.#keys = new Int32Array(keys.length * 2);
    this.#entries = new Int32Array(keys.length * 2);
    this.#stamps = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (stamps[i] !== this.#stamp) continue;
      const slot = this.#probe(keys[i]);
      this.#keys[slot] = keys[i];
      this.#entries[slot] = entries[i];
      this.#stamps[slot] = this.#stamp;
    }
  }
}
