import type { Engine } from '../core/engine.ts';
import type { TokenFile } from '../core/tokens/token-file.ts';
import { isRefusal, type Analyser } from '../syntax/analyser.ts';
import type { Language } from '../syntax/languages.ts';
import { bandOf, type BandName } from './bands.ts';
import type { EqualPlaces, Place } from './equal-places.ts';
import { createMutator, type Mutation, type Mutator, type Snippet } from './mutator.ts';
import { OPERATORS, type OperatorName } from './operators.ts';
import { MUTATION_TABLES } from './tables/tables.ts';
import { tryMutant, type Trial } from './trial.ts';

/** A function that stands in the index, ready to be mutated. */
export interface Subject {
  /** What its mutants' seeds depend on. */
  readonly id: string;
  readonly snippet: Snippet;
  readonly tokens: TokenFile;
  readonly start: number;
  readonly end: number;
  readonly places: readonly Place[];
  readonly band: BandName;
  /** How often chance shows as much as the whole function under other names: what is above the limit can't be found however it is copied. */
  readonly expectedAtBest: number;
}

/** What was tried with a function. */
export interface Attempt {
  readonly subject: Subject;
  readonly operator: OperatorName;
  readonly rate: number | null;
  readonly mutation: Mutation;
  /** Null where there was nothing to look up. */
  readonly trial: Trial | null;
}

export interface AttemptOptions {
  readonly operators: readonly OperatorName[];
  readonly seed: string;
  /** Whether names are changed in every mutant, not only by the operators that do so. */
  readonly disguised: boolean;
  readonly expectedAtMost: number;
}

/** Mutates functions of one language and looks the mutants up. */
export interface Experiment {
  readonly mutator: Mutator;
  /** The function that unit `unit` of a file is; null where it can't stand by itself, or the index doesn't have it. `own` are the file's own names. */
  subject(id: string, text: string, tokens: TokenFile, unit: number, own: ReadonlySet<string>): Promise<Subject | null>;
  /** One attempt for each operator and rate. `others` lend their bodies. */
  attempts(subject: Subject, others: readonly Subject[], options: AttemptOptions): AsyncGenerator<Attempt>;
}

/** Throws an Error where there is no table for the language. */
export async function createExperiment(analyser: Analyser, language: Language, engine: Engine, equal: EqualPlaces): Promise<Experiment> {
  const { id, grammar } = language.data;
  const table = MUTATION_TABLES.get(id);
  if (!table) throw new Error(`there are no mutations for '${id}'; known are ${[...MUTATION_TABLES.keys()].join(', ')}`);
  const mutator = createMutator(language, await analyser.syntax.load(grammar), table);
  return {
    mutator,
    async subject(name, text, tokens, unit, own) {
      const { start, end } = tokens.units[unit];
      const places = equal.of(tokens, start, end);
      const snippet = places.length === 0 ? null : mutator.snippet(text, tokens.unitStarts[unit], tokens.unitEnds[unit], own);
      const alone = snippet && (await analyser.analyse(snippet.text, [language]));
      if (!snippet || !alone || isRefusal(alone)) return null;
      const expectedAtBest = Math.min(Infinity, ...engine.reachable(alone).map(({ expected }) => expected));
      return { id: name, snippet, tokens, start, end, places, band: bandOf(end - start), expectedAtBest };
    },
    async *attempts(subject, others, { operators, seed, disguised, expectedAtMost }) {
      for (const operator of operators) for (const rate of OPERATORS[operator].rates ?? [null]) {
        const mutation = mutator.mutate(subject.snippet, { operator, rate, seed: `${seed} ${subject.id}`, disguised, others: others.map(({ snippet }) => snippet) });
        const tokens = mutation.kind === 'mutant' ? await analyser.analyse(mutation.text, [language]) : null;
        if (mutation.kind !== 'mutant' || !tokens) yield { subject, operator, rate, mutation, trial: null };
        else if (isRefusal(tokens)) yield { subject, operator, rate, mutation: { kind: 'rejected', reason: tokens.reason }, trial: null };
        else yield { subject, operator, rate, mutation, trial: tryMutant(engine, { path: 'mutant', text: mutation.text, tokens }, subject.places, { codes: subject.tokens.codes, start: subject.start, end: subject.end }, expectedAtMost) };
      }
    },
  };
}
