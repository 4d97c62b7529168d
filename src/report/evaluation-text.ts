import { padEnd, padStart, printable } from './cells.ts';
import { levelAt, shareAt, type EvaluatedCode, type EvaluatedLanguage, type EvaluatedRow, type Evaluation } from './evaluation.ts';
import { count } from './phrases.ts';

/** An evaluation for a terminal: for each language what to choose and what to expect. */
export function evaluationText(evaluation: Evaluation): string {
  const { languages, skipped, isSample } = evaluation;
  if (languages.length === 0) return 'No function of a language that can be evaluated.';
  const notes = [
    'In brackets: the 95% interval, at the level to choose.',
    isSample ? 'A sample: more time (--seconds) narrows the intervals.' : null,
    skipped.length > 0 ? `${count(skipped.length, 'file')} skipped: ${reasonsOf(skipped)}.` : null,
    'Findings in the code as it is may be copies: scan shows them. By chance: what unrelated code shows, on average of all languages.',
  ].filter((note) => note !== null);
  const overall = languages.length > 1 ? [headOf('all languages', evaluation.overall).join('\n')] : [];
  return [...languages.map((language) => languageText(language, evaluation)), ...overall, notes.join('\n')].join('\n\n');
}

function languageText(language: EvaluatedLanguage, evaluation: Evaluation): string {
  const { levels } = evaluation;
  const chosen = levelAt(evaluation, language.level);
  const rows = [
    ['found, %', ...levels.map(({ name }) => name), 'mutants'],
    ...labelled(language).map(([label, row]) => [label, ...levels.map((_, level) => cell(row, level, level === chosen)), String(row.of)]),
    ['findings in the code as it is', ...language.findings.map(({ count: findings }) => String(findings)), ''],
    ['by chance in 1,000 functions', ...levels.map(({ expectedAtMost }) => (language.compared === 0 ? '-' : String(Number((1000 * expectedAtMost).toPrecision(2))))), ''],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return [...headOf(language.language, language), ...rows.map((row) => `  ${row.map((text, column) => (column === 0 ? padEnd(printable(text), widths[column]) : padStart(text, widths[column]))).join('  ').trimEnd()}`)].join('\n');
}

/** '3 (generated), 2 (too large)'. */
function reasonsOf(skipped: Evaluation['skipped']): string {
  const files = new Map<string, number>();
  for (const { reason } of skipped) files.set(reason, (files.get(reason) ?? 0) + 1);
  return [...files].sort(([, a], [, b]) => b - a).map(([reason, n]) => `${n} (${reason})`).join(', ');
}

const headOf = (name: string, { functions, files, mutated, all, level, because }: EvaluatedCode): string[] => [
  `${name}: ${count(functions, 'function')} in ${count(files, 'file')}, ${mutated} mutated ${all.of} times`,
  `  choose level ${level}: ${because}`,
];

const labelled = ({ operators, sizes, all }: EvaluatedLanguage): [string, EvaluatedRow][] => [
  ...operators.map((row): [string, EvaluatedRow] => [withRate(row.name, row), row]),
  ...sizes.map((row): [string, EvaluatedRow] => [`${row.name} tokens`, row]),
  [all.name, all],
];

/** 'insertion 10%'. */
export const withRate = (name: string, { rate }: Pick<EvaluatedRow, 'rate'>): string => (rate === null ? name : `${name} ${inPercent(rate)}%`);

function cell(row: EvaluatedRow, level: number, withInterval: boolean): string {
  const share = shareAt(row, level);
  if (share === null) return '-';
  const { low, high } = row.found[level];
  return withInterval ? `${inPercent(share)} (${inPercent(low)}-${inPercent(high)})` : inPercent(share);
}

export const inPercent = (share: number): string => (100 * share).toFixed(0);
