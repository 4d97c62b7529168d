import { cpuMicroseconds } from './clock.ts';
import { median } from './median.ts';

/** What the rounds of one stage took, in microseconds of processor time. */
export interface Times {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Times of the stages of one language, summed up over its files in each round. */
export class Rounds<Stage extends string> {
  readonly #rounds: Map<Stage, number>[] = [];

  begin(): void {
    this.#rounds.push(new Map());
  }

  /** Forgets the rounds so far, in which the code was still being compiled. */
  forget(): void {
    this.#rounds.length = 0;
  }

  /** Runs an action as a part of a stage, and returns what it returns. */
  time<Result>(stage: Stage, action: () => Result): Result {
    const started = cpuMicroseconds();
    const result = action();
    this.add(stage, cpuMicroseconds() - started);
    return result;
  }

  async timeAsync<Result>(stage: Stage, action: () => Promise<Result>): Promise<Result> {
    const started = cpuMicroseconds();
    const result = await action();
    this.add(stage, cpuMicroseconds() - started);
    return result;
  }

  add(stage: Stage, microseconds: number): void {
    const round = this.#rounds[this.#rounds.length - 1];
    round.set(stage, (round.get(stage) ?? 0) + microseconds);
  }

  of(stage: Stage): Times {
    const times = this.#with(stage).map((round) => round.get(stage)!);
    return { median: median(times), least: Math.min(...times), most: Math.max(...times) };
  }

  /** How many times longer one stage takes than another: the median of what it is in each round, since what slows a machine down for a while slows both. */
  ratio(stage: Stage, base: Stage): number {
    return median(this.#with(stage).map((round) => round.get(stage)! / round.get(base)!));
  }

  /** The rounds that a stage was part of. */
  #with(stage: Stage): readonly ReadonlyMap<Stage, number>[] {
    return this.#rounds.filter((round) => round.has(stage));
  }
}
