import { BANDS } from '../../../src/mutation/bands.ts';
import { OPERATORS, type OperatorName } from '../../../src/mutation/operators.ts';
import { recallOf, type RecallRow } from '../../../src/mutation/recall.ts';
import { OUTCOMES } from '../../../src/mutation/trial.ts';
import type { AccuracyRun, UnrelatedRun } from './accuracy-run.ts';
import { ALARM_CLASSES } from './alarm-classes.ts';
import type { CalibrationResult } from './calibrate.ts';
import { calibrationSection } from './calibration-section.ts';
import { markdown } from './markdown.ts';
import { isFalse, isLoud } from './unrelated-tables.ts';

/** The runs that the card is made of. */
export interface CardRuns {
  readonly recall: AccuracyRun;
  /** Renaming alone, in a sample that is large enough to compare languages by. */
  readonly renaming: AccuracyRun;
  readonly unrelated: readonly AccuracyRun[];
  readonly calibration: CalibrationResult;
}

/** The detector card: what the engine finds and what it doesn't, in the figures of these runs. Markdown. */
export function detectorCard({ recall, renaming, unrelated, calibration }: CardRuns, version: string): string {
  const languages = [...new Set(recall.rows.map(({ language }) => language))];
  return `${[
    '# Detector card',
    '*Written by `npm run card` from the figures of the runs named below: don\'t edit it by hand.*',
    purpose(version, recall),
    '## Recall',
    recallIntroduction(recall),
    '### By language and kind of change',
    operatorTable(recall.rows, languages),
    bestAndWorst(recall.rows, languages),
    '### Renaming, in a larger sample',
    renamingSection(renaming),
    '### By size',
    sizeTable(recall.rows),
    '### What loses the others',
    stageTable(recall.rows),
    '### What a function holds by itself',
    reachTable(recall, languages),
    '## False alarms',
    alarmIntroduction(unrelated),
    ...unrelated.map((run, i) => `${alarmHead(run, i)}\n\n${alarmTable(run.unrelated)}`),
    '## Calibration',
    calibrationSection(calibration),
    limits(),
    repeat(recall, renaming, unrelated),
  ].join('\n\n')}\n`;
}

const purpose = (version: string, { engine, functions, tokens }: AccuracyRun): string => `Nearcopy ${version}, engine \`${engine}\`. Index of the recall figures: ${functions.toLocaleString('en-US')} functions, ${tokens.toLocaleString('en-US')} tokens of public projects.

**Meant for** telling a programmer, while they edit or review, that code is probably a renamed or edited copy of a work in an index, and which one. A match is a
reason to look.

**Not meant for** a verdict on infringement or misconduct, for judging people, for proof that code is *not* copied, or for code whose originals are in no index. Don't let
it fail a build at a level looser than \`normal\` without somebody who looks.`;

const recallIntroduction = ({ sample, seed, expectedAtMost, disguised, rows }: AccuracyRun): string => `Functions of real projects were changed by operators on the syntax tree and looked up in the index: ${sample} functions of each language and size, seed ${seed}, ${recallOf(rows).of.toLocaleString('en-US')} mutants in
all. Found means: a finding names the very function, or one with the same tokens and the same pattern of names. Percentages; E at most ${expectedAtMost}. ${disguised ? 'All own names were changed in every mutant, besides what the row says.' : ''}
A percentage after a change is the share of the function's statements that was changed; for *partly inconsistent* of the places of its names, for *part* of its text. A mutant that doesn't parse was thrown away.`;

interface Variant {
  readonly label: string;
  readonly title: string;
  readonly own: readonly RecallRow[];
}

function variants(rows: readonly RecallRow[]): Variant[] {
  return (Object.keys(OPERATORS) as OperatorName[]).flatMap((operator) => [...(OPERATORS[operator].rates ?? [null])].map((rate) => ({
    label: rate === null ? operator : `${operator} ${100 * rate}%`,
    title: OPERATORS[operator].title,
    own: rows.filter((row) => row.operator === operator && row.rate === rate),
  }))).filter(({ own }) => recallOf(own).of > 0);
}

function operatorTable(rows: readonly RecallRow[], languages: readonly string[]): string {
  const body = variants(rows).map(({ label, own }) => {
    const all = recallOf(own);
    return [label, ...languages.map((language) => share(own.filter((row) => row.language === language))), share(own), `${percent(all.low)}-${percent(all.high)}`];
  });
  const whole = ['**all of these**', ...languages.map((language) => share(rows.filter((row) => row.language === language))), share(rows), ''];
  return markdown(['change', ...languages, 'all', '95%'], [...body, whole]);
}

function bestAndWorst(rows: readonly RecallRow[], languages: readonly string[]): string {
  const sentence = (what: string, own: readonly RecallRow[]): string => `- ${what}: ${extremes(own, languages)}.`;
  const renaming = rows.filter(({ operator }) => operator === 'renaming');
  return ['Best against worst language:', '', sentence('renaming, all sizes', renaming), sentence('renaming, from 40 tokens on', renaming.filter(isSizeable)), sentence('everything', rows)].join('\n');
}

const isSizeable = ({ band }: RecallRow): boolean => band !== '20-40';

/** The best and the worst language in these rows, in words. */
function extremes(rows: readonly RecallRow[], languages: readonly string[]): string {
  const ranked = languages.map((language) => ({ language, ...recallOf(rows.filter((row) => row.language === language)) })).filter(({ of }) => of > 0).sort((a, b) => b.share - a.share);
  const [best, worst] = [ranked[0], ranked[ranked.length - 1]];
  return `best ${best.language} ${percent(best.share)} (${percent(best.low)}-${percent(best.high)}), worst ${worst.language} ${percent(worst.share)} (${percent(worst.low)}-${percent(worst.high)})`;
}

/** One row a language: recall by size, and of all functions that are not small. */
function renamingSection({ rows, sample, seed }: AccuracyRun): string {
  const languages = [...new Set(rows.map(({ language }) => language))];
  const row = (name: string, own: readonly RecallRow[]): string[] => {
    const sizeable = recallOf(own.filter(isSizeable));
    return [name, ...BANDS.map(({ name: band }) => share(own.filter((one) => one.band === band))), `${sizeable.found} of ${sizeable.of}`, percent(sizeable.share)];
  };
  return `All own names changed and nothing else, ${sample} functions of each language and size where there are as many, seed ${seed}. From 40 tokens on: ${extremes(rows.filter(isSizeable), languages)}. Below, what a function
holds is the limit, see *What a function holds by itself*.

${markdown(['language', ...BANDS.map(({ name }) => `${name} tokens`), 'found from 40 on', '%'], [...languages.map((language) => row(language, rows.filter((one) => one.language === language))), row('**all**', rows)])}`;
}

const sizeTable = (rows: readonly RecallRow[]): string => markdown(['change', ...BANDS.map(({ name }) => `${name} tokens`)], variants(rows).map(({ label, own }) => [label, ...BANDS.map(({ name }) => share(own.filter(({ band }) => band === name)))]));

function stageTable(rows: readonly RecallRow[]): string {
  const names = { 'twin': 'a near twin was named', 'elsewhere': 'another place was named', 'no candidate': 'the look-up didn\'t bring it up', 'no chain': 'no run of tokens in common', 'too little evidence': 'too little evidence' };
  return markdown(['change', 'what was done', ...OUTCOMES.slice(1).map((outcome) => names[outcome as keyof typeof names]), 'applicable'], variants(rows).map(({ label, title, own }) => {
    const { of } = recallOf(own);
    const not = own.reduce((sum, { inapplicable }) => sum + inapplicable, 0);
    return [label, title, ...OUTCOMES.slice(1).map((outcome) => percent(own.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0) / of)), percent(of / (of + not))];
  }));
}

const reachTable = ({ units }: AccuracyRun, languages: readonly string[]): string => `A short function holds little: even all of it, with its names changed, may be what chance shows. Share of the sampled functions whose whole, renamed and aligned by itself, is above the limit. Some of the others are found together with their neighbours, or by their texts, so that more is found than stands here:

${markdown(['language', ...BANDS.map(({ name }) => `${name} tokens`)], languages.map((language) => [language, ...BANDS.map(({ name }) => {
    const own = units.filter((one) => one.language === language && one.band === name);
    const all = own.reduce((sum, one) => sum + one.units, 0);
    return all === 0 ? '' : percent(own.reduce((sum, { reachable }) => sum + reachable, 0) / all);
  })]))}`;

const alarmIntroduction = (unrelated: readonly AccuracyRun[]): string => `Whole projects that are not in the index. Each finding was looked at, both sides, and classified (\`test/bench/accuracy/alarms.json\`; of boilerplate that recurs in many files, some of them): a *real copy* (projects copy from one another), a *common
idiom*, a *table or boilerplate* (what compilers, generators and interfaces bring), or *chance*. *As idiom*: the
engine itself says so and shows the match as information: these are in none of the columns after it. False are those of chance${unrelated.some((run) => run.unrelated.some(({ alarms }) => alarms.some((alarm) => alarm.class === null))) ? ', and those that nobody has looked at yet' : ''}. The family
models were trained on the projects of \`grammars/training.list\`, which are one side of each run, and on some 400 others
(\`grammars/makers.list\`); so were the commonplaces that idioms are told by, and the pairs of texts.`;

const alarmHead = ({ functions, expectedAtMost }: AccuracyRun, i: number): string => `### ${i === 0 ? 'Training projects against the evaluation projects' : 'Evaluation projects against the training projects'}\n\nIndex of ${functions.toLocaleString('en-US')} functions, E at most ${expectedAtMost}.`;

function alarmTable(runs: readonly UnrelatedRun[]): string {
  const row = (name: string, own: readonly UnrelatedRun[]): string[] => {
    const functions = own.reduce((sum, one) => sum + one.functions, 0);
    const findings = own.flatMap((one) => one.alarms);
    const alarms = findings.filter(isLoud);
    const per1000 = (count: number): string => ((1000 * count) / functions).toFixed(2);
    const copies = alarms.filter((alarm) => alarm.class === 'real copy').length;
    return [name, functions.toLocaleString('en-US'), String(findings.length - alarms.length), ...ALARM_CLASSES.map((kind) => String(alarms.filter((alarm) => alarm.class === kind).length)), String(alarms.filter((alarm) => alarm.class === null).length), per1000(alarms.length - copies), per1000(alarms.filter(isFalse).length)];
  };
  const used = runs.filter(({ functions }) => functions > 0);
  return markdown(['language', 'functions', 'as idiom', ...ALARM_CLASSES, 'not looked at', 'no copies in 1,000', 'false in 1,000'], [...used.map((one) => row(one.language, [one])), row('**all**', used)]);
}

const limits = (): string => `## What it can't see

- Code whose original is in no index, and code below 24 tokens.
- Copies across families of languages, such as Java into Kotlin.
- Rewrites that keep the idea and little of the structure: *mixed 50%* above is the edge, and people rewrite more freely than these operators.
- The operators here change names, statements and syntax one by one, and parse the result; they don't run it. They are no sample of what people or assistants do.
  Operators apply where the language and the function offer it: see *applicable*.
- Two functions with equal tokens and equally patterned names can't be told apart; either counts as found.`;

const repeat = (recall: AccuracyRun, renaming: AccuracyRun, unrelated: readonly AccuracyRun[]): string => `## How to repeat it

\`\`\`
node scripts/fetch-projects.mjs test/bench/accuracy/corpus.list CORPUS
node scripts/fetch-projects.mjs grammars/training.list TRAINING
npm run accuracy -- --corpus CORPUS --sample ${recall.sample} --seed ${recall.seed} --baseline test/bench/accuracy/baseline.json
npm run accuracy -- --corpus CORPUS --operators renaming --sample ${renaming.sample} --seed ${renaming.seed} --baseline test/bench/accuracy/renaming.json
${unrelated.length > 0 ? `npm run accuracy -- --corpus CORPUS --unrelated TRAINING --megabytes 6 --baseline test/bench/accuracy/unrelated-training.json
npm run accuracy -- --corpus TRAINING --unrelated CORPUS --megabytes 6 --baseline test/bench/accuracy/unrelated-corpus.json
` : ''}node scripts/fetch-projects.mjs test/bench/accuracy/calibration.list OTHERS
node scripts/fetch-projects.mjs test/bench/accuracy/large.list LARGE
node --max-old-space-size=12000 dist/tools/calibrate.js --corpus CORPUS --training TRAINING --others OTHERS --large LARGE --json test/bench/accuracy/calibration.json
npm run card
\`\`\`

\`npm run accuracy -- --corpus CORPUS --compare test/bench/accuracy/baseline.json\` ends with 1 where a language finds less than before by more than its noise. Debian's packages change with
its releases: figures of other versions differ a little. Fetching needs npm, and apt-get with Debian's package sources (\`deb-src\` too); the projects take 5 GB, a run of calibrate 17 minutes, each of the others two to four.`;

const share = (rows: readonly RecallRow[]): string => {
  const { of, share: found } = recallOf(rows);
  return of === 0 ? '' : percent(found);
};
const percent = (value: number): string => (Number.isNaN(value) ? '' : (100 * value).toFixed(1));
