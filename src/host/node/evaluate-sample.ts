import { createHash } from 'node:crypto';
import type { Engine } from '../../core/engine.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import { BANDS, bandOf } from '../../mutation/bands.ts';
import type { EqualPlaces } from '../../mutation/equal-places.ts';
import { createExperiment, type Attempt, type Experiment, type Subject } from '../../mutation/experiment.ts';
import { OPERATORS, type OperatorName } from '../../mutation/operators.ts';
import type { Analyser } from '../../syntax/analyser.ts';
import { LEVELS } from './evaluate-tally.ts';

/** A file of the user, analysed. */
export interface OwnFile {
  readonly path: string;
  readonly text: string;
  readonly tokens: TokenFile;
}

export interface SampleOptions {
  readonly analyser: Analyser;
  readonly engine: Engine;
  readonly places: EqualPlaces;
  readonly files: readonly OwnFile[];
  readonly seed: string;
  readonly seconds: number;
  /** Awaited between one attempt and the next; rejects where it shall end. */
  readonly pause: () => Promise<void>;
}

/**
 * Mutates functions in an order by hash, languages and sizes in turn, until the time is over. Returns whether all were tried. The order doesn't depend on
 * the time: with more of it the same functions come first.
 */
export async function sampledAttempts({ analyser, engine, places, files, seed, seconds, pause }: SampleOptions, onAttempt: (attempt: Attempt & { readonly language: string }) => void): Promise<boolean> {
  const deadline = performance.now() + 1000 * seconds;
  const queues = queuesOf(files, seed);
  const experiments = new Map<string, Experiment>();
  const last = new Map<string, Subject[]>();
  const options = { operators: Object.keys(OPERATORS) as OperatorName[], seed, disguised: true, expectedAtMost: Math.max(...LEVELS.map(({ expectedAtMost }) => expectedAtMost)) };
  for (let turn = 0; queues.some((queue) => queue.length > turn); turn++) for (const queue of queues) {
    await pause();
    if (performance.now() > deadline) return false;
    if (turn >= queue.length) continue;
    const { file, unit, id } = queue[turn];
    const { language } = file.tokens;
    let experiment = experiments.get(language);
    if (!experiment) experiments.set(language, (experiment = await createExperiment(analyser, analyser.languages.named(language)!, engine, places)));
    const subject = await experiment.subject(id, file.text, file.tokens, unit, experiment.mutator.ownNames(file.text));
    if (!subject) continue;
    const others = last.get(language) ?? [];
    for await (const attempt of experiment.attempts(subject, others, options)) {
      onAttempt({ ...attempt, language });
      await pause();
    }
    last.set(language, [subject, ...others].slice(0, 2));
  }
  return true;
}

interface Waiting {
  readonly file: OwnFile;
  readonly unit: number;
  readonly id: string;
}

/** One queue for each language and size. */
function queuesOf(files: readonly OwnFile[], seed: string): Waiting[][] {
  const queues = new Map<string, Waiting[]>();
  for (const file of files) file.tokens.units.forEach(({ kind, start, end, name }, unit) => {
    if (kind !== 'function' || name < 0 || end - start > LARGEST) return;
    const key = `${file.tokens.language} ${BANDS.findIndex((band) => band.name === bandOf(end - start))}`;
    queues.set(key, [...(queues.get(key) ?? []), { file, unit, id: `${file.path}:${unit}` }]);
  });
  const order = new Map<Waiting, string>();
  for (const waiting of [...queues.values()].flat()) order.set(waiting, createHash('sha256').update(`${seed} ${waiting.id}`).digest('hex'));
  return [...queues].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, queue]) => queue.sort((a, b) => (order.get(a)! < order.get(b)! ? -1 : 1)));
}

/** Larger ones are whole libraries in a wrapper. */
const LARGEST = 600;
