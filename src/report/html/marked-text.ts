import type { LinedText } from './lined-text.ts';

/** A range of UTF-16 offsets, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a line within the same run and the same name. -1: in none. */
export interface Segment {
  readonly text: string;
  readonly run: number;
  readonly name: number;
}

export interface MarkedLine {
  /** The run that covers the line from its first word to its last, or -1. */
  readonly run: number;
  readonly segments: readonly Segment[];
}

/** A text by its lines, with the runs and names of a match in each. */
export class MarkedText {
  readonly lines: readonly string[];
  readonly #text: LinedText;
  readonly #runs: Map<number, Mark[]>;
  readonly #names: Map<number, Mark[]>;

  constructor(text: LinedText, runs: readonly (Span | null)[], names: readonly (Span | null)[]) {
    this.#text = text;
    this.lines = text.lines;
    this.#runs = this.#byRow(marks(runs));
    this.#names = this.#byRow(innermost(marks(names)));
  }

  /** The lines of a span, 1-based and inclusive. */
  range({ from, to }: Span): { readonly start: number; readonly end: number } {
    const { table } = this.#text;
    return { start: 1 + table.rowOf(from), end: 1 + table.rowOf(Math.max(from, to - 1)) };
  }

  /** Numbers of the names that begin on a line. */
  namesOf(line: number): number[] {
    return (this.#names.get(line - 1) ?? []).filter(({ from }) => from >= this.#text.starts[line - 1]).map(({ number }) => number);
  }

  line(line: number): MarkedLine {
    const text = this.lines[line - 1];
    const start = this.#text.starts[line - 1];
    const runs = this.#runs.get(line - 1) ?? [];
    const names = this.#names.get(line - 1) ?? [];
    // Brackets and semicolons at the ends of a line leave no token.
    const saysNothing = (from: number, to: number) => !/[\p{L}\p{N}_$]/u.test(text.slice(Math.max(0, from - start), Math.max(0, to - start)));
    const whole = runs.find(({ from, to }) => saysNothing(start, from) && saysNothing(to, start + text.length));
    const borders = [...runs, ...names].flatMap(({ from, to }) => [from, to]).filter((at) => at > start && at < start + text.length);
    const cuts = [...new Set([start, ...borders, start + text.length])].sort((a, b) => a - b);
    let next = 0;
    const segments = cuts.slice(1).map((end, i): Segment => {
      const at = cuts[i];
      while (next < names.length && names[next].to <= at) next++;
      const name = next < names.length && names[next].from <= at ? names[next].number : -1;
      const run = runs.find(({ from, to }) => from <= at && at < to)?.number ?? -1;
      return { text: text.slice(at - start, end - start), run, name };
    });
    return { run: whole?.number ?? -1, segments };
  }

  #byRow(found: readonly Mark[]): Map<number, Mark[]> {
    const rows = new Map<number, Mark[]>();
    for (const mark of found) {
      const { start, end } = this.range(mark);
      for (let row = start - 1; row < end; row++) {
        const onRow = rows.get(row);
        if (onRow) onRow.push(mark);
        else rows.set(row, [mark]);
      }
    }
    return rows;
  }
}

/** The offsets of whole lines, 1-based and inclusive, without the last line's end. */
export function spanOfLines(text: string, startLine: number, endLine: number): Span {
  let [from, to] = [0, text.length];
  let line = 1;
  for (const end of text.matchAll(/\r\n|\r|\n/g)) {
    if (line === endLine) {
      to = end.index;
      break;
    }
    line++;
    if (line === startLine) from = end.index + end[0].length;
  }
  return { from, to };
}

interface Mark extends Span {
  readonly number: number;
}

const marks = (spans: readonly (Span | null)[]): Mark[] => spans.flatMap((span, number) => (span === null ? [] : [{ from: span.from, to: span.to, number }]));

/** Of names within others, such as those in a template literal, the inner ones. */
function innermost(found: readonly Mark[]): Mark[] {
  const ordered = [...found].sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Mark[] = [];
  for (const mark of ordered) {
    while (kept.length > 0 && kept[kept.length - 1].to > mark.from) kept.pop();
    kept.push(mark);
  }
  return kept;
}
