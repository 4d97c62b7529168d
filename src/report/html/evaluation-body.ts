import { levelAt, shareAt, type EvaluatedCode, type EvaluatedLanguage, type EvaluatedRow, type Evaluation } from '../evaluation.ts';
import { inPercent, withRate } from '../evaluation-text.ts';
import { levelFigures } from '../level-choice.ts';
import { evaluationChart } from './evaluation-chart.ts';
import type { EvaluationStrings } from './evaluation-strings.ts';
import { html, type Markup } from './markup.ts';

export interface EvaluationFacts {
  /** What was evaluated, as the user named it. */
  readonly evaluated: readonly string[];
  readonly evaluatedAt: Date;
  readonly indexes: readonly string[];
}

/** What an editor adds to the levels. */
export interface LevelControls {
  /** Chooses a level. */
  readonly button: (level: string) => Markup;
  /** Below the levels, such as which of them is in use. */
  readonly note: Markup;
}

/** An evaluation as header and main part of a page: what to choose, plots, and tables with their figures. */
export function evaluationBody(evaluation: Evaluation, facts: EvaluationFacts, strings: EvaluationStrings, controls: LevelControls | null = null): Markup {
  const { languages, isSample } = evaluation;
  return html`<header>
<h1>${strings.title}</h1>
<dl class="about">
<dt>${strings.evaluated}</dt><dd>${facts.evaluated.join(', ')}</dd>
<dt>${strings.when}</dt><dd><time datetime="${facts.evaluatedAt.toISOString()}">${strings.time(facts.evaluatedAt)}</time></dd>
<dt>${strings.indexes}</dt><dd>${facts.indexes.join(', ')}</dd>
</dl>
</header>
<main>
${languages.length === 0 ? html`<p class="verdict"><strong>${strings.nothing}</strong></p>` : html`${choice(evaluation, strings, controls)}
${languages.length > 1 ? comparison(evaluation, strings) : null}
${languages.map((language) => section(language, evaluation, strings))}
${changes(evaluation, strings)}`}
<p class="caveat">${strings.introduction}${isSample ? ` ${strings.isSample}` : ''} ${strings.caveat}</p>
</main>`;
}

/** The levels for all of the code, with the one to choose. */
function choice(evaluation: Evaluation, strings: EvaluationStrings, controls: LevelControls | null): Markup {
  const { levels, overall } = evaluation;
  const row = ({ name, expectedAtMost }: Evaluation['levels'][number], level: number): Markup => html`<tr${name === overall.level ? RECOMMENDED : null}><th scope="row">${strings.levelName(name)}</th><td class="n">${cell(shareAt(overall.all, level))}</td><td class="n">${interval(overall.all, level)}</td><td class="n">${overall.findings[level].count}</td><td>${strings.levelMeaning({ name, expectedAtMost })}</td>${controls ? html`<td>${controls.button(name)}</td>` : null}</tr>\n`;
  return html`<section aria-labelledby="choice"><h2 id="choice">${strings.choice}</h2>
${verdict(overall, levels, strings)}
<table class="figures levels" aria-labelledby="choice"><thead><tr><th scope="col">${strings.level}</th><th scope="col" class="n">${strings.found}</th><th scope="col" class="n">${strings.interval}</th><th scope="col" class="n">${strings.findingsAsIs}</th><th scope="col">${strings.meaning}</th>${controls ? html`<td></td>` : null}</tr></thead>
<tbody>${levels.map(row)}</tbody></table>
${controls?.note ?? null}
<p>${strings.counts(overall)}</p></section>`;
}

const RECOMMENDED = html` class="recommended"`;

const verdict = (code: EvaluatedCode, levels: Evaluation['levels'], strings: EvaluationStrings): Markup => html`<p class="verdict"><strong>${strings.recommended(code.level)}</strong> ${strings.reason(levelFigures(code, levels))}</p>`;

/** The languages beside one another. */
function comparison(evaluation: Evaluation, strings: EvaluationStrings): Markup {
  const { languages, overall } = evaluation;
  const rows = languages.map(({ language, all }) => ({ label: language, row: all }));
  return html`<section aria-labelledby="languages"><h2 id="languages">${strings.byLanguage}</h2>
${figure({ id: 'languages', title: strings.byLanguage, head: strings.languageHead, rows, level: overall.level }, evaluation, strings)}</section>`;
}

function section(language: EvaluatedLanguage, evaluation: Evaluation, strings: EvaluationStrings): Markup {
  const { levels, languages } = evaluation;
  const id = `language-${language.language}`;
  const counts = levels.map(({ name }, level) => `${strings.levelName(name)} ${language.findings[level].count}`).join(', ');
  const operators = language.operators.map((row) => ({ label: withRate(strings.operatorName(row), row), row }));
  const sizes = language.sizes.map((row) => ({ label: strings.sizeName(row), row }));
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${language.language}</h2>
${languages.length > 1 ? verdict(language, levels, strings) : null}
<p>${strings.counts(language)} ${strings.findingsAsIs}: ${counts}.</p>
<h3 id="${id}-changes">${strings.byChange}</h3>
${figure({ id: `${id}-changes`, title: strings.byChange, head: strings.change, rows: operators, level: language.level }, evaluation, strings)}
<h3 id="${id}-sizes">${strings.bySize}</h3>
${figure({ id: `${id}-sizes`, title: strings.bySize, head: strings.size, rows: sizes, level: language.level }, evaluation, strings)}</section>`;
}

interface Figure {
  /** Of the heading above it. */
  readonly id: string;
  readonly title: string;
  /** Heads the labels. */
  readonly head: string;
  readonly rows: readonly { readonly label: string; readonly row: EvaluatedRow }[];
  /** The level whose intervals are shown. */
  readonly level: string;
}

/** A plot, and beside it a table with the same figures. */
function figure({ id, title, head, rows, level }: Figure, evaluation: Evaluation, strings: EvaluationStrings): Markup {
  const { levels } = evaluation;
  const main = levelAt(evaluation, level);
  const series = levels.map(({ name }) => strings.levelName(name));
  const marked = rows.map(({ label, row }) => ({ label, marks: row.found.map(({ low, high }, at) => ({ share: shareAt(row, at), low, high })) }));
  return html`<figure>${evaluationChart(marked, { id, title, description: `${strings.sharesByLevel} ${strings.intervalOf(series[main])}`, series, main })}
<table class="figures" aria-labelledby="${id}"><thead><tr><th scope="col">${head}</th><th scope="col" class="n">${strings.tried}</th>${series.map((name) => html`<th scope="col" class="n">${name}</th>`)}<th scope="col" class="n">${strings.interval}</th></tr></thead>
<tbody>${rows.map(({ label, row }) => html`<tr><th scope="row">${label}</th><td class="n">${row.of}</td>${series.map((_, at) => html`<td class="n">${cell(shareAt(row, at))}</td>`)}<td class="n">${interval(row, main)}</td></tr>\n`)}</tbody></table></figure>`;
}

/** What the changes are, once for all languages. */
function changes({ languages }: Evaluation, strings: EvaluationStrings): Markup {
  const kinds = new Map(languages.flatMap(({ operators }) => operators.map((row) => [strings.operatorName(row), strings.operatorTitle(row)] as const)));
  return html`<section aria-labelledby="changes"><h2 id="changes">${strings.changes}</h2>
<dl class="about">${[...kinds].map(([name, title]) => html`<dt>${name}</dt><dd>${title}</dd>\n`)}</dl>
<p>${strings.rates}</p></section>`;
}

const cell = (share: number | null): string => (share === null ? '' : `${inPercent(share)}%`);
const interval = (row: EvaluatedRow, level: number): string => (row.of === 0 ? '' : `${inPercent(row.found[level].low)}-${inPercent(row.found[level].high)}%`);
