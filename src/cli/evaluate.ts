import { Option, type Command } from 'commander';
import { evaluate, EVALUATED_LANGUAGES, type EvaluateProgress } from '../host/node/evaluate.ts';
import type { Evaluation } from '../report/evaluation.ts';
import { evaluationText } from '../report/evaluation-text.ts';
import { evaluationPage } from '../report/html/evaluation-page.ts';
import { keyFileOption } from './key-option.ts';
import { createProgress, type Progress } from './progress.ts';
import { stoppable } from './stoppable.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';
import { expectOutput, writeOutput } from './write-output.ts';

interface EvaluateOptions {
  readonly index: string[];
  readonly keyFile: readonly string[];
  readonly ignore: string[];
  readonly seconds: number;
  readonly seed: string;
  readonly format: 'text' | 'json' | 'html';
  readonly output?: string;
}

/** `nearcopy evaluate --index X.ncx PATH...` */
export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description('mutate functions of your own code and say what would be found of them, and which level to choose')
    .addHelpText('after', `\nLanguages: ${EVALUATED_LANGUAGES.join(', ')}`)
    .argument('<path...>', 'files and folders')
    .requiredOption('-i, --index <X.ncx>', 'index that your scans use; may be given several times', (path: string, all: string[] = []) => [...all, path])
    .addOption(keyFileOption())
    .option('--ignore <pattern>', 'leave out what matches, as in .gitignore; may be given several times', (pattern: string, all: string[]) => [...all, pattern], [])
    .addOption(new Option('--seconds <number>', 'time to spend on it, after the code was read').argParser(seconds).default(60))
    .option('--seed <text>', 'another sample of functions and changes', '1')
    .addOption(new Option('-f, --format <format>', 'how to print it; html has plots').choices(['text', 'json', 'html']).default('text'))
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action(evaluateCode);
}

/** Where it is stopped nothing is printed or written. */
async function evaluateCode(paths: readonly string[], options: EvaluateOptions): Promise<void> {
  const progress = createProgress(process.stderr, { enabled: options.format === 'text' || options.output !== undefined });
  const { index: indexes, keyFile: keyFiles, ignore, seconds, seed } = options;
  const evaluation = await stoppable(async (signal) => {
    await expectOutput(options.output);
    return evaluate({ paths, ignore, indexes, keyFiles, seconds, seed, signal, onProgress: drawing(progress) }).finally(() => progress.stop());
  }, () => 'stopped');
  if (evaluation === null) return;
  if (evaluation.languages.length === 0) throw new UsageError(`${paths.join(', ')}: no function of a language that can be evaluated, which are ${EVALUATED_LANGUAGES.join(', ')}. Name code of one of them.`);
  await writeOutput(`${rendered(evaluation, paths, options).trimEnd()}\n`, options.output);
}

/** A bar for each stage. */
function drawing(progress: Progress): (state: EvaluateProgress) => void {
  let [shown, before] = ['', 0];
  return ({ stage, done, total = 0, detail }) => {
    if (stage !== shown) progress.start(VERBS[stage], total);
    progress.tick(done - (stage === shown ? before : 0), detail);
    [shown, before] = [stage, done];
  };
}

const VERBS = { read: 'Reading', 'look up': 'Looking up', try: 'Trying, seconds' };

function rendered(evaluation: Evaluation, evaluated: readonly string[], { format, index: indexes }: EvaluateOptions): string {
  if (format === 'json') return JSON.stringify(evaluation, null, 1);
  return format === 'html' ? evaluationPage(evaluation, { toolVersion: VERSION, evaluated, evaluatedAt: new Date(), indexes }) : evaluationText(evaluation);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new UsageError(`--seconds takes a number above 0, such as 60, not '${text}'`);
  return value;
}
