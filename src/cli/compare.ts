import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { compareFiles } from '../core/match/compare.ts';
import { uniformModel } from '../core/match/family-model.ts';
import { decodeText, screen } from '../core/tokens/screen.ts';
import { FamilyModels } from '../host/family-models.ts';
import { grammarFiles } from '../host/node/grammar-files.ts';
import { languagesOf } from '../host/node/workshop.ts';
import { renderComparison } from '../report/comparison-text.ts';
import { reasonOf } from '../sources/reason.ts';
import { createAnalyser, isRefusal, type Analyser } from '../syntax/analyser.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { UsageError } from './usage-error.ts';
import { useColor } from './use-color.ts';

interface CompareOptions {
  readonly language?: string;
  readonly format: string;
  readonly color?: boolean;
}

/** `nearcopy compare A B` */
export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('put two files or snippets side by side, with what matches and what was renamed')
    .argument('<a>', 'a file, such as the original')
    .argument('<b>', 'another, such as the suspected copy')
    .option('-l, --language <id>', 'the language of both, where their names do not tell it')
    .option('-f, --format <format>', 'text or json', 'text')
    .option('--no-color', 'no colour, also on a terminal')
    .action(compare);
}

async function compare(a: string, b: string, options: CompareOptions): Promise<void> {
  if (options.format !== 'text' && options.format !== 'json') throw new UsageError(`--format takes text or json, not '${options.format}'`);
  compileGrammarsQuickly();
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  try {
    const left = await read(analyser, a, options.language);
    const right = await read(analyser, b, options.language);
    if (left.tokens.family !== right.tokens.family) throw new UsageError(`${a} is ${left.tokens.language} and ${b} is ${right.tokens.language}: only languages of one family can be compared`);
    const model = await new FamilyModels(host).ready(left.tokens.family) ?? uniformModel(left.tokens.family);
    const comparison = compareFiles({ name: a, ...left }, { name: b, ...right }, model);
    if (options.format === 'json') process.stdout.write(`${JSON.stringify({ ...comparison, a: { name: a }, b: { name: b } }, null, 1)}\n`);
    else process.stdout.write(`${renderComparison(comparison, { color: useColor(process.stdout, options.color), width: process.stdout.columns ?? 100 }).trimEnd()}\n`);
  } finally {
    analyser.dispose();
  }
}

async function read(analyser: Analyser, path: string, language?: string) {
  const bytes = new Uint8Array(await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path}: ${reasonOf(error)}. Check the path.`);
  }));
  const screened = screen({ path, size: bytes.length, bytes });
  if (!screened.ok && !decodeText(bytes)) throw new UsageError(`${path} can't be compared: ${screened.reason}`);
  const text = decodeText(bytes)!.text;
  const candidates = languagesOf(analyser, path, language);
  if (candidates.length === 0) throw new UsageError(`${path}: its ending doesn't tell a known language; say it with --language`);
  const tokens = await analyser.analyse(text, candidates);
  if (isRefusal(tokens)) throw new UsageError(`${path} can't be compared: ${tokens.reason}`);
  return { text, tokens };
}
