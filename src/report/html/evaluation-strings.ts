import type { EvaluatedCode, EvaluatedLevel, EvaluatedRow } from '../evaluation.ts';
import { levelSentence, type LevelFigures } from '../level-choice.ts';
import { count } from '../phrases.ts';
import { sentence } from './finding-facts.ts';

/** All that the page of an evaluation says, so that an editor can say it in another language. Plain text: the page escapes it. */
export interface EvaluationStrings {
  /** BCP 47, for the page's `lang`. */
  readonly language: string;
  readonly title: string;
  readonly evaluated: string;
  readonly when: string;
  readonly time: (date: Date) => string;
  readonly indexes: string;
  readonly introduction: string;
  readonly isSample: string;
  readonly nothing: string;
  readonly caveat: string;

  readonly choice: string;
  /** What to choose, and why: sentences. */
  readonly recommended: (level: string) => string;
  readonly reason: (figures: LevelFigures) => string;
  readonly levelName: (name: string) => string;
  readonly levelMeaning: (level: EvaluatedLevel) => string;

  // Heads of tables.
  readonly level: string;
  readonly meaning: string;
  readonly found: string;
  readonly interval: string;
  readonly findingsAsIs: string;
  readonly languageHead: string;
  /** How many changed copies were looked up. */
  readonly tried: string;
  readonly change: string;
  readonly size: string;

  // Plots, and what a screen reader says of them.
  readonly byLanguage: string;
  readonly byChange: string;
  readonly bySize: string;
  readonly sharesByLevel: string;
  readonly intervalOf: (level: string) => string;
  readonly changes: string;
  /** What a percentage after a change means. */
  readonly rates: string;
  /** What there was of a language, and how much of it was changed. */
  readonly counts: (code: EvaluatedCode) => string;
  readonly operatorName: (row: EvaluatedRow) => string;
  readonly operatorTitle: (row: EvaluatedRow) => string;
  readonly sizeName: (row: EvaluatedRow) => string;
}

export const evaluationStrings: EvaluationStrings = {
  language: 'en',
  title: 'What Nearcopy finds of this code',
  evaluated: 'Evaluated',
  when: 'When',
  time: (date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  indexes: 'Indexes',
  introduction: 'Functions of the code were changed as somebody would who hides a copy, and looked up among the indexes and the code itself. All names were changed in every one of them.',
  isSample: 'It is a sample: more time narrows the intervals.',
  nothing: 'No function of a language that can be evaluated.',
  caveat: 'Findings in the code as it is may be copies; a match is a reason to look, not a legal verdict.',

  choice: 'Which level to choose',
  recommended: (level) => `Recommended: ${level}.`,
  reason: (figures) => `${sentence(levelSentence(figures))}.`,
  levelName: (name) => name,
  levelMeaning: ({ expectedAtMost }) => `in ${Number((1000 * expectedAtMost).toPrecision(2))} of 1,000 functions, on average of all languages`,

  level: 'Level',
  meaning: 'Expected by chance',
  found: 'Found',
  interval: '95%',
  findingsAsIs: 'Findings in the code as it is',
  languageHead: 'Language',
  tried: 'Tried',
  change: 'Change',
  size: 'Tokens',

  byLanguage: 'Found, by language',
  byChange: 'Found, by what was done',
  bySize: 'Found, by size of the function in tokens',
  sharesByLevel: 'Shares found at each level. The table beside it has the same figures.',
  intervalOf: (level) => `The line is the 95% interval at level ${level}.`,
  changes: 'What was done',
  rates: 'A percentage after it is the share of the statements that was changed; of the places of names for "partly inconsistent", of the text for "part".',
  counts: ({ functions, files, mutated, all }) => `${count(functions, 'function')} in ${count(files, 'file')}; ${mutated.toLocaleString('en-US')} of them changed ${all.of.toLocaleString('en-US')} times.`,
  operatorName: ({ name }) => name,
  operatorTitle: ({ title }) => title,
  sizeName: ({ name }) => name,
};
