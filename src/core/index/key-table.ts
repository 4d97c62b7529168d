import { ByteReader } from './byte-reader.ts';
import type { Container, Section } from './container.ts';
import { corrupt } from './errors.ts';
import type { KeyCursor } from './key-cursor.ts';
import { KeyGroups } from './key-groups.ts';
import type { Lines } from './lines.ts';
import { ReadAhead } from './read-ahead.ts';

const TRAILER_SIZE = 24;

/** Reads a key table (index/FORMAT.md, section 4) in place: a look-up takes two directory entries and the groups before its own. */
export class KeyTable {
  /** Distinct keys. */
  readonly keys: number;
  /** Sum of the counts. */
  readonly entries: number;
  readonly bucketBits: number;
  readonly idBits: number;
  /** Ids are below it; 0 in a table of counts only. */
  readonly idLimit: number;
  readonly #container: Container;
  readonly #stream: number;
  readonly #directory: number;
  readonly #bits: number;
  readonly #rice: number;
  readonly #groups: KeyGroups;
  /** The bits of a key that don't tell its bucket. */
  readonly #below: number;
  #sought = -1;
  #found = false;

  constructor(container: Container, section: Section, idLimit: number) {
    const trailer = new ByteReader(container.bytes(section, section.length - TRAILER_SIZE, TRAILER_SIZE), container.name);
    this.bucketBits = trailer.u8();
    this.#rice = trailer.u8();
    this.idBits = trailer.u8();
    trailer.u8();
    this.keys = trailer.u32();
    this.entries = trailer.u64();
    const stream = trailer.u64();
    this.#below = this.bucketBits === 0 ? -1 : (1 << (32 - this.bucketBits)) - 1;
    this.idLimit = idLimit;
    this.#container = container;
    this.#stream = section.offset;
    this.#directory = section.offset + stream;
    this.#bits = (stream - 8) * 8;
    if (this.bucketBits > 24 || this.#rice > 31 || this.idBits !== idBitsFor(idLimit)) throw corrupt(container.name, 'a key table has impossible parameters');
    if (stream < 8 || stream % 8 !== 0 || stream + (2 ** this.bucketBits + 1) * 4 + TRAILER_SIZE !== section.length) throw corrupt(container.name, 'a key table contradicts its size');
    if (this.keys > this.#bits || this.keys > this.entries) throw corrupt(container.name, 'a key table claims more keys than it has room for');
    this.#groups = this.groups(container);
  }

  /** The count of a key, or 0. */
  count(key: number): number {
    return this.#seek(key >>> 0) ? this.#groups.count : 0;
  }

  /** Writes the ids of a key, in increasing order, from a place on; there has to be room for all. */
  lookup(key: number, into: Int32Array, at = 0): void {
    if (!this.#seek(key >>> 0)) return;
    const groups = this.#groups;
    const { count } = groups;
    if (at + count > into.length) throw new RangeError(`there is no room for ${count} ids`);
    for (let i = 0, bit = groups.idsAt; i < count; i++, bit += this.idBits) into[at + i] = groups.id(bit, this.idLimit);
  }

  /** The bit of the stream at which a bucket begins; that of the bucket after the last is the length of the stream. */
  bucketStart(bucket: number): number {
    const at = this.#container.u32(this.#directory + bucket * 4);
    if (at > this.#bits) throw corrupt(this.#container.name, 'a key table points outside of its stream');
    return at;
  }

  /** A decoder of the stream with a state of its own. */
  groups(lines: Lines): KeyGroups {
    return new KeyGroups(lines, this.#container.name, this.#stream, this.#rice, this.idBits, this.idLimit);
  }

  /** All groups in order. */
  cursor(): KeyCursor {
    return new TableCursor(this, this.groups(new ReadAhead(this.#container)));
  }

  /** A count is mostly followed by a look-up of the same key. */
  #seek(key: number): boolean {
    if (key !== this.#sought) {
      this.#sought = -1; // a search that fails leaves nothing to answer from
      this.#found = this.#search(key);
      this.#sought = key;
    }
    return this.#found;
  }

  #search(key: number): boolean {
    const bucket = this.bucketBits === 0 ? 0 : key >>> (32 - this.bucketBits);
    const end = this.bucketStart(bucket + 1);
    return this.#groups.seek(this.bucketStart(bucket), end, (key & this.#below) >>> 0);
  }
}

/** The bits that ids below a limit take. */
export function idBitsFor(limit: number): number {
  return limit <= 1 ? 0 : 32 - Math.clz32(limit - 1);
}

class TableCursor implements KeyCursor {
  key = 0;
  count = 0;
  ids = new Uint32Array(64);
  readonly #table: KeyTable;
  readonly #groups: KeyGroups;
  #bucket = -1;
  #at = 0;
  #end = 0;
  #last = -1;

  constructor(table: KeyTable, groups: KeyGroups) {
    this.#table = table;
    this.#groups = groups;
  }

  next(): boolean {
    const groups = this.#groups;
    while (this.#at >= this.#end) {
      if (this.#bucket + 1 >= 2 ** this.#table.bucketBits) return false;
      this.#bucket++;
      this.#at = this.#table.bucketStart(this.#bucket);
      this.#end = this.#table.bucketStart(this.#bucket + 1);
      this.#last = this.#bucket * 2 ** (32 - this.#table.bucketBits) - 1;
    }
    this.#at = groups.read(this.#at, this.#end, this.#last);
    this.#last = groups.key;
    this.key = groups.key;
    this.count = groups.count;
    if (this.#table.idLimit > 0) this.#readIds();
    return true;
  }

  #readIds(): void {
    const { idLimit, idBits } = this.#table;
    if (this.count > this.ids.length) this.ids = new Uint32Array(this.count * 2);
    for (let i = 0, at = this.#groups.idsAt; i < this.count; i++, at += idBits) this.ids[i] = this.#groups.id(at, idLimit);
  }
}
