import type { Severity } from '../../core/report.ts';
import { cut, printable } from '../cells.ts';
import { severities } from '../phrases.ts';
import { html, type Markup } from './markup.ts';

export type SeverityCounts = Readonly<Record<Severity, number>>;

export interface Bar {
  readonly label: string;
  readonly counts: SeverityCounts;
}

export interface BarChartOptions {
  /** An id of the page, for the names that a screen reader uses. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in a sentence. */
  readonly description: string;
}

/** Bars from left to right, cut into severities, with their counts. The table with the same figures is the caller's. */
export function barChart(bars: readonly Bar[], { id, title, description }: BarChartOptions): Markup {
  const longest = Math.max(1, ...bars.map(({ counts }) => total(counts)));
  const height = bars.length * ROW + 4;
  const row = ({ label, counts }: Bar, y: number): Markup => {
    const scale = (n: number) => round((n / longest) * (WIDTH - LABEL - COUNT));
    let x = LABEL;
    const parts = severities.filter((severity) => counts[severity] > 0).map((severity) => {
      const width = scale(counts[severity]);
      const part = html`<rect class="${severity}" x="${round(x)}" y="${y * ROW + 5}" width="${width}" height="${ROW - 8}"/>`;
      x += width;
      return part;
    });
    const middle = y * ROW + ROW / 2 + 5;
    return html`<text x="${LABEL - 8}" y="${middle}" text-anchor="end">${cut(printable(label), LABEL_CELLS, '…')}</text>${parts}<text class="count" x="${round(x) + 6}" y="${middle}">${total(counts)}</text>\n`;
  };
  return html`<svg role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">${description}</desc>
<line class="axis" x1="${LABEL}" y1="0" x2="${LABEL}" y2="${height}"/>
${bars.map(row)}</svg>`;
}

export const total = (counts: SeverityCounts): number => severities.reduce((sum, severity) => sum + counts[severity], 0);

// In units of the picture, which are the browser's pixels where there is room.
const WIDTH = 480;
const LABEL = 215;
const COUNT = 40;
const ROW = 26;
const LABEL_CELLS = 30;

const round = (value: number): number => Math.round(value * 100) / 100;
