import { cells } from './cells.ts';

/** A stretch of text in one style. A `solid` span is never broken over two lines at its spaces. */
export interface Span {
  readonly text: string;
  readonly style?: ((text: string) => string) | undefined;
  readonly solid?: boolean;
}

export interface FlowOptions {
  readonly width: number;
  /** Printed before the first line. Its columns count. */
  readonly lead?: string;
  /** Columns to leave free before every further line. */
  readonly indent?: number;
  /** Columns that the lead takes, where it holds colour. */
  readonly leadCells?: number;
}

/**
 * Spans set as a paragraph of lines no wider than `width`. Styles are applied after the breaking, so that colour never changes the
 * layout. Only a single word that is itself too long sticks out: paths and addresses stay whole, to be clicked and copied.
 */
export function flow(spans: readonly Span[], { width, lead = '', indent = 0, leadCells = cells(lead) }: FlowOptions): string[] {
  const lines: string[] = [];
  let line: Span[] = [];
  let used = leadCells;
  let start = lead;
  for (const word of words(spans)) {
    const size = word.reduce((sum, part) => sum + cells(part.text), 0);
    if (line.length > 0 && used + 1 + size > width) {
      lines.push(start + paint(line));
      line = [];
      start = ' '.repeat(indent);
      used = indent;
    }
    if (line.length > 0) {
      line.push({ text: ' ', style: line.at(-1)!.style === word[0].style ? word[0].style : undefined });
      used += 1;
    }
    line.push(...word);
    used += size;
  }
  lines.push(start + paint(line));
  return lines;
}

/** Words, each in one or more parts: `(` and `MIT` and `)` may have three styles and are one word. */
function words(spans: readonly Span[]): Span[][] {
  const found: Span[][] = [];
  let current: Span[] = [];
  for (const span of spans) {
    const pieces = span.solid ? [span.text] : span.text.split(' ');
    pieces.forEach((piece, i) => {
      if (i > 0 && current.length > 0) {
        found.push(current);
        current = [];
      }
      if (piece !== '') current.push({ text: piece, style: span.style });
    });
  }
  if (current.length > 0) found.push(current);
  return found;
}

/** One line painted, equal neighbours in one go so that the output isn't littered with escape codes. */
function paint(parts: readonly Span[]): string {
  let out = '';
  for (let i = 0; i < parts.length; ) {
    const style = parts[i].style;
    let text = '';
    while (i < parts.length && parts[i].style === style) text += parts[i++].text;
    out += style ? style(text) : text;
  }
  return out;
}
