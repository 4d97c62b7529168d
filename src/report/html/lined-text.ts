import { LineTable } from '../../core/tokens/line-table.ts';

/** A text by its lines. */
export class LinedText {
  readonly lines: readonly string[];
  /** The UTF-16 offset of each line. */
  readonly starts: readonly number[];
  readonly table: LineTable;

  constructor(text: string) {
    const parts = text.split(/(\r\n|\r|\n)/);
    // A line end at the very end opens no further line.
    if (parts.length > 1 && parts.at(-1) === '') parts.length -= 2;
    this.lines = parts.filter((_, i) => i % 2 === 0);
    let offset = 0;
    this.starts = parts.map((part) => (offset += part.length) - part.length).filter((_, i) => i % 2 === 0);
    this.table = new LineTable(text);
  }
}

/** Texts by their lines, each parted once: many findings may be in one file. */
export function linedTexts(): (text: string) => LinedText {
  const known = new Map<string, LinedText>();
  return (text) => {
    const lined = known.get(text) ?? new LinedText(text);
    known.set(text, lined);
    return lined;
  };
}
