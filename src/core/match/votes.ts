/**
 * Adds up votes for units. Its size is that of what has been voted for, not that of the index: a table of all units of a large index would be
 * in no processor's cache. Emptied in the time that its filling took.
 */
export class Votes {
  /** Open addressing. Of each slot 1 + the unit, 0 where it is free; and beside it, in the same memory, its votes. */
  #units = new Int32Array(2 << 10);
  #votes = new Float32Array(this.#units.buffer);
  /** The slots that are taken, in the order of the first votes. */
  #taken = new Int32Array(1 << 9);
  #count = 0;

  /** Units with votes. */
  get size(): number {
    return this.#count;
  }

  /** `votes` above 0. */
  add(unit: number, votes: number): void {
    const slot = this.#slot(unit);
    if (this.#units[slot] === 0) {
      this.#units[slot] = unit + 1;
      this.#votes[slot + 1] = votes;
      this.#taken[this.#count++] = slot;
      if (this.#count === this.#taken.length) this.#grow();
    } else this.#votes[slot + 1] += votes;
  }

  /** 0 for a unit without votes. */
  of(unit: number): number {
    const slot = this.#slot(unit);
    return this.#units[slot] === 0 ? 0 : this.#votes[slot + 1];
  }

  /** The units with so many votes at least, in the order of their first ones. */
  atLeast(wanted: number): number[] {
    const units: number[] = [];
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#taken[i];
      if (this.#votes[slot + 1] >= wanted) units.push(this.#units[slot] - 1);
    }
    return units;
  }

  clear(): this {
    for (let i = 0; i < this.#count; i++) this.#units[this.#taken[i]] = 0;
    this.#count = 0;
    return this;
  }

  /** Where the slot of a unit begins, or a free one for it. */
  #slot(unit: number): number {
    const units = this.#units;
    const mask = units.length - 2;
    let slot = (Math.imul(unit, 0x9e3779b1) >>> 7) & mask;
    while (units[slot] !== 0 && units[slot] !== unit + 1) slot = (slot + 2) & mask;
    return slot;
  }

  #grow(): void {
    const [units, votes, taken] = [this.#units, this.#votes, this.#taken];
    this.#units = new Int32Array(units.length * 2);
    this.#votes = new Float32Array(this.#units.buffer);
    this.#taken = new Int32Array(taken.length * 2);
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#slot(units[taken[i]] - 1);
      this.#units[slot] = units[taken[i]];
      this.#votes[slot + 1] = votes[taken[i] + 1];
      this.#taken[i] = slot;
    }
  }
}
