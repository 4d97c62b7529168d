const STEP_MS = 25;

export const delay = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks until the answer is neither undefined, null nor false, and gives it. Throws after `timeout` milliseconds, naming `what` was waited for. */
export async function until<T>(what: string, ask: () => T | undefined | null | false | Promise<T | undefined | null | false>, timeout = 15_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${timeout} ms`);
    await delay(STEP_MS);
  }
}
