import { padEnd, padStart, printable } from './cells.ts';
import { levelAt, shareAt, type EvaluatedLanguage, type EvaluatedRow, type Evaluation } from './evaluation.ts';
import { count } from './phrases.ts';

/** An evaluation for a terminal: for each language what to choose and what to expect. */
export function evaluationText(evaluation: Evaluation): string {
  const { languages, skipped, isSample } = evaluation;
  if (languages.length === 0) return 'No function of a language that can be evaluated.';
  const notes = [
    isSample ? 'A sample: more time (--seconds) narrows the intervals.' : null,
    skipped.length > 0 ? `${count(skipped.length, 'file')} skipped.` : null,
    'Findings in the code as it is may be copies: scan shows them. What chance explains is what unrelated code would show.',
  ].filter((note) => note !== null);
  return [...languages.map((language) => languageText(language, evaluation)), notes.join('\n')].join('\n\n');
}

function languageText(language: EvaluatedLanguage, evaluation: Evaluation): string {
  const { levels } = evaluation;
  const chosen = levelAt(evaluation, language.level);
  const head = `${language.language}: ${count(language.functions, 'function')} in ${count(language.files, 'file')}, ${language.mutated} mutated ${language.all.of} times\n  choose level ${language.level}: ${language.because}`;
  const rows = [
    ['found, %', ...levels.map(({ name }) => name), 'mutants'],
    ...[...language.operators, ...language.sizes, language.all].map((row) => [row.name, ...levels.map((_, level) => cell(row, level, level === chosen)), String(row.of)]),
    ['findings in the code as it is', ...language.findings.map(String), ''],
    ['by chance in 1,000 functions', ...levels.map(({ expectedAtMost }) => String(Number((1000 * expectedAtMost).toPrecision(2)))), ''],
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return [head, ...rows.map((row) => `  ${row.map((text, column) => (column === 0 ? padEnd(printable(text), widths[column]) : padStart(text, widths[column]))).join('  ').trimEnd()}`)].join('\n');
}

function cell(row: EvaluatedRow, level: number, withInterval: boolean): string {
  const share = shareAt(row, level);
  if (share === null) return '-';
  const { low, high } = row.found[level];
  return withInterval ? `${inPercent(share)} (${inPercent(low)}-${inPercent(high)})` : inPercent(share);
}

export const inPercent = (share: number): string => (100 * share).toFixed(0);
