/**
 * Walks groups of equal keys in increasing order of the key. After `next` has returned true, `key` (unsigned) and `count` describe
 * the group, and `ids` holds its ids, increasing, in the first `count` elements; until the next call. Nothing is allocated for a group.
 */
export interface KeyCursor {
  readonly key: number;
  readonly count: number;
  readonly ids: Uint32Array;
  next(): boolean;
}

/** Pairs are kept as key * 2^20 + id: exact in a double, and sorted by key and then by id as they stand. */
const ID_SPACE = 2 ** 20;

/** Collects pairs of a 32-bit key and an id below 2^20 in any order, and gives them back grouped; equal pairs count once. */
export class PairCollector {
  #pairs = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(key: number, id: number): void {
    if (this.#length === this.#pairs.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    this.#pairs[this.#length++] = (key >>> 0) * ID_SPACE + id;
  }

  cursor(): KeyCursor {
    return new PairCursor(this.#pairs.subarray(0, this.#length).sort());
  }

  /** How many different keys there are. */
  distinctKeys(): number {
    const pairs = this.#pairs.subarray(0, this.#length).sort();
    let distinct = 0;
    for (let i = 0, last = -1; i < pairs.length; i++) {
      const key = Math.floor(pairs[i]! / ID_SPACE);
      if (key !== last) distinct++;
      last = key;
    }
    return distinct;
  }
}

class PairCursor implements KeyCursor {
  key = 0;
  count = 0;
  ids = new Uint32Array(64);
  readonly #pairs: Float64Array;
  #at = 0;

  constructor(pairs: Float64Array) {
    this.#pairs = pairs;
  }

  next(): boolean {
    const pairs = this.#pairs;
    if (this.#at >= pairs.length) return false;
    this.key = Math.floor(pairs[this.#at]! / ID_SPACE);
    this.count = 0;
    const base = this.key * ID_SPACE;
    for (const limit = base + ID_SPACE; this.#at < pairs.length && pairs[this.#at]! < limit; this.#at++) {
      const id = pairs[this.#at]! - base;
      if (this.count > 0 && this.ids[this.count - 1] === id) continue;
      if (this.count === this.ids.length) this.ids = grow(this.ids);
      this.ids[this.count++] = id;
    }
    return true;
  }
}

/** Marks an id that a map leaves out. */
export const DROPPED = 0xffffffff;

/** One of the inputs of a merge: its groups, and what its ids become. The map keeps the order of ids. */
export interface MappedCursor {
  readonly cursor: KeyCursor;
  readonly map: Uint32Array;
}

/** Merges the groups of several cursors whose mapped ids increase from one cursor to the next; groups left without ids are passed over. */
export class MergeCursor implements KeyCursor {
  key = 0;
  count = 0;
  ids = new Uint32Array(64);
  readonly #inputs: MappedCursor[];

  constructor(inputs: readonly MappedCursor[]) {
    this.#inputs = inputs.filter(({ cursor }) => cursor.next());
  }

  next(): boolean {
    while (this.#inputs.length > 0) {
      this.#gather();
      if (this.count > 0) return true;
    }
    return false;
  }

  #gather(): void {
    let key = Infinity;
    for (const { cursor } of this.#inputs) if (cursor.key < key) key = cursor.key;
    this.key = key;
    this.count = 0;
    for (let i = 0; i < this.#inputs.length; i++) {
      const { cursor, map } = this.#inputs[i]!;
      if (cursor.key !== key) continue;
      this.#append(cursor, map);
      if (!cursor.next()) this.#inputs.splice(i--, 1);
    }
  }

  #append(cursor: KeyCursor, map: Uint32Array): void {
    while (this.count + cursor.count > this.ids.length) this.ids = grow(this.ids);
    for (let i = 0; i < cursor.count; i++) {
      const id = map[cursor.ids[i]!]!;
      if (id !== DROPPED) this.ids[this.count++] = id;
    }
  }
}

function grow(ids: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(ids.length * 2);
  grown.set(ids);
  return grown;
}
