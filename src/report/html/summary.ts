import type { Report, Severity } from '../../core/report.ts';
import { caveat, count, duration, familyName, severities, severityWord } from '../phrases.ts';
import { barChart, total, type SeverityCounts } from './bar-chart.ts';
import { html, type Markup } from './markup.ts';
import { byBits, byFamily, byWork, reach, severityCounts, strengths, type Tally } from './tallies.ts';

/** What was found, in a sentence and in three pictures with their figures. */
export function summary({ findings, stats }: Report): Markup {
  if (findings.length === 0) {
    const checked = stats.files === 0 ? 'Nothing was checked.' : `No copies found in ${count(stats.files, 'file')} with ${count(stats.functions, 'function')}.`;
    return html`<p class="verdict"><strong>${checked}</strong></p>\n`;
  }
  const counts = severityCounts(findings);
  const { files, lines } = reach(findings);
  return html`<p class="verdict counts"><strong>${count(findings.length, 'finding')}</strong>: ${inWords(counts)}; ${count(lines, 'line')} in ${count(files, 'file')}.</p>
<p>Evidence: ${strengths(findings)}. Checked ${count(stats.files, 'file')} with ${count(stats.functions, 'function')} in ${duration(stats.milliseconds)}.</p>
<p class="caveat">${caveat}</p>
${figure(byWork(findings), { id: 'works', title: 'Findings by work', head: 'Work (licence)' })}
${figure(byFamily(findings, familyName), { id: 'families', title: 'Findings by licence family', head: 'Licence family' })}
${figure(byBits(findings), { id: 'bits', title: 'Findings by evidence', head: 'Evidence' })}`;
}

interface FigureOptions {
  readonly id: string;
  readonly title: string;
  /** What the rows are. */
  readonly head: string;
}

function figure(tallies: readonly Tally[], { id, title, head }: FigureOptions): Markup {
  const bars = tallies.slice(0, BARS).map(({ label, findings }) => ({ label, counts: severityCounts(findings) }));
  const [most] = [...bars].sort((a, b) => total(b.counts) - total(a.counts));
  const left = tallies.length > bars.length ? ` The ${BARS} with most findings; the table has all.` : '';
  const description = `Bars: ${most.label} has most with ${count(total(most.counts), 'finding')}.${left}`;
  return html`<figure>
<figcaption id="${id}">${title}</figcaption>
${barChart(bars, { id, title, description })}
<table class="figures" aria-labelledby="${id}">
<thead><tr><th scope="col">${head}</th>${severities.map((severity) => html`<th scope="col" class="n">${plural(severity)}</th>`)}<th scope="col" class="n">Files</th><th scope="col" class="n">Lines</th></tr></thead>
<tbody>
${tallies.map(row)}</tbody>
</table>
</figure>`;
}

function row({ label, findings }: Tally): Markup {
  const counts = severityCounts(findings);
  const { files, lines } = reach(findings);
  const cells = [...severities.map((severity) => counts[severity]), files, lines];
  return html`<tr><th scope="row">${label}</th>${cells.map((n) => html`<td class="n">${n.toLocaleString('en-US')}</td>`)}</tr>\n`;
}

function inWords(counts: SeverityCounts): Markup[] {
  const present = severities.filter((severity) => counts[severity] > 0);
  return present.map((severity, i) => html`${i > 0 ? ', ' : null}<span class="severity ${severity}">${count(counts[severity], severityWord(severity))}</span>`);
}

const plural = (severity: Severity): string => ({ error: 'Errors', warning: 'Warnings', information: 'Notes' })[severity];

const BARS = 12;
