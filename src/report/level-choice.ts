import { levelAt, shareAt, type EvaluatedCode, type Evaluation } from './evaluation.ts';
import { count } from './phrases.ts';

/** What speaks for a level of evidence, and against it. */
export interface LevelFigures {
  /** Functions that could have findings. */
  readonly compared: number;
  readonly mutants: number;
  /** Shares of the mutants (0 to 1) that strict finds less than normal, and thorough more. */
  readonly strictLoses: number;
  readonly thoroughGains: number;
  readonly normalFindings: FindingRate;
  readonly thoroughFindings: FindingRate;
}

/** Findings in 1,000 functions of the code as it is, of those that could have any, with their 95% interval. */
export interface FindingRate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** Why a level is the one to choose. */
export type LevelReason = 'nothing tried' | 'nothing compared' | 'finds more' | 'shows less' | 'too few functions' | 'balance';

export function levelFigures({ all, findings, compared }: Pick<EvaluatedCode, 'all' | 'findings' | 'compared'>, levels: Evaluation['levels']): LevelFigures {
  const [strict, normal, thorough] = ['strict', 'normal', 'thorough'].map((name) => levelAt({ levels }, name));
  const share = (level: number): number => shareAt(all, level) ?? 0;
  const rate = (level: number): FindingRate => ({ rate: (1000 * findings[level].count) / Math.max(1, compared), low: 1000 * findings[level].low, high: 1000 * findings[level].high });
  return {
    compared,
    mutants: all.of,
    strictLoses: share(normal) - share(strict),
    thoroughGains: share(thorough) - share(normal),
    normalFindings: rate(normal),
    thoroughFindings: rate(thorough),
  };
}

/** The level to choose: normal, unless another one surely gains much for little. */
export function levelToChoose({ compared, mutants, strictLoses, thoroughGains, normalFindings, thoroughFindings }: LevelFigures): { readonly level: 'strict' | 'normal' | 'thorough'; readonly reason: LevelReason } {
  if (mutants === 0) return { level: 'normal', reason: 'nothing tried' };
  if (compared === 0) return { level: 'normal', reason: 'nothing compared' };
  if (thoroughGains >= MUCH && thoroughFindings.high <= BEARABLE) return { level: 'thorough', reason: 'finds more' };
  if (normalFindings.low > BEARABLE && strictLoses <= LITTLE) return { level: 'strict', reason: 'shows less' };
  return { level: 'normal', reason: thoroughGains >= MUCH && thoroughFindings.rate <= BEARABLE ? 'too few functions' : 'balance' };
}

// Shares of mutants, and findings in 1,000 functions, that speak for another level.
const MUCH = 0.05;
const LITTLE = 0.02;
const BEARABLE = 10;

/** Why the level that `levelToChoose` names is the one to choose, in English. */
export function levelSentence(figures: LevelFigures): string {
  const { compared, strictLoses, thoroughGains, normalFindings, thoroughFindings } = figures;
  const points = (share: number): string => count(inPoints(share), 'point');
  switch (levelToChoose(figures).reason) {
    case 'nothing tried': return 'nothing could be tried';
    case 'nothing compared': return 'the indexes hold no code of this language, so that it can\'t be told what a level would show';
    case 'finds more': return `it finds ${points(thoroughGains)} more, for ${perThousand(thoroughFindings)} findings in 1,000 functions of the code as it is`;
    case 'shows less': return `normal shows ${perThousand(normalFindings)} findings in 1,000 functions of the code as it is, and finds only ${points(strictLoses)} more`;
    case 'too few functions': return `thorough finds ${points(thoroughGains)} more, but ${count(compared, 'function')} are too few to tell what else it shows`;
    case 'balance': return `strict finds ${points(strictLoses)} less, and thorough ${points(thoroughGains)} more for ${perThousand(thoroughFindings)} findings in 1,000 functions instead of ${perThousand(normalFindings)}`;
  }
}

/** Points of a hundred. */
export const inPoints = (share: number): number => Math.round(100 * share);
export const perThousand = ({ rate }: FindingRate): string => rate.toFixed(rate < 10 ? 1 : 0);
