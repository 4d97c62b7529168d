import { StampedMap } from './stamped-set.ts';
import type { UnitPlaces } from './unit-places.ts';

/** The units filed under keys in all segments, as they are numbered through. Every key is looked up once, until they are cleared. */
export class Postings {
  /** Of an entry, as `find` gives it: units in all, and where they begin in `units`; -1 where they are too many to be read. */
  readonly counts: number[] = [];
  readonly starts: number[] = [];
  units = new Int32Array(1 << 12);
  readonly #places: UnitPlaces;
  readonly #entries = new StampedMap();
  readonly #ids: number[] = [];
  #end = 0;

  constructor(places: UnitPlaces) {
    this.#places = places;
  }

  clear(): this {
    this.#entries.clear();
    this.counts.length = this.starts.length = this.#end = 0;
    return this;
  }

  /** The entry of a key, whose units are read unless there are more than `most`. */
  find(key: number, most: number): number {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = this.counts.length;
    this.#entries.set(key, entry);
    let count = 0;
    for (const { segment } of this.#places.places) count += segment.count(key);
    this.counts.push(count);
    this.starts.push(count > most ? -1 : this.#end);
    if (count > 0 && count <= most) this.#read(key, count);
    return entry;
  }

  #read(key: number, count: number): void {
    if (this.#end + count > this.units.length) {
      const grown = new Int32Array((this.#end + count) * 2);
      grown.set(this.units);
      this.units = grown;
    }
    const ids = this.#ids;
    for (const { segment, first } of this.#places.places) {
      ids.length = 0;
      segment.lookup(key, ids);
      for (const id of ids) this.units[this.#end++] = first + id;
    }
  }
}
