import { Option, type Command } from 'commander';
import { evaluate, type EvaluateRequest } from '../host/node/evaluate.ts';
import { writeFileWhole } from '../host/node/write-file.ts';
import type { Evaluation } from '../report/evaluation.ts';
import { evaluationText } from '../report/evaluation-text.ts';
import { evaluationPage } from '../report/html/evaluation-page.ts';
import { reasonOf } from '../sources/reason.ts';
import { keyFileOption } from './key-option.ts';
import { createProgress } from './progress.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

interface EvaluateOptions {
  readonly index: string[];
  readonly keyFile: readonly string[];
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
    .argument('<path...>', 'files and folders')
    .requiredOption('-i, --index <X.ncx>', 'index that your scans use; may be given several times', (path: string, all: string[] = []) => [...all, path])
    .addOption(keyFileOption())
    .addOption(new Option('--seconds <number>', 'time to spend on it, after the code was read').argParser(seconds).default(60))
    .option('--seed <text>', 'another sample of functions and changes', '1')
    .addOption(new Option('-f, --format <format>', 'how to print it; html has plots').choices(['text', 'json', 'html']).default('text'))
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action(evaluateCode);
}

async function evaluateCode(paths: readonly string[], options: EvaluateOptions): Promise<void> {
  const stopped = new AbortController();
  // The first Ctrl+C ends the sampling and says what is known by then; the second one ends the program.
  const stop = (): void => stopped.abort(new UsageError('stopped before anything was tried'));
  process.once('SIGINT', stop);
  const progress = createProgress(process.stderr, { enabled: options.format === 'text' || options.output !== undefined });
  let stage = '';
  const onProgress: EvaluateRequest['onProgress'] = (now, detail) => {
    if (now !== stage) progress.start(now === 'read' ? 'Reading' : 'Trying', 0);
    stage = now;
    progress.tick(1, detail);
  };
  const request: EvaluateRequest = { paths, indexes: options.index, keyFiles: options.keyFile, seconds: options.seconds, seed: options.seed, signal: stopped.signal, onProgress };
  const evaluation = await evaluate(request).finally(() => {
    progress.stop();
    process.off('SIGINT', stop);
  });
  const text = `${rendered(evaluation, paths, options).trimEnd()}\n`;
  const { output } = options;
  if (output === undefined) return void process.stdout.write(text);
  await writeFileWhole(output, text).catch((error: unknown) => {
    throw new UsageError(`${output} could not be written: ${reasonOf(error)}. Check the path given with --output.`);
  });
}

function rendered(evaluation: Evaluation, evaluated: readonly string[], { format, index: indexes }: EvaluateOptions): string {
  if (format === 'json') return JSON.stringify(evaluation, null, 1);
  return format === 'html' ? evaluationPage(evaluation, { toolVersion: VERSION, evaluated, evaluatedAt: new Date(), indexes }) : evaluationText(evaluation);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new UsageError(`--seconds takes a number above 0, such as 60, not '${text}'`);
  return value;
}
