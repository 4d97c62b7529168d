import { cells, cut, printable } from '../report/cells.ts';

export interface Progress {
  start(label: string, total: number): void;
  /** `n` more are done; `detail` is what was done last, such as a file's name. */
  tick(n: number, detail?: string): void;
  /** Prints something where the bar stands, and the bar again below it. */
  aside(print: () => void): void;
  /** Wipes the bar, so that what is printed next starts on a clean line. */
  stop(): void;
}

/** What a terminal's stream must offer: process.stderr does. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** A one-line progress bar. Writes nothing at all where the stream is no terminal: logs and pipes stay clean. */
export function createProgress(stream: ProgressStream, { enabled }: { readonly enabled: boolean }): Progress {
  if (!enabled || !stream.isTTY) return { start() {}, tick() {}, aside: (print) => print(), stop() {} };
  let label = '';
  let total = 0;
  let done = 0;
  let drawn = 0;
  let last = '';

  const draw = (detail: string) => {
    last = detail;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * barCells);
    const bar = total > 0 ? `${'█'.repeat(filled)}${'░'.repeat(barCells - filled)}  ${done}/${total}` : String(done);
    // One column stays free: a full last column makes some terminals wrap.
    const room = (stream.columns ?? 80) - 1;
    const head = `${label}  ${bar}`;
    const tail = detail ? `  ${cut(printable(detail), Math.max(0, room - cells(head) - 2), '…')}` : '';
    stream.write(`\r${cut(head + tail, room, '…')}${eraseRest}`);
    drawn = Date.now();
  };

  return {
    start(newLabel, newTotal) {
      label = printable(newLabel);
      total = newTotal;
      done = 0;
      draw('');
    },
    tick(n, detail = '') {
      done += n;
      // A terminal is slow and an eye slower; the last step is always shown.
      if (Date.now() - drawn >= 80 || done === total) draw(detail);
    },
    aside(print) {
      if (drawn === 0) return print();
      stream.write(`\r${eraseRest}`);
      print();
      draw(last);
    },
    stop() {
      stream.write(`\r${eraseRest}`);
    },
  };
}

const barCells = 24;
const eraseRest = '\x1b[K';
