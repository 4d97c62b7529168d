import type { Finding, Report } from '../../core/report.ts';
import { explainEvidence } from '../evidence.ts';
import { caveat, count, explainFindingKind, licenceName, place, severityWord, workName } from '../phrases.ts';
import { findingFacts, findingNames, legend, sentence } from './finding-facts.ts';
import { linedTexts, type LinedText } from './lined-text.ts';
import { html, type Markup } from './markup.ts';
import { pageHead } from './page-head.ts';
import { sideBySide } from './side-by-side.ts';
import { evidenceStrings, headline } from './strings.ts';
import { summary } from './summary.ts';
import { grouped } from './tallies.ts';

export interface HtmlReportInput {
  readonly report: Report;
  /** The checked texts, by file; at least of the files with findings. A finding without its text is shown without code. */
  readonly texts: ReadonlyMap<string, string>;
  /** Texts of originals by `match.content`. They stand beside ours where `detail` places the match in them. */
  readonly originals: ReadonlyMap<string, string>;
}

export interface HtmlReportOptions {
  readonly toolVersion: string;
  /** What was scanned, as the user named it. */
  readonly scanned: readonly string[];
  readonly scannedAt: Date;
  readonly indexes: readonly string[];
  /** How much evidence was asked for, in words. */
  readonly level: string;
}

/** A report as one page that needs nothing else: no script, no request; to read on a screen or on paper. */
export function htmlReport(input: HtmlReportInput, options: HtmlReportOptions): string {
  const { report } = input;
  const lined = linedTexts();
  const findings = [...report.findings].sort(byPlace);
  const ids = new Map(findings.map((finding, i) => [finding, `finding-${i + 1}`]));
  const page = html`${pageHead(`Nearcopy: ${count(report.findings.length, 'finding')} in ${options.scanned.join(', ')}`, options.toolVersion)}
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<h1>Nearcopy report</h1>
${about(options)}
</header>
<main>
<h2>Summary</h2>
${summary(report)}
<section id="findings" aria-labelledby="findings-head">
<h2 id="findings-head">Findings</h2>
${findings.length === 0 ? html`<p>None.</p>` : html`${overview(findings, ids)}\n${legend(evidenceStrings)}\n`}
${[...grouped(findings, ({ file }) => file)].map(([file, group]) => fileSection(file, group, { ...input, lined }, ids))}</section>
${quiet(report)}${stale(report)}${skipped(report)}</main>
<footer><p>Made by Nearcopy ${options.toolVersion}. ${caveat}</p></footer>
</body>
</html>
`;
  return page.text;
}

/** Rows of code shown for one finding: more than a person reads, few enough for thousands of findings. */
const LIMIT = 400;

function about({ scanned, scannedAt, indexes, level, toolVersion }: HtmlReportOptions): Markup {
  const rows: (readonly [string, Markup])[] = [
    ['Scanned', html`${scanned.join(', ')}`],
    ['When', html`<time datetime="${scannedAt.toISOString()}">${dateFormat.format(scannedAt)} UTC</time>`],
    ['Indexes', html`${indexes.join(', ')}`],
    ['Evidence asked for', html`${level}`],
    ['Program', html`Nearcopy ${toolVersion}`],
  ];
  return html`<dl class="about">
${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>\n`)}</dl>`;
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function overview(findings: readonly Finding[], ids: ReadonlyMap<Finding, string>): Markup {
  const row = (finding: Finding): Markup => {
    const { file, startLine, endLine, severity, match, idiom } = finding;
    const kind = idiom ? 'common idiom' : explainFindingKind(finding);
    return html`<tr><th scope="row"><a href="#${ids.get(finding)!}">${place(file, startLine, endLine)}</a></th><td><span class="severity ${severity}">${severityWord(severity)}</span></td><td>${workName(match)}</td><td>${licenceName(match.license)}</td><td>${kind}</td><td class="n">${Math.round(finding.evidenceBits)}</td></tr>\n`;
  };
  return html`<table class="figures">
<caption class="hidden">All findings</caption>
<thead><tr><th scope="col">Place</th><th scope="col">Severity</th><th scope="col">Work</th><th scope="col">Licence</th><th scope="col">Kind</th><th scope="col" class="n">Bits</th></tr></thead>
<tbody>
${findings.map(row)}</tbody>
</table>`;
}

interface ArticleInput extends HtmlReportInput {
  readonly lined: (text: string) => LinedText;
}

function fileSection(file: string, findings: readonly Finding[], input: ArticleInput, ids: ReadonlyMap<Finding, string>): Markup {
  return html`<h3>${file}</h3>
${findings.map((finding) => article(finding, input, ids.get(finding)!))}`;
}

function article(finding: Finding, { texts, originals, lined }: ArticleInput, id: string): Markup {
  const { severity, startLine, endLine } = finding;
  const ours = texts.get(finding.file);
  const original = originals.get(finding.match.content) ?? null;
  const shown = ours === undefined ? html`<p class="apart">${evidenceStrings.yoursMissing}</p>` : html`${original === null ? html`<p class="apart">${evidenceStrings.originalMissing}</p>\n` : null}${sideBySide({ finding, ours, original }, evidenceStrings, LIMIT, lined).table}`;
  return html`<article id="${id}" class="${severity}" aria-labelledby="${id}-head">
<h4 id="${id}-head">${evidenceStrings.lines(startLine, endLine)} <span class="severity ${severity}">${severityWord(severity)}</span> ${headline(finding, evidenceStrings)}</h4>
${findingFacts(finding, evidenceStrings)}
${findingNames(finding, evidenceStrings, { isInteractive: false })}
${shown}
</article>
`;
}

/** What was found too and isn't reported, with the reason. */
function quiet({ quiet: findings }: Report): Markup | null {
  if (findings.length === 0) return null;
  const row = (finding: Report['quiet'][number]): Markup =>
    html`<tr><th scope="row">${place(finding.file, finding.startLine, finding.endLine)}</th><td>${workName(finding.match)} (${licenceName(finding.match.license)})</td><td>${finding.quiet.note}</td><td>${sentence(explainEvidence(finding.evidenceBits, finding.expectedByChance))}</td></tr>\n`;
  return closed('quiet', `${count(findings.length, 'quiet finding')}`, html`<table class="figures">
<thead><tr><th scope="col">Place</th><th scope="col">Work</th><th scope="col">Reason</th><th scope="col">Evidence</th></tr></thead>
<tbody>
${[...findings].sort(byPlace).map(row)}</tbody>
</table>`);
}

/** Ignores that matched nothing. */
function stale({ stale: ignores }: Report): Markup | null {
  if (ignores.length === 0) return null;
  return closed('stale', `${count(ignores.length, 'ignore')} that matched nothing`, html`<ul>
${ignores.map(({ key, work, reason }) => html`<li><code>${key}</code>${work && ` of ${work}`}: ${reason}</li>\n`)}</ul>`);
}

function skipped({ skipped: files }: Report): Markup | null {
  if (files.length === 0) return null;
  return closed('skipped', `${count(files.length, 'file')} skipped`, html`<table class="figures">
<thead><tr><th scope="col">File</th><th scope="col">Reason</th></tr></thead>
<tbody>
${files.map(({ file, reason }) => html`<tr><th scope="row">${file}</th><td>${reason}</td></tr>\n`)}</tbody>
</table>`);
}

function closed(id: string, title: string, content: Markup): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<details><summary>Show</summary>
${content}
</details>
</section>
`;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.startLine - b.startLine || a.endLine - b.endLine;
}
