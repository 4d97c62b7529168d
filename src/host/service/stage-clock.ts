import type { Trace } from '../../core/match/trace.ts';
import type { CheckTimes } from './protocol.ts';

/** Takes the time of the stages of one check. What the matcher does between two alignments counts as looking for candidates, as does the search by texts. */
export class StageClock implements Trace {
  readonly #now: () => number;
  readonly #started: number;
  #analysed = 0;
  #last = 0;
  #candidates = 0;
  #alignment = 0;

  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#started = this.#analysed = this.#last = now();
  }

  /** The tokens are there. */
  analysed(): void {
    this.#analysed = this.#last = this.#now();
  }

  span(): void {
    this.#candidates += this.#lap();
  }

  compositions(): void {
    this.#candidates += this.#lap();
  }

  alignment(): void {
    this.#alignment += this.#lap();
  }

  /** The times until now. */
  times(): CheckTimes {
    const analyse = this.#analysed - this.#started;
    return { analyse, candidates: this.#candidates, alignment: this.#alignment, findings: this.#now() - this.#analysed - this.#candidates - this.#alignment };
  }

  #lap(): number {
    const now = this.#now();
    const lap = now - this.#last;
    this.#last = now;
    return lap;
  }
}
