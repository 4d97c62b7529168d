/** Equal tokens a[aAt .. aAt+length) and b[bAt .. bAt+length). */
export interface Run {
  readonly aAt: number;
  readonly bAt: number;
  readonly length: number;
}

/** Two token ranges to compare, half-open: `a` of the query, `b` of the indexed file. */
export interface Sides {
  readonly a: Uint8Array;
  readonly aStart: number;
  readonly aEnd: number;
  readonly b: Uint8Array;
  readonly bStart: number;
  readonly bEnd: number;
  /** What a matched token of `a` is worth, in bits, at `a`'s positions. */
  readonly worth: Float32Array;
  /** What it adds, in bits, that the tokens at these places bear the same text. */
  readonly sameText: (aAt: number, bAt: number) => number;
}

/** Maximal runs of two ranges, as columns. */
export class Runs {
  count = 0;
  /** Worth of the best runs that had to go; what is worth no more is not taken any longer. */
  #gone = -1;
  readonly aAt = new Int32Array(MOST_RUNS);
  readonly bAt = new Int32Array(MOST_RUNS);
  readonly length = new Int32Array(MOST_RUNS);
  /** Bits. */
  readonly worth = new Float64Array(MOST_RUNS);
  readonly #sorted = new Float64Array(MOST_RUNS);

  clear(): void {
    this.count = 0;
    this.#gone = -1;
  }

  add(aAt: number, bAt: number, length: number, worth: number): void {
    if (worth <= this.#gone) return;
    if (this.count === MOST_RUNS) this.keepBest(MOST_RUNS / 4);
    const at = this.count++;
    this.aAt[at] = aAt;
    this.bAt[at] = bAt;
    this.length[at] = length;
    this.worth[at] = worth;
  }

  /** Bits of the run that is worth the most; 0 without any. */
  most(): number {
    let most = 0;
    for (let at = 0; at < this.count; at++) if (this.worth[at] > most) most = this.worth[at];
    return most;
  }

  /** Keeps the `most` runs that are worth the most, in their order; of equal ones the earlier. */
  keepBest(most: number): void {
    if (this.count <= most) return;
    const { aAt, bAt, length, worth } = this;
    const sorted = this.#sorted.subarray(0, this.count);
    sorted.set(worth.subarray(0, this.count));
    sorted.sort();
    const least = sorted[this.count - most];
    this.#gone = sorted[this.count - most - 1];
    // So many of those that are worth exactly `least` find room.
    let equals = 0;
    while (equals < most && sorted[this.count - most + equals] === least) equals++;
    let kept = 0;
    for (let at = 0; at < this.count; at++) {
      if (worth[at] < least || (worth[at] === least && equals-- <= 0)) continue;
      aAt[kept] = aAt[at];
      bAt[kept] = bAt[at];
      length[kept] = length[at];
      worth[kept++] = worth[at];
    }
    this.count = kept;
  }

  /** Puts the runs in order of `bAt`. They nearly are: a seed is met in order, but its run may begin before it. */
  order(): void {
    const { aAt, bAt, length, worth } = this;
    for (let at = 1; at < this.count; at++) {
      const [a, b, tokens, bits] = [aAt[at], bAt[at], length[at], worth[at]];
      let to = at;
      for (; to > 0 && bAt[to - 1] > b; to--) {
        aAt[to] = aAt[to - 1];
        bAt[to] = bAt[to - 1];
        length[to] = length[to - 1];
        worth[to] = worth[to - 1];
      }
      aAt[to] = a;
      bAt[to] = b;
      length[to] = tokens;
      worth[to] = bits;
    }
  }
}

/** What equal texts add to a run. */
export function bitsOfTexts(sameText: Sides['sameText'], aAt: number, bAt: number, length: number): number {
  let bits = 0;
  for (let t = 0; t < length; t++) bits += sameText(aAt + t, bAt + t);
  return bits;
}

const MOST_RUNS = 1024;
