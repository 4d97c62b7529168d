/** A thing that is asked for, and the promise of it: the taker awaits it, and is done with it when it asks for the next one. */
export interface Ahead<Request, Opened> {
  readonly request: Request;
  readonly opened: Promise<Opened>;
}

/**
 * Opens what is asked for, in order, `ahead` of them before they are taken: downloads then go on while the one before is worked on. What was
 * opened is given back through `close`: each when the taker asks for the next one, all that are left when it stops.
 */
export async function* openAhead<Request, Opened>(requests: readonly Request[], ahead: number, open: (request: Request) => Promise<Opened>, close: (opened: Opened) => Promise<void>): AsyncGenerator<Ahead<Request, Opened>> {
  const held: Ahead<Request, Opened>[] = [];
  const giveBack = ({ opened }: Ahead<Request, Opened>): Promise<void> => opened.then(close, () => undefined);
  let next = 0;
  try {
    for (;;) {
      while (next < requests.length && held.length <= ahead) {
        const request = requests[next++];
        const opened = open(request);
        opened.catch(() => undefined); // is awaited in its turn
        held.push({ request, opened });
      }
      if (held.length === 0) return;
      yield held[0];
      await giveBack(held.shift()!);
    }
  } finally {
    await Promise.all(held.map(giveBack));
  }
}
