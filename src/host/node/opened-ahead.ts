/** A thing that is asked for, and the promise of it, which the taker awaits. */
export interface Ahead<Request, Opened> {
  readonly request: Request;
  readonly opened: Promise<Opened>;
}

/**
 * Opens what is asked for, in order, `ahead` of them before they are taken: downloads then go on while the one before is worked on. What was
 * opened and not taken when the taker stops is given back through `close`.
 */
export async function* openAhead<Request, Opened>(requests: readonly Request[], ahead: number, open: (request: Request) => Promise<Opened>, close: (opened: Opened) => Promise<void>): AsyncGenerator<Ahead<Request, Opened>> {
  const waiting: Ahead<Request, Opened>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (next < requests.length && waiting.length <= ahead) {
        const request = requests[next++];
        const opened = open(request);
        opened.catch(() => undefined); // is awaited in its turn
        waiting.push({ request, opened });
      }
      const first = waiting.shift();
      if (first === undefined) return;
      yield first;
    }
  } finally {
    await Promise.all(waiting.map(({ opened }) => opened.then(close, () => undefined)));
  }
}
