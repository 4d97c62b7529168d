import { cut, printable } from '../cells.ts';
import { html, type Markup } from './markup.ts';

/** A share with its interval, all from 0 to 1; null where there is nothing to show. */
export interface Mark {
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

/** One line of the picture: a mark for each series. */
export interface MarkedRow {
  readonly label: string;
  readonly marks: readonly Mark[];
}

export interface EvaluationChartOptions {
  /** An id of the page, for the names that a screen reader uses. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Names of the series, in the order of the marks. */
  readonly series: readonly string[];
  /** The series whose intervals are drawn. */
  readonly main: number;
}

/** Shares as marks on a scale from 0 to 100%, the interval of the main series as a line. The table with the same figures is the caller's. */
export function evaluationChart(rows: readonly MarkedRow[], { id, title, description, series, main }: EvaluationChartOptions): Markup {
  const bottom = TOP + rows.length * ROW;
  const x = (share: number): number => round(LABEL + share * (WIDTH - LABEL - EDGE));
  const line = ({ label, marks }: MarkedRow, at: number): Markup => {
    const y = TOP + at * ROW + ROW / 2;
    const { share, low, high } = marks[main];
    const interval = share === null ? null : html`<line class="interval" x1="${x(low)}" y1="${y}" x2="${x(high)}" y2="${y}"/>`;
    // Equal shares shall not hide one another.
    const shapes = marks.map((mark, i) => (mark.share === null ? null : shape(i, x(mark.share), y + (i - (marks.length - 1) / 2) * APART)));
    return html`<text x="${LABEL - 8}" y="${y + 4}" text-anchor="end">${cut(printable(label), LABEL_CELLS, '…')}</text>${interval}${shapes}\n`;
  };
  const legend = series.map((name, i) => html`${shape(i, LABEL + i * LEGEND + 6, 8)}<text x="${LABEL + i * LEGEND + 16}" y="12">${name}</text>`);
  return html`<svg role="img" aria-labelledby="${id}-title ${id}-text" viewBox="0 0 ${WIDTH} ${bottom + 20}" width="${WIDTH}" height="${bottom + 20}">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">${description}</desc>
${[0, 0.25, 0.5, 0.75, 1].map((share) => html`<line class="axis" x1="${x(share)}" y1="${TOP}" x2="${x(share)}" y2="${bottom}"/><text x="${x(share)}" y="${bottom + 14}" text-anchor="middle">${100 * share}%</text>`)}
${legend}
${rows.map(line)}</svg>`;
}

export const evaluationChartStyle = '.figures tbody th{white-space:nowrap}.levels thead th{white-space:normal;max-width:9rem;vertical-align:bottom}.levels .recommended>*{font-weight:600}figure{margin:.75rem 0}svg .interval{stroke:var(--text);stroke-width:2.5;stroke-opacity:.45}svg .series-0{fill:var(--pair-4)}svg .series-1{fill:var(--pair-0)}svg .series-2{fill:var(--pair-3)}';

/** Series differ in form, too, not in colour only. */
function shape(series: number, x: number, y: number): Markup {
  const name = `series-${series}`;
  if (series % 3 === 0) return html`<rect class="${name}" x="${round(x - 4)}" y="${y - 4}" width="8" height="8"/>`;
  if (series % 3 === 1) return html`<circle class="${name}" cx="${x}" cy="${y}" r="4.5"/>`;
  return html`<path class="${name}" d="M${x} ${y - 5}L${round(x + 5)} ${y + 4}L${round(x - 5)} ${y + 4}Z"/>`;
}

// In units of the picture, which are the browser's pixels where there is room.
const WIDTH = 430;
const LABEL = 150;
const EDGE = 20;
const ROW = 20;
const TOP = 24;
const LEGEND = 85;
const APART = 4;
const LABEL_CELLS = 24;

const round = (value: number): number => Math.round(value * 100) / 100;
