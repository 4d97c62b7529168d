import { StampedMap } from './stamped-set.ts';
import type { UnitPlaces } from './unit-places.ts';

/** The units filed under keys in all segments, as they are numbered through. Every key is looked up once, until they are cleared. */
export class Postings {
  /** Of an entry, as `find` gives it: units in all. */
  readonly counts: number[] = [];
  units = new Int32Array(1 << 12);
  readonly #places: UnitPlaces;
  readonly #entries = new StampedMap();
  readonly #keys: number[] = [];
  /** Where the units of an entry begin; -1 where they have not been read. */
  readonly #starts: number[] = [];
  readonly #ids: number[] = [];
  #end = 0;

  constructor(places: UnitPlaces) {
    this.#places = places;
  }

  clear(): this {
    this.#entries.clear();
    this.counts.length = this.#keys.length = this.#starts.length = this.#end = 0;
    return this;
  }

  /** The entry of a key. Its units are read along with their count, which saves a search, where there are no more than `most`. */
  find(key: number, most: number): number {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = this.counts.length;
    this.#entries.set(key, entry);
    let count = 0;
    for (const { segment } of this.#places.places) count += segment.count(key);
    this.counts.push(count);
    this.#keys.push(key);
    this.#starts.push(count > most ? -1 : count === 0 ? 0 : this.#read(key, count));
    return entry;
  }

  /** Where the units of an entry begin in `units`: as many as it counts. */
  start(entry: number): number {
    if (this.#starts[entry] < 0) this.#starts[entry] = this.#read(this.#keys[entry], this.counts[entry]);
    return this.#starts[entry];
  }

  #read(key: number, count: number): number {
    const start = this.#end;
    if (start + count > this.units.length) {
      const grown = new Int32Array((start + count) * 2);
      grown.set(this.units);
      this.units = grown;
    }
    const ids = this.#ids;
    for (const { segment, first } of this.#places.places) {
      ids.length = 0;
      segment.lookup(key, ids);
      for (const id of ids) this.units[this.#end++] = first + id;
    }
    return start;
  }
}
