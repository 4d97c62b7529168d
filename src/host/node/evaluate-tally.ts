import { BANDS } from '../../mutation/bands.ts';
import type { Attempt } from '../../mutation/experiment.ts';
import { OPERATORS, type OperatorName } from '../../mutation/operators.ts';
import { wilson } from '../../mutation/recall.ts';
import type { Trial } from '../../mutation/trial.ts';
import { levels } from '../../policy/levels.ts';
import type { EvaluatedLanguage, EvaluatedLevel, EvaluatedRow } from '../../report/evaluation.ts';

/** The levels of the policy, the strictest first. */
export const LEVELS: readonly EvaluatedLevel[] = Object.entries(levels).map(([name, { expectedAtMost }]) => ({ name, expectedAtMost })).sort((a, b) => a.expectedAtMost - b.expectedAtMost);

/** Collects attempts, and says for each language what to expect. */
export class EvaluationTally {
  readonly #languages = new Map<string, LanguageTally>();

  /** A file, its functions, and how often chance explains each of the findings in it. */
  file(language: string, functions: number, findings: readonly number[]): void {
    const own = this.#language(language);
    own.files++;
    own.functions += functions;
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
    return [...this.#languages].filter(([, { functions }]) => functions > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([language, own]) => {
      const all = rowOf('all', 'all of these', own.all);
      return { language, files: own.files, functions: own.functions, mutated: own.mutated.size, findings: own.findings, operators: operatorRows(own), sizes: BANDS.map(({ name }) => rowOf(`${name} tokens`, 'all of these', own.count(`size ${name}`))), all, ...choice(all, own.findings, own.functions) };
    });
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

/** How often chance explains what was found of the original; never, where it wasn't. A near twin of it, such as another version in an index, will do. */
function expectedOf({ outcome, expected, findings }: Trial): number {
  if (outcome === 'found') return expected ?? Infinity;
  return outcome === 'twin' ? Math.min(...findings.map(({ expectedByChance }) => expectedByChance)) : Infinity;
}

function operatorRows(own: LanguageTally): EvaluatedRow[] {
  return (Object.keys(OPERATORS) as OperatorName[]).flatMap((operator) => [...(OPERATORS[operator].rates ?? [null])].map((rate) => rowOf(rate === null ? operator : `${operator} ${100 * rate}%`, OPERATORS[operator].title, own.count(`operator ${operator} ${rate}`)))).filter(({ of }) => of > 0);
}

const rowOf = (name: string, title: string, { of, found }: Counts): EvaluatedRow => ({ name, title, of, found: found.map((count) => ({ count, ...wilson(count, of) })) });

/** The level to choose: normal, unless another one gains much for little. Levels stand in the order of `LEVELS`. */
function choice(all: EvaluatedRow, findings: readonly number[], functions: number): Pick<EvaluatedLanguage, 'level' | 'because'> {
  const at = (name: keyof typeof levels): number => LEVELS.findIndex((level) => level.name === name);
  const [strict, normal, thorough] = [at('strict'), at('normal'), at('thorough')];
  const share = (level: number): number => all.found[level].count / Math.max(1, all.of);
  const per1000 = (level: number): number => (1000 * findings[level]) / functions;
  const points = (more: number): string => `${(100 * more).toFixed(0)} points`;
  if (all.of === 0) return { level: 'normal', because: 'nothing could be tried' };
  if (share(thorough) - share(normal) >= MUCH && per1000(thorough) <= FEW) return { level: 'thorough', because: `it finds ${points(share(thorough) - share(normal))} more, for ${per1000(thorough).toFixed(1)} findings in 1,000 functions of the code as it is` };
  if (per1000(normal) > MANY && share(normal) - share(strict) <= LITTLE) return { level: 'strict', because: `normal shows ${per1000(normal).toFixed(1)} findings in 1,000 functions of the code as it is, and finds only ${points(share(normal) - share(strict))} more` };
  return { level: 'normal', because: `strict finds ${points(share(normal) - share(strict))} less, and thorough ${points(share(thorough) - share(normal))} more for ${per1000(thorough).toFixed(1)} findings in 1,000 functions instead of ${per1000(normal).toFixed(1)}` };
}

// Shares of mutants, and findings in 1,000 functions, that speak for another level.
const MUCH = 0.05;
const LITTLE = 0.02;
const FEW = 5;
const MANY = 10;
