/** The first unit of each file of a segment, four bytes a file: what file a unit stands in, without a search. */
export class FirstUnits {
  readonly #first: Uint32Array;
  /** Of the first unit of each block: its file. */
  readonly #files: Uint32Array;

  /** `first`: of each file, never falling; there are `units` in all. */
  constructor(first: Uint32Array, units: number) {
    this.#first = first;
    this.#files = new Uint32Array(Math.ceil(units / BLOCK));
    for (let block = 0, file = 0; block < this.#files.length; block++) this.#files[block] = file = this.#from(file, block * BLOCK);
  }

  of(file: number): number {
    return this.#first[file]!;
  }

  /** The last file that begins at or before a unit: files without units share their first unit with the file after them. */
  fileOf(unit: number): number {
    return this.#from(this.#files[Math.floor(unit / BLOCK)]!, unit);
  }

  /** The same from a file on that begins no later. */
  #from(file: number, unit: number): number {
    const first = this.#first;
    while (file + 1 < first.length && first[file + 1]! <= unit) file++;
    return file;
  }
}

/** Units. A look-up finds those of twenty to forty units all over an index: a search by halves would miss the near caches five times for each. */
const BLOCK = 64;
