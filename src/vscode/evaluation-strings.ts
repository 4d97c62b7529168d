import { env, l10n } from 'vscode';
import type { OperatorName } from '../mutation/operators.ts';
import { inPoints, levelToChoose, perThousand, type LevelFigures } from '../report/level-choice.ts';
import type { EvaluationStrings } from '../report/html/evaluation-strings.ts';
import { filesLabel, functionsLabel } from './counts.ts';

/** What the page of an evaluation says, in the language of the editor. */
export function localEvaluationStrings(): EvaluationStrings {
  return {
    language: env.language,
    title: l10n.t('What Nearcopy Finds of This Code'),
    evaluated: l10n.t('Evaluated'),
    when: l10n.t('When'),
    time: (date) => date.toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'short' }),
    indexes: l10n.t('Indexes'),
    introduction: l10n.t('Functions of the code were changed as somebody would who hides a copy, and looked up among the indexes and the code itself. All names were changed in every one of them.'),
    isSample: l10n.t('It is a sample: more time narrows the intervals.'),
    nothing: l10n.t('No function of a language that can be evaluated.'),
    caveat: l10n.t('Findings in the code as it is may be copies. A match is a reason to look, not a legal verdict.'),
    choice: l10n.t('Which Level to Choose'),
    recommended: (level) => l10n.t('Recommended: {0}.', levelName(level)),
    reason: levelSentence,
    levelName,
    levelMeaning: ({ expectedAtMost }) => l10n.t('in {0} of 1,000 functions, on average of all languages', (1000 * expectedAtMost).toLocaleString(env.language, { maximumSignificantDigits: 2 })),
    level: l10n.t('Level'),
    meaning: l10n.t('Expected by Chance'),
    found: l10n.t('Found'),
    interval: '95%',
    findingsAsIs: l10n.t('Findings in the code as it is'),
    languageHead: l10n.t('Language'),
    tried: l10n.t('Tried'),
    change: l10n.t('Change'),
    size: l10n.t('Tokens'),
    byLanguage: l10n.t('Found, by Language'),
    byChange: l10n.t('Found, by What Was Done'),
    bySize: l10n.t('Found, by Size of the Function in Tokens'),
    sharesByLevel: l10n.t('Shares found at each level. The table beside it has the same figures.'),
    intervalOf: (level) => l10n.t('The line is the 95% interval at level {0}.', level),
    changes: l10n.t('What Was Done'),
    rates: l10n.t('A percentage after it is the share of the statements that was changed; of the places of names for "partly inconsistent", of the text for "part".'),
    counts: ({ functions, files, mutated, all }) => l10n.t('{0} in {1}; changed copies: {2} of {3}.', functionsLabel(functions), filesLabel(files), all.of.toLocaleString(env.language), functionsLabel(mutated)),
    operatorName: ({ name }) => operatorName(name as OperatorName),
    operatorTitle: ({ name }) => operatorTitle(name as OperatorName),
    sizeName: ({ name }) => name,
  };
}

/** A level of evidence as the settings call it; another name as it is. */
export function levelName(level: string): string {
  switch (level) {
    case 'strict': return l10n.t('Strict');
    case 'normal': return l10n.t('Normal');
    case 'thorough': return l10n.t('Thorough');
    default: return level;
  }
}

function levelSentence(figures: LevelFigures): string {
  const { compared, strictLoses, thoroughGains, normalFindings, thoroughFindings } = figures;
  const points = (share: number): string => (inPoints(share) === 1 ? l10n.t('1 point') : l10n.t('{0} points', inPoints(share)));
  switch (levelToChoose(figures).reason) {
    case 'nothing tried': return l10n.t('Nothing could be tried.');
    case 'nothing compared': return l10n.t('The indexes hold no code of this language, so that it can\'t be told what a level would show.');
    case 'finds more': return l10n.t('It finds {0} more, for {1} findings in 1,000 functions of the code as it is.', points(thoroughGains), perThousand(thoroughFindings));
    case 'shows less': return l10n.t('Normal shows {0} findings in 1,000 functions of the code as it is, and finds only {1} more.', perThousand(normalFindings), points(strictLoses));
    case 'too few functions': return l10n.t('Thorough finds {0} more, but there are too few functions to tell what else it shows: {1}.', points(thoroughGains), compared);
    case 'balance': return l10n.t('Strict finds {0} less, and Thorough {1} more for {2} findings in 1,000 functions instead of {3}.', points(strictLoses), points(thoroughGains), perThousand(thoroughFindings), perThousand(normalFindings));
  }
}

function operatorName(name: OperatorName): string {
  switch (name) {
    case 'renaming': return l10n.t('renaming');
    case 'partly inconsistent': return l10n.t('partly inconsistent');
    case 'layout': return l10n.t('layout');
    case 'comments': return l10n.t('comments');
    case 'literals': return l10n.t('literals');
    case 'types': return l10n.t('types');
    case 'equal syntax': return l10n.t('equal syntax');
    case 'insertion': return l10n.t('insertion');
    case 'deletion': return l10n.t('deletion');
    case 'reorder': return l10n.t('reorder');
    case 'expressions': return l10n.t('expressions');
    case 'extraction': return l10n.t('extraction');
    case 'inlining': return l10n.t('inlining');
    case 'loops': return l10n.t('loops');
    case 'branches': return l10n.t('branches');
    case 'mixed': return l10n.t('mixed');
    case 'part': return l10n.t('part');
    case 'several': return l10n.t('several');
  }
}

function operatorTitle(name: OperatorName): string {
  switch (name) {
    case 'renaming': return l10n.t('all own names renamed, each to one name');
    case 'partly inconsistent': return l10n.t('some places of renamed names get yet another name');
    case 'layout': return l10n.t('indentation, line breaks, braces, spaces');
    case 'comments': return l10n.t('comments added and removed');
    case 'literals': return l10n.t('strings and numbers changed');
    case 'types': return l10n.t('types changed, added, left out');
    case 'equal syntax': return l10n.t('other spellings of the same');
    case 'insertion': return l10n.t('statements put in');
    case 'deletion': return l10n.t('statements left out');
    case 'reorder': return l10n.t('adjacent independent statements swapped');
    case 'expressions': return l10n.t('operators and operands changed');
    case 'extraction': return l10n.t('expressions taken out into variables');
    case 'inlining': return l10n.t('variables that are used once replaced by their value');
    case 'loops': return l10n.t('other loops');
    case 'branches': return l10n.t('other branches');
    case 'mixed': return l10n.t('all kinds of edits of statements');
    case 'part': return l10n.t('that share of the function inside another one');
    case 'several': return l10n.t('the bodies of three functions in one');
  }
}
