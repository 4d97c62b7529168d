import type { DetailName, Finding } from '../../core/report.ts';
import { workName } from '../phrases.ts';
import { evidenceRows, originLines, type EvidenceRow, type EvidenceRows, type EvidenceTexts } from './evidence-rows.ts';
import type { LinedText } from './lined-text.ts';
import type { MarkedLine, MarkedText, Segment } from './marked-text.ts';
import { code, html, type Markup } from './markup.ts';
import type { EvidenceStrings } from './strings.ts';

export interface SideBySide {
  readonly table: Markup;
  readonly evidence: EvidenceRows;
}

/**
 * Both sides of a finding as one table, so that what belongs together stays together however it is scrolled or printed. Where the
 * original is not at hand, ours alone with the lines of the original. At most `limit` rows. `lined` may remember texts.
 */
export function sideBySide(texts: EvidenceTexts, strings: EvidenceStrings, limit: number, lined?: (text: string) => LinedText): SideBySide {
  const evidence = evidenceRows(texts, limit, lined);
  return { evidence, table: evidence.original === null ? oneSide(evidence, texts.finding, strings) : bothSides(evidence, evidence.original, texts.finding, strings) };
}

/** The colour of a pair, one of eight; its number tells it from others of that colour. */
export const pairClass = (pair: number): string => `pair pair-${pair % 8}`;

function bothSides(evidence: EvidenceRows, original: MarkedText, finding: Finding, strings: EvidenceStrings): Markup {
  const row = (row: EvidenceRow): Markup => {
    if (row.type === 'gap') {
      const cell = (side: 'original' | 'ours', lines: number) => html`<td colspan="2" class="${lines > 0 ? side : `none ${side}`}">${lines > 0 ? `⋮ ${strings.linesNotShown(lines)}` : null}</td>`;
      return html`<tr class="gap">${cell('original', row.original)}<td class="sign"></td>${cell('ours', row.ours)}</tr>\n`;
    }
    return html`<tr>${cells('original', original, row.original, evidence, strings)}<td class="sign">${row.sign}</td>${cells('ours', evidence.ours, row.ours, evidence, strings)}</tr>\n`;
  };
  const line = lineHead(strings);
  return html`<table class="sides both">
<caption class="hidden">${strings.sideBySide}</caption>
<colgroup><col class="number"><col></colgroup><colgroup><col class="sign"></colgroup><colgroup><col class="number"><col></colgroup>
<thead><tr>${line}<th scope="col" class="original">${strings.original}: ${workName(finding.match)}, ${finding.match.path}</th><th scope="col" class="sign"><span class="hidden">${strings.match}</span></th>${line}<th scope="col" class="ours">${strings.yours}: ${finding.file}</th></tr></thead>
<tbody>
${evidence.rows.map(row)}</tbody>
</table>`;
}

function oneSide(evidence: EvidenceRows, finding: Finding, strings: EvidenceStrings): Markup {
  const row = (row: EvidenceRow): Markup => {
    if (row.type === 'gap') return html`<tr class="gap"><td></td><td colspan="2">⋮ ${strings.linesNotShown(row.ours)}</td></tr>\n`;
    const origin = originLines(evidence, row.ours!);
    return html`<tr><td class="number">${origin && (origin.start === origin.end ? origin.start : `${origin.start}-${origin.end}`)}</td>${cells('ours', evidence.ours, row.ours, evidence, strings)}</tr>\n`;
  };
  return html`<table class="sides one">
<caption class="hidden">${strings.sideBySide}</caption>
<colgroup><col class="lines"></colgroup><colgroup><col class="number"><col></colgroup>
<thead><tr><th scope="col">${strings.original}</th>${lineHead(strings)}<th scope="col">${strings.yours}: ${finding.file}</th></tr></thead>
<tbody>
${evidence.rows.map(row)}</tbody>
</table>`;
}

const lineHead = (strings: EvidenceStrings): Markup => html`<th scope="col" class="head"><span class="hidden">${strings.line}</span></th>`;

/** The number and the code of a line, or two empty cells. */
function cells(side: 'original' | 'ours', text: MarkedText, line: number | null, evidence: EvidenceRows, strings: EvidenceStrings): Markup {
  if (line === null) return html`<td class="number none ${side}"></td><td class="code none ${side}"></td>`;
  const marked = text.line(line);
  const run = marked.run < 0 ? null : html` data-run="${marked.run}"`;
  return html`<td class="number ${side}">${line}</td><td class="code ${side}${run && ' run'}"${run}>${codeOf(marked, evidence.names, strings)}</td>`;
}

function codeOf(line: MarkedLine, names: readonly DetailName[], strings: EvidenceStrings): Markup {
  const shown = (segments: readonly Segment[]) => segments.map((segment) => (segment.name < 0 ? code(segment.text) : nameOf(segment, names[segment.name], strings)));
  if (line.run >= 0) return html`${shown(line.segments)}`;
  const stretches: Segment[][] = [];
  for (const segment of line.segments) {
    const last = stretches.at(-1);
    if (last && last[0].run === segment.run) last.push(segment);
    else stretches.push([segment]);
  }
  return html`${stretches.map((segments) => (segments[0].run < 0 ? shown(segments) : html`<span class="run" data-run="${segments[0].run}">${shown(segments)}</span>`))}`;
}

function nameOf({ text }: Segment, { relation, original, name, pair }: DetailName, strings: EvidenceStrings): Markup {
  if (relation === 'kept') return html`<span class="kept">${code(text)}</span>`;
  const change = `${original ?? '?'} → ${name}`;
  if (relation === 'different') return html`<span class="different" title="${`${strings.breaksRenaming}: ${change}`}">${code(text)}</span>`;
  return html`<span class="${pairClass(pair)}" data-pair="${pair + 1}" title="${change}">${code(text)}</span>`;
}
