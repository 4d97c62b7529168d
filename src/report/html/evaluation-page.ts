import { levelAt, shareAt, type EvaluatedLanguage, type EvaluatedRow, type Evaluation } from '../evaluation.ts';
import { inPercent } from '../evaluation-text.ts';
import { count } from '../phrases.ts';
import { evaluationChart, evaluationChartStyle } from './evaluation-chart.ts';
import { html, type Markup } from './markup.ts';
import { pageHead } from './page-head.ts';

export interface EvaluationPageOptions {
  readonly toolVersion: string;
  /** What was evaluated, as the user named it. */
  readonly evaluated: readonly string[];
  readonly evaluatedAt: Date;
  readonly indexes: readonly string[];
}

/** An evaluation as one page that needs nothing else: plots, and tables with their figures. */
export function evaluationPage(evaluation: Evaluation, options: EvaluationPageOptions): string {
  const { languages, levels } = evaluation;
  return html`${pageHead(`Nearcopy: what to expect in ${options.evaluated.join(', ')}`, options.toolVersion, evaluationChartStyle)}
<body>
<header>
<h1>What Nearcopy finds of this code</h1>
<dl class="about">
<dt>Evaluated</dt><dd>${options.evaluated.join(', ')}</dd>
<dt>When</dt><dd><time datetime="${options.evaluatedAt.toISOString()}">${options.evaluatedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</time></dd>
<dt>Indexes</dt><dd>${options.indexes.join(', ')}</dd>
<dt>Levels</dt><dd>${levels.map(({ name, expectedAtMost }) => `${name}: by chance in at most ${Number((1000 * expectedAtMost).toPrecision(2))} of 1,000 functions`).join('; ')}</dd>
</dl>
</header>
<main>
<p>Functions of the code were changed as somebody would who hides a copy, and looked up among the indexes and the code itself. All names were changed in every one of them.${evaluation.isSample ? ' It is a sample: more time narrows the intervals.' : ''}</p>
${languages.length === 0 ? html`<p class="verdict"><strong>No function of a language that can be evaluated.</strong></p>` : choice(evaluation)}
${languages.map((language) => section(language, evaluation))}
</main>
<footer><p>Made by Nearcopy ${options.toolVersion}. Findings in the code as it is may be copies; a match is a reason to look, not a legal verdict.</p></footer>
</body>
</html>
`.text;
}

function choice(evaluation: Evaluation): Markup {
  const { languages, levels } = evaluation;
  const rows = languages.map((language) => ({ label: language.language, marks: marksOf(language.all, levels.length) }));
  return html`<section aria-labelledby="choice"><h2 id="choice">Which level to choose</h2>
<figure><figcaption id="languages">Found of all mutants, by language</figcaption>
${evaluationChart(rows, { id: 'languages', title: 'Found by language', description: 'For each language the share found at each level.', series: levels.map(({ name }) => name), main: Math.min(1, levels.length - 1) })}
<table class="figures" aria-labelledby="languages"><thead><tr><th scope="col">Language</th><th scope="col">Level</th><th scope="col">Why</th><th scope="col" class="n">Functions</th><th scope="col" class="n">Mutants</th></tr></thead>
<tbody>${languages.map((language) => html`<tr><th scope="row">${language.language}</th><td>${language.level}</td><td>${language.because}</td><td class="n">${language.functions}</td><td class="n">${language.all.of}</td></tr>\n`)}</tbody></table></figure></section>`;
}

function section(language: EvaluatedLanguage, evaluation: Evaluation): Markup {
  const { levels } = evaluation;
  const main = levelAt(evaluation, language.level);
  const id = `language-${language.language}`;
  const figure = (name: string, title: string, rows: readonly EvaluatedRow[]): Markup => html`<figure><figcaption id="${id}-${name}">${title}</figcaption>
${evaluationChart(rows.map((row) => ({ label: row.name, marks: marksOf(row, levels.length) })), { id: `${id}-${name}`, title, description: `Shares found at each level; the line is the 95% interval at level ${language.level}.`, series: levels.map((level) => level.name), main })}
<table class="figures" aria-labelledby="${id}-${name}"><thead><tr><th scope="col">Mutants</th><th scope="col">What was done</th><th scope="col" class="n">Number</th>${levels.map((level) => html`<th scope="col" class="n">${level.name}</th>`)}<th scope="col" class="n">95%</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.name}</th><td>${row.title}</td><td class="n">${row.of}</td>${levels.map((_, level) => html`<td class="n">${cell(shareAt(row, level))}</td>`)}<td class="n">${row.of === 0 ? '' : `${inPercent(row.found[main].low)}-${inPercent(row.found[main].high)}%`}</td></tr>\n`)}</tbody></table></figure>`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${language.language}</h2>
<p>${count(language.functions, 'function')} in ${count(language.files, 'file')}; ${language.mutated} of them mutated. Findings in the code as it is: ${levels.map(({ name }, level) => `${language.findings[level]} at level ${name}`).join(', ')}.</p>
${figure('operators', 'Found, by what was done', language.operators)}
${figure('sizes', 'Found, by size of the function in tokens', language.sizes)}</section>`;
}

const marksOf = (row: EvaluatedRow, levels: number) => Array.from({ length: levels }, (_, level) => ({ share: shareAt(row, level), low: row.found[level].low, high: row.found[level].high }));
const cell = (share: number | null): string => (share === null ? '' : `${inPercent(share)}%`);
