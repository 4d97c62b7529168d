interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Puts questions together that come while others are being answered, for a program that takes long to start and answers several at a time.
 * `answer` gives a result for each question, in their order; where it rejects, all of them fail.
 */
export class Batcher<Question, Answer> {
  readonly #answer: (questions: readonly Question[]) => Promise<readonly PromiseSettledResult<Answer>[]>;
  readonly #most: number;
  readonly #waiting: Waiting<Question, Answer>[] = [];
  #isRunning = false;

  /** `most`: questions answered at a time. */
  constructor(most: number, answer: (questions: readonly Question[]) => Promise<readonly PromiseSettledResult<Answer>[]>) {
    this.#most = most;
    this.#answer = answer;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((answered, failed) => {
      this.#waiting.push({ question, answered, failed });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // What is asked at the same time is answered together from the first.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#most);
      try {
        const results = await this.#answer(batch.map(({ question }) => question));
        batch.forEach(({ answered, failed }, at) => {
          const result = results[at];
          if (result.status === 'fulfilled') answered(result.value);
          else failed(result.reason);
        });
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isRunning = false;
  }
}
