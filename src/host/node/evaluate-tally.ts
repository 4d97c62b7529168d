import { BANDS } from '../../mutation/bands.ts';
import type { Attempt } from '../../mutation/experiment.ts';
import { OPERATORS, type OperatorName } from '../../mutation/operators.ts';
import { wilson } from '../../mutation/recall.ts';
import type { Trial } from '../../mutation/trial.ts';
import { levels } from '../../policy/levels.ts';
import type { EvaluatedCode, EvaluatedLanguage, EvaluatedLevel, EvaluatedRow } from '../../report/evaluation.ts';
import { levelFigures, levelSentence, levelToChoose } from '../../report/level-choice.ts';

/** The levels of the policy, the strictest first. */
export const LEVELS: readonly EvaluatedLevel[] = Object.entries(levels).map(([name, { expectedAtMost }]) => ({ name, expectedAtMost })).sort((a, b) => a.expectedAtMost - b.expectedAtMost);

/** Collects attempts, and says for each language what to expect. */
export class EvaluationTally {
  readonly #languages = new Map<string, LanguageTally>();

  /** A file, its functions, how often chance explains each of the findings in it, and whether the indexes hold code that it could match. */
  file(language: string, functions: number, findings: readonly number[], isCompared: boolean): void {
    const own = this.#language(language);
    own.files++;
    own.functions += functions;
    if (isCompared) own.compared += functions;
    LEVELS.forEach(({ expectedAtMost }, level) => (own.findings[level] += findings.filter((expected) => expected <= expectedAtMost).length));
  }

  attempt(language: string, { subject, operator, rate, trial }: Attempt): void {
    const own = this.#language(language);
    own.mutated.add(subject.id);
    if (!trial) return;
    const expected = expectedOf(trial);
    for (const counts of [own.all, own.count(`operator ${operator} ${rate}`), own.count(`size ${subject.band}`)]) {
      counts.of++;
      LEVELS.forEach(({ expectedAtMost }, level) => (counts.found[level] += expected <= expectedAtMost ? 1 : 0));
    }
  }

  languages(): EvaluatedLanguage[] {
    return [...this.#languages].filter(([, { functions }]) => functions > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([language, own]): EvaluatedLanguage => ({
      language,
      ...codeOf([own]),
      operators: operatorRows(own),
      sizes: BANDS.map(({ name }) => rowOf(name, null, 'all of these', own.count(`size ${name}`))),
    }));
  }

  /** All languages together. */
  overall(): EvaluatedCode {
    return codeOf([...this.#languages.values()]);
  }

  #language(language: string): LanguageTally {
    let own = this.#languages.get(language);
    if (!own) this.#languages.set(language, (own = new LanguageTally()));
    return own;
  }
}

interface Counts {
  of: number;
  readonly found: number[];
}

const none = (): Counts => ({ of: 0, found: LEVELS.map(() => 0) });

class LanguageTally {
  files = 0;
  functions = 0;
  compared = 0;
  readonly mutated = new Set<string>();
  readonly findings = LEVELS.map(() => 0);
  readonly all = none();
  readonly #counts = new Map<string, Counts>();

  count(key: string): Counts {
    let counts = this.#counts.get(key);
    if (!counts) this.#counts.set(key, (counts = none()));
    return counts;
  }
}

function codeOf(languages: readonly LanguageTally[]): EvaluatedCode {
  const sum = (count: (own: LanguageTally) => number): number => languages.reduce((total, own) => total + count(own), 0);
  const byLevel = (count: (own: LanguageTally) => readonly number[]): number[] => LEVELS.map((_, level) => sum((own) => count(own)[level]));
  const compared = sum((own) => own.compared);
  const code = {
    files: sum(({ files }) => files),
    functions: sum(({ functions }) => functions),
    mutated: sum(({ mutated }) => mutated.size),
    compared,
    // A function may have several findings.
    findings: byLevel(({ findings }) => findings).map((count) => ({ count, ...wilson(Math.min(count, compared), compared) })),
    all: rowOf('all', null, 'all of these', { of: sum(({ all }) => all.of), found: byLevel(({ all }) => all.found) }),
  };
  const figures = levelFigures(code, LEVELS);
  return { ...code, level: levelToChoose(figures).level, because: levelSentence(figures) };
}

/** How often chance explains what was found of the original; never, where it wasn't. A near twin of it, such as another version in an index, will do. */
function expectedOf({ outcome, expected, findings }: Trial): number {
  if (outcome === 'found') return expected ?? Infinity;
  return outcome === 'twin' ? Math.min(...findings.map(({ expectedByChance }) => expectedByChance)) : Infinity;
}

function operatorRows(own: LanguageTally): EvaluatedRow[] {
  return (Object.keys(OPERATORS) as OperatorName[]).flatMap((operator) => [...(OPERATORS[operator].rates ?? [null])].map((rate) => rowOf(operator, rate, OPERATORS[operator].title, own.count(`operator ${operator} ${rate}`)))).filter(({ of }) => of > 0);
}

const rowOf = (name: string, rate: number | null, title: string, { of, found }: Counts): EvaluatedRow => ({ name, rate, title, of, found: found.map((count) => ({ count, ...wilson(count, of) })) });
