/** Where the lines of a text begin. Offsets are UTF-16, rows count from 0. CRLF, LF and a lone CR end a line. */
export class LineTable {
  readonly #starts: Uint32Array;

  constructor(text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
    }
    this.#starts = Uint32Array.from(starts);
  }

  /** The row that holds the character at an offset. */
  rowOf(offset: number): number {
    let low = 0;
    for (let high = this.#starts.length; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

const LF = 10;
const CR = 13;
