/**
 * Does work that Ctrl-C and SIGTERM stop through the signal: then `told` goes to standard error, the program ends by that signal (130 or 143 in a
 * shell), and there is no result. Whoever doesn't want to wait for that sends another, which ends the program where it stands.
 */
export async function stoppable<Result>(work: (signal: AbortSignal) => Promise<Result>, told: () => string): Promise<Result | null> {
  const stopping = new AbortController();
  let stoppedBy: keyof typeof EXIT_CODES | null = null;
  const stop = (name: keyof typeof EXIT_CODES): void => {
    forget(); // without a listener a signal ends the program, even while it is busy
    stoppedBy = name;
    stopping.abort();
  };
  const forget = (): void => {
    for (const name of SIGNALS) process.off(name, stop);
  };
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await work(stopping.signal);
  } catch (error) {
    if (stoppedBy === null || error !== stopping.signal.reason) throw error;
    endBy(stoppedBy, `nearcopy: ${told()}\n`);
    return null;
  } finally {
    forget();
  }
}

/**
 * Ends the program by the signal, which shells tell as 128 and its number: at an end of its own it would wait for V8 to compile the grammars
 * that were in use, for seconds. Windows has no signals that a parent could see.
 */
function endBy(name: keyof typeof EXIT_CODES, told: string): void {
  process.exitCode = EXIT_CODES[name];
  // What was printed so far goes out first.
  process.stdout.write('', () => process.stderr.write(told, () => process.platform === 'win32' || process.kill(process.pid, name)));
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };
