import { StampedMap } from './stamped-set.ts';
import type { UnitPlaces } from './unit-places.ts';

/** The units filed under keys in all segments, as they are numbered through. Every key is looked up once, until they are cleared. */
export class Postings {
  /** Another array once more has been read. */
  units = new Int32Array(1 << 12);
  readonly #places: UnitPlaces;
  readonly #entries = new StampedMap();
  #found = 0;
  /** Of each entry that was found: units in all; its key; where its units begin, -1 where they have not been read. */
  #counts = new Int32Array(1 << 8);
  #keys = new Int32Array(1 << 8);
  #starts = new Int32Array(1 << 8);
  #end = 0;

  constructor(places: UnitPlaces) {
    this.#places = places;
  }

  clear(): this {
    this.#entries.clear();
    this.#found = this.#end = 0;
    return this;
  }

  /** The entry of a key. Its units are read along with their count, which saves a search, where there are no more than `most`. */
  find(key: number, most: number): number {
    const known = this.#entries.set(key, this.#found);
    if (known !== undefined) return known;
    const entry = this.#found++;
    if (entry === this.#counts.length) this.#grow();
    const { places } = this.#places;
    let count = 0;
    for (let i = 0; i < places.length; i++) count += places[i].segment.count(key);
    this.#counts[entry] = count;
    this.#keys[entry] = key;
    this.#starts[entry] = count > most ? -1 : count === 0 ? 0 : this.#read(key, count);
    return entry;
  }

  /** Units of an entry in all. */
  count(entry: number): number {
    return this.#counts[entry];
  }

  /** Where the units of an entry begin in `units`: as many as it counts. */
  start(entry: number): number {
    if (this.#starts[entry] < 0) this.#starts[entry] = this.#read(this.#keys[entry], this.#counts[entry]);
    return this.#starts[entry];
  }

  #read(key: number, count: number): number {
    const start = this.#end;
    if (start + count > this.units.length) this.units = copied(this.units, (start + count) * 2);
    const { units } = this;
    for (const { segment, first } of this.#places.places) {
      const from = this.#end;
      this.#end += segment.count(key);
      segment.lookup(key, units, from);
      if (first > 0) for (let i = from; i < this.#end; i++) units[i] += first;
    }
    return start;
  }

  #grow(): void {
    const size = this.#counts.length * 2;
    this.#counts = copied(this.#counts, size);
    this.#keys = copied(this.#keys, size);
    this.#starts = copied(this.#starts, size);
  }
}

function copied(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(size);
  copy.set(numbers);
  return copy;
}
