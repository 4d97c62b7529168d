import { readFileSync } from 'node:fs';
import { decodeText } from '../../../src/core/tokens/screen.ts';
import { BANDS, bandOf, type BandName } from '../../../src/mutation/bands.ts';
import type { Place } from '../../../src/mutation/equal-places.ts';
import { createExperiment, type AttemptOptions, type Experiment, type Subject } from '../../../src/mutation/experiment.ts';
import type { OperatorName } from '../../../src/mutation/operators.ts';
import { RecallTally, type RecallRow } from '../../../src/mutation/recall.ts';
import type { Outcome } from '../../../src/mutation/trial.ts';
import { isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import type { Language } from '../../../src/syntax/languages.ts';
import { orderOf, type Library, type SampledUnit } from './library.ts';

export interface MutationRunOptions extends AttemptOptions {
  /** Language ids. */
  readonly languages: readonly string[];
  /** Units of each language and band. */
  readonly sample: number;
  readonly onLanguage?: (language: string, units: number) => void;
  /** A mutant that doesn't parse was thrown away. */
  readonly onRejected?: (rejected: { readonly language: string; readonly operator: OperatorName; readonly rate: number | null; readonly notes: readonly string[] }, mutant: string, original: string) => void;
  readonly onMiss?: (miss: Miss, mutant: string, original: string) => void;
}

/** A mutant that was not found. */
export interface Miss {
  readonly id: string;
  readonly language: string;
  readonly operator: OperatorName;
  readonly rate: number | null;
  readonly band: BandName;
  readonly tokens: number;
  readonly outcome: Outcome;
  readonly bits: number | null;
  readonly expected: number | null;
  readonly expectedAtBest: number;
  readonly notes: readonly string[];
  /** What was found instead. */
  readonly instead: readonly string[];
}

/** Rows, misses, and how many units of each language and band there were. */
export interface MutationResult {
  readonly rows: readonly RecallRow[];
  readonly misses: readonly Miss[];
  /** Units that were mutated, and how many of them can be found at all by what they hold. */
  readonly units: readonly { readonly language: string; readonly band: BandName; readonly units: number; readonly reachable: number }[];
}

/** Mutates a sample of the library's functions and looks the mutants up in it. */
export async function runMutations(analyser: Analyser, library: Library, options: MutationRunOptions): Promise<MutationResult> {
  const tally = new RecallTally();
  const misses: Miss[] = [];
  const counts: { language: string; band: BandName; units: number; reachable: number }[] = [];
  for (const id of options.languages) {
    const language = analyser.languages.named(id);
    if (!language) throw new Error(`there is no language '${id}'`);
    const experiment = await createExperiment(analyser, language, library.engine, library.places);
    const subjects = await sampleOf(analyser, language, library, experiment, options.sample);
    for (const { name: band } of BANDS) {
      const own = subjects.filter((subject) => subject.band === band);
      counts.push({ language: id, band, units: own.length, reachable: own.filter(({ expectedAtBest }) => expectedAtBest <= options.expectedAtMost).length });
    }
    options.onLanguage?.(id, subjects.length);
    for (const [at, subject] of subjects.entries()) {
      const others = [1, 2].map((step) => subjects[(at + step) % subjects.length]);
      for await (const { operator, rate, mutation, trial } of experiment.attempts(subject, others, options)) {
        const row = tally.row(id, operator, rate, subject.band);
        if (mutation.kind !== 'mutant' || !trial) {
          row[mutation.kind === 'rejected' ? 'rejected' : 'inapplicable']++;
          if (mutation.kind === 'rejected') options.onRejected?.({ language: id, operator, rate, notes: mutation.notes ?? [mutation.reason] }, mutation.text ?? '', subject.snippet.text);
          continue;
        }
        row.outcomes[trial.outcome]++;
        if (trial.outcome === 'found') continue;
        const { outcome, bits, expected, findings } = trial;
        const instead = findings.map(({ match, evidenceBits }) => `${match.work} ${match.path}:${match.startLine}-${match.endLine}, ${evidenceBits} bits`);
        const miss: Miss = { id: subject.id, language: id, operator, rate, band: subject.band, tokens: subject.end - subject.start, outcome, bits, expected, expectedAtBest: subject.expectedAtBest, notes: mutation.notes, instead };
        misses.push(miss);
        options.onMiss?.(miss, mutation.text, subject.snippet.text);
      }
    }
  }
  return { rows: tally.rows, misses, units: counts };
}

/** The first units of each band in an order by hash, that can stand by themselves; no two of the same code. */
async function sampleOf(analyser: Analyser, language: Language, library: Library, experiment: Experiment, sample: number): Promise<Subject[]> {
  const ordered = library.units.filter((unit) => unit.language === language.data.id && unit.tokens <= LARGEST).map((unit) => ({ unit, order: orderOf(unit.id) })).sort((a, b) => (a.order < b.order ? -1 : 1));
  const subjects: Subject[] = [];
  const seen = new Set<Place>();
  for (const { name: band } of BANDS) {
    let taken = 0;
    for (const { unit } of ordered) {
      if (taken >= sample) break;
      if (bandOf(unit.tokens) !== band) continue;
      const subject = await subjectOf(analyser, language, experiment, unit);
      if (!subject || seen.has(subject.places[0])) continue;
      seen.add(subject.places[0]);
      subjects.push(subject);
      taken++;
    }
  }
  return subjects;
}

/** Larger ones are whole libraries in a wrapper. */
const LARGEST = 600;

async function subjectOf(analyser: Analyser, language: Language, experiment: Experiment, { id, file, unit }: SampledUnit): Promise<Subject | null> {
  const decoded = decodeText(new Uint8Array(readFileSync(file)));
  const tokens = decoded && (await analyser.analyse(decoded.text, [language]));
  if (!decoded || !tokens || isRefusal(tokens)) return null;
  return experiment.subject(id, decoded.text, tokens, unit, experiment.mutator.ownNames(decoded.text));
}
