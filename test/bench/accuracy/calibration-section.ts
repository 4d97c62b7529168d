import type { CalibrationResult } from './calibrate.ts';
import { CHANCE_LIMITS, isJudged, isWithin, judgementOf, LEAST_BITS, sumOfRows, type ChanceCount, type ChanceRow } from './chance-table.ts';
import { markdown } from './markdown.ts';

/** What E was measured to mean, for the detector card. Markdown. */
export function calibrationSection({ runs, tested, today }: CalibrationResult): string {
  return [
    `E says how many findings at least as strong a function of unrelated code has by chance. Whole projects were looked up in indexes of others, of ${sizes(runs)} functions. Counted is what nobody copied: the same indexed
function once for each checked project, and nothing between projects of which one holds code of the other, no boilerplate, and no compiled JavaScript. Idioms count as chance, so that E is rather too
large than too small where somebody has told idioms apart.`,
    `**As the engine has it:** ${verdict(today)}. Each cell: seen at that limit, of so many predicted; those outside in bold. Where a limit asks for less than ${LEAST_BITS} bits, which most functions have, nothing was counted.`,
    ...runs.map(({ name, functions, queries }) => `*${NAMES[name] ?? name}*: index of ${functions.toLocaleString('en-US')} functions, ${queries.toLocaleString('en-US')} looked up.\n\n${chanceTable(today.filter(({ run }) => run === name))}`),
    `**Fitted anew on one half of the checked projects and counted on the other, both ways:** ${verdict(tested)}. What is outside are mostly languages with one large project in either half: projects differ
more from one another than languages do.`,
  ].join('\n\n');
}

const NAMES: Readonly<Record<string, string>> = {
  'evaluation 10^4': 'Training projects against a sample of the evaluation projects', 'evaluation': 'Training projects against the evaluation projects',
  'training 10^4': 'Evaluation projects against a sample of the training projects', 'training': 'Evaluation projects against the training projects',
  'both 10^4': 'Further projects against a sample of both', 'both': 'Further projects against both', 'large': 'All projects against large ones, an index for each family; functions of all of them together',
};

const sizes = (runs: CalibrationResult['runs']): string => {
  const counts = runs.map(({ functions }) => functions);
  return `${Math.min(...counts).toLocaleString('en-US')} to ${Math.max(...counts).toLocaleString('en-US')}`;
};

function verdict(rows: readonly ChanceRow[]): string {
  const { judged, within, fewer, surely } = judgementOf(rows);
  return `of ${judged} counts with at least three seen or predicted, ${within} are within a factor of three, ${fewer} are fewer than that (E is too cautious there) and ${judged - within - fewer} are more; by more than the noise of so few (Poisson, 95%) ${surely === 0 ? 'none is' : `${surely} are`} outside`;
}

function chanceTable(rows: readonly ChanceRow[]): string {
  const cell = (count: ChanceCount): string => {
    if (count.observed === null) return 'not counted';
    const text = `${count.observed} of ${count.predicted.toFixed(count.predicted < 10 ? 1 : 0)}`;
    return isJudged(count) && !isWithin(count) ? `**${text}**` : text;
  };
  const lines = [...rows, ...sumOfRows(rows.map((row) => ({ ...row, family: '**all**' })))].map(({ family, queries, counts }) => [family, queries.toLocaleString('en-US'), ...counts.map(cell)]);
  return markdown(['family', 'functions', ...CHANCE_LIMITS.map((limit) => `E ${limit}`)], lines);
}
