import type { Container } from './container.ts';
import type { Lines } from './lines.ts';

/** Reads a file from front to back in long lines, past the cache, of which nothing would be wanted again. */
export class ReadAhead implements Lines {
  readonly view: DataView;
  readonly lineSize = LINE_SIZE;
  readonly beyond = BEYOND;
  readonly turn = 0;
  readonly #container: Container;
  readonly #bytes = new Uint8Array(LINE_SIZE + BEYOND);
  #start = -1;

  constructor(container: Container) {
    this.#container = container;
    this.view = new DataView(this.#bytes.buffer);
  }

  at(offset: number): number {
    const start = Math.floor(offset / LINE_SIZE) * LINE_SIZE;
    if (start !== this.#start) {
      this.#bytes.set(this.#container.stretch(start, LINE_SIZE + BEYOND));
      this.#start = start;
    }
    return offset - start;
  }
}

/** Sixteen pages, and what a group that begins in the last of them may want to look at. */
const LINE_SIZE = 2 ** 16;
const BEYOND = 8;
