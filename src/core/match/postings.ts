import type { SegmentReader } from '../index/contract.ts';
import { StampedMap } from './stamped-set.ts';

/**
 * The units filed under keys in all segments, which are numbered through: a segment's units follow those of the segment before it. Every
 * key is looked up once, until they are cleared.
 */
export class Postings {
  /** Of an entry, as `find` gives it: units in all, and where they begin in `units`; -1 where they are too many to be read. */
  readonly counts: number[] = [];
  readonly starts: number[] = [];
  units = new Int32Array(1 << 12);
  readonly #segments: readonly SegmentReader[];
  readonly #firsts: readonly number[];
  readonly #entries = new StampedMap();
  readonly #ids: number[] = [];
  #end = 0;

  /** `firsts`: the number of each segment's first unit. */
  constructor(segments: readonly SegmentReader[], firsts: readonly number[]) {
    this.#segments = segments;
    this.#firsts = firsts;
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
    for (const segment of this.#segments) count += segment.count(key);
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
    this.#segments.forEach((segment, at) => {
      ids.length = 0;
      segment.lookup(key, ids);
      for (const id of ids) this.units[this.#end++] = this.#firsts[at] + id;
    });
  }
}
