/** A replacement in a text, in lines of the text before it: 0-based, inclusive. */
export interface LineChange {
  readonly startLine: number;
  readonly endLine: number;
  /** Whether it begins at the beginning of its first line. */
  readonly atLineStart: boolean;
  /** Line breaks in what was put in. */
  readonly breaks: number;
}

/** Whether anything can be on another line after a change. */
export const movesLines = ({ startLine, endLine, breaks }: LineChange): boolean => breaks > 0 || startLine < endLine;

interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Where lines (1-based, inclusive) are after changes that were made one after the other: changes above move them, changes inside
 * stretch or shrink them. Null where they were replaced as a whole.
 */
export function movedLines<Item extends Lines>(item: Item, changes: readonly LineChange[]): Item | null {
  let { startLine, endLine } = item;
  for (const { startLine: first, endLine: last, atLineStart, breaks } of changes) {
    const from = first + 1;
    const to = last + 1;
    const by = breaks - (to - from);
    if (from > endLine) continue;
    const beginsAbove = from < startLine || (from === startLine && atLineStart);
    if (to < startLine || (to === startLine && beginsAbove)) [startLine, endLine] = [startLine + by, endLine + by];
    else if (beginsAbove && to > endLine) return null;
    else if (from < startLine) [startLine, endLine] = [from + breaks, endLine + by];
    else endLine = Math.max(startLine, to > endLine ? from : endLine + by);
  }
  return { ...item, startLine, endLine: Math.max(startLine, endLine) };
}
