import type { Trace } from '../../src/core/match/trace.ts';
import { cpuMicroseconds } from './clock.ts';

/**
 * Splits the time of a check through its trace: up to each span's event it looks up, up to each alignment's it aligns and weighs,
 * then it looks for texts, and after that it writes findings. What comes before the first span is looking up too: subtract the fingerprints.
 */
export class MatchTimes implements Trace {
  lookUp = 0;
  align = 0;
  compose = 0;
  report = 0;
  /** Candidates that were aligned. */
  aligned = 0;
  /** Distinct keys that were looked up, of all spans. */
  keys = 0;
  #last = cpuMicroseconds();

  span(...[, lookup]: Parameters<Trace['span']>): void {
    this.lookUp += this.#lap();
    this.keys += lookup.keys;
  }

  compositions(): void {
    this.compose += this.#lap();
  }

  alignment(): void {
    this.align += this.#lap();
    this.aligned++;
  }

  end(): void {
    this.report += this.#lap();
  }

  #lap(): number {
    const now = cpuMicroseconds();
    const lap = now - this.#last;
    this.#last = now;
    return lap;
  }
}
