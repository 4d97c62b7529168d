/** Adds up votes for units that are numbered from 0. Made once for an index; emptied in the time that its filling took. */
export class Votes {
  readonly #votes: Float32Array;
  #voted = new Int32Array(1 << 10);
  #count = 0;

  constructor(units: number) {
    this.#votes = new Float32Array(units);
  }

  /** Units with votes. */
  get size(): number {
    return this.#count;
  }

  /** `votes` above 0. */
  add(unit: number, votes: number): void {
    const before = this.#votes[unit];
    this.#votes[unit] = before + votes;
    if (before > 0) return;
    if (this.#count === this.#voted.length) {
      const grown = new Int32Array(this.#count * 2);
      grown.set(this.#voted);
      this.#voted = grown;
    }
    this.#voted[this.#count++] = unit;
  }

  of(unit: number): number {
    return this.#votes[unit];
  }

  /** The units with so many votes at least, in the order of their first ones. */
  atLeast(wanted: number): number[] {
    const units: number[] = [];
    for (let i = 0; i < this.#count; i++) if (this.#votes[this.#voted[i]] >= wanted) units.push(this.#voted[i]);
    return units;
  }

  clear(): this {
    for (let i = 0; i < this.#count; i++) this.#votes[this.#voted[i]] = 0;
    this.#count = 0;
    return this;
  }
}
