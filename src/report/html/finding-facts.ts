import type { Finding, Rename } from '../../core/report.ts';
import { cut, printable } from '../cells.ts';
import { licenceUri } from '../licence-uri.ts';
import { workName } from '../phrases.ts';
import { webUri } from '../web-uri.ts';
import { html, type Markup, type Piece } from './markup.ts';
import { pairClass } from './side-by-side.ts';
import type { EvidenceStrings } from './strings.ts';

/** What a finding says besides its code: how strong, whose, under which licence, who else holds it. */
export function findingFacts(finding: Finding, strings: EvidenceStrings): Markup {
  const { file, startLine, endLine, match, alsoIn, note } = finding;
  const url = webUri(match.url);
  const licence = licenceUri(match.license);
  const name = strings.licence(match.license);
  const rows: (readonly [label: string, value: Piece])[] = [
    [strings.here, strings.originLines(file, startLine, endLine, null)],
    [strings.origin, html`${strings.originLines(match.path, match.startLine, match.endLine, match.unit)}${url && html`<br><a class="shown" href="${url}">${url}</a>`}`],
    [strings.licenceLabel, html`${licence ? html`<a href="${licence}">${name}</a>` : name}${match.licenseFamily === 'unknown' ? null : ` (${strings.family(match.licenseFamily)})`}${match.copyright.slice(0, NOTICES).map((notice) => html`<br>${notice}`)}`],
    ...(alsoIn.length > 0 ? [[strings.alsoIn, others(alsoIn.map(workName), strings)] as const] : []),
    ...(note ? [[strings.note, note.note] as const] : []),
    [strings.key, html`<code>${finding.key}</code>`],
  ];
  return html`<p class="strength">${sentence(strings.kind(finding))}. <strong>${sentence(strings.evidence(finding))}.</strong></p>
<dl class="facts">
${rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

export interface NamesOptions {
  /** Whether a number is a button that shows its pair in the code. */
  readonly isInteractive: boolean;
}

/** The rename table and the kept names; nothing where there are neither. */
export function findingNames({ renames, kept }: Finding, strings: EvidenceStrings, { isInteractive }: NamesOptions): Markup {
  const number = (pair: number): Markup =>
    isInteractive
      ? html`<button type="button" class="${pairClass(pair)}" data-pair="${pair + 1}" aria-pressed="false">${pair + 1}</button>`
      : html`<span class="${pairClass(pair)}">${pair + 1}</span>`;
  const row = ({ from, to }: Rename, pair: number): Markup =>
    html`<tr><td class="number">${number(pair)}</td><td>${from === null ? html`<i>${strings.unknownName}</i>` : html`<code>${from}</code>`}</td><td><code>${to}</code></td></tr>\n`;
  const table = html`<div class="${renames.length > IN_ONE_COLUMN ? 'renames many' : 'renames'}"><table>
<caption class="${isInteractive ? 'hidden' : null}">${strings.renamed(renames.length)}</caption>
<thead><tr><th scope="col">${strings.pairNumber}</th><th scope="col">${strings.originalName}</th><th scope="col">${strings.yourName}</th></tr></thead>
<tbody>
${renames.map(row)}</tbody>
</table></div>`;
  const more = kept.length > LIMIT ? ` ${strings.andMore(kept.length - LIMIT)}` : null;
  const list = html`<p class="keeps"><b>${strings.kept}:</b> ${kept.slice(0, LIMIT).map((name, i) => html`${i > 0 ? ', ' : null}<code class="kept">${cut(printable(name), WIDEST, '…')}</code>`)}${more}</p>`;
  return html`${renames.length > 0 ? table : null}${kept.length > 0 ? list : null}`;
}

/** How the marks in the code are to be read. */
export function legend(strings: EvidenceStrings): Markup {
  return html`<ul class="legend" aria-label="${strings.legend}">
<li><span class="run">abc</span> ${strings.legendRun}</li>
<li><span class="sign">=</span> ${strings.legendSame}</li>
<li><span class="sign">~</span> ${strings.legendAlike}</li>
<li><span class="${pairClass(0)}" data-pair="1">abc</span> ${strings.legendRenamed}</li>
<li><span class="kept">abc</span> ${strings.legendKept}</li>
<li><span class="different">abc</span> ${strings.legendDifferent}</li>
</ul>`;
}

/** With its first letter large. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function others(works: readonly string[], strings: EvidenceStrings): string {
  const shown = works.slice(0, LIMIT).join(', ');
  return works.length > LIMIT ? `${shown} ${strings.andMore(works.length - LIMIT)}` : shown;
}

/** Works and kept names listed, columns of a kept literal, lines of copyright, renames that stay together. */
const LIMIT = 30;
const WIDEST = 60;
const NOTICES = 3;
const IN_ONE_COLUMN = 6;
