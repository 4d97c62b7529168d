import { Option, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { readModel, uniformModel } from '../core/match/family-model.ts';
import type { Alphabet } from '../core/tokens/language.ts';
import { LineTable } from '../core/tokens/line-table.ts';
import { decodeText } from '../core/tokens/screen.ts';
import { grammarFiles } from '../host/node/grammar-files.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { readKeys } from '../host/node/key-file.ts';
import { engineName, languagesOf } from '../host/node/workshop.ts';
import { writeFileWhole } from '../host/node/write-file.ts';
import { packCase, type CasePart } from '../mutation/reported-case.ts';
import { levels, type LevelName } from '../policy/levels.ts';
import { reasonOf } from '../sources/reason.ts';
import { withIndex } from '../store/open.ts';
import { createAnalyser, isRefusal, type Analyser } from '../syntax/analyser.ts';
import { loadKernel } from '../syntax/kernel.ts';
import { keyFileOption } from './key-option.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

interface ReportCaseOptions {
  readonly index?: string;
  readonly keyFile: readonly string[];
  readonly expected: 'found' | 'nothing';
  readonly level: LevelName;
  readonly language?: string;
  readonly note: string;
  readonly output?: string;
}

/** `nearcopy report-case CHECKED ORIGINAL` */
export function addReportCaseCommand(program: Command): void {
  program
    .command('report-case')
    .description('pack a copy that was missed, or a false alarm, without any text of the code: for an issue')
    .argument('<checked>', 'the code that was checked: a file, or lines of it, such as src/a.ts:10-40')
    .argument('<original>', 'the code that it is, or is not, a copy of')
    .addOption(new Option('--expected <what>', 'what should have happened: a copy found, or nothing').choices(['found', 'nothing']).makeOptionMandatory())
    .option('-i, --index <X.ncx>', 'the index that was used: chance grows with its size (default: one of a million tokens)')
    .addOption(keyFileOption())
    .addOption(new Option('--level <level>', 'the level that was used').choices(Object.keys(levels)).default('normal'))
    .option('-l, --language <id>', 'the language of both, where their names do not tell it')
    .option('--note <text>', 'what there is to say about it', '')
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action(reportCase);
}

async function reportCase(checked: string, original: string, options: ReportCaseOptions): Promise<void> {
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  try {
    const [a, b] = [await partOf(analyser, checked, options.language), await partOf(analyser, original, options.language)];
    if (a.family !== b.family) throw new UsageError(`${checked} is ${a.language} and ${original} is ${b.language}: only languages of one family are compared`);
    const engine = await engineName();
    const indexTokens = options.index === undefined ? A_MILLION : withIndex(nodeIndexFiles, options.index, { engine, keys: readKeys(options.keyFile) }, (index) => index.stats.tokens);
    const alphabet = JSON.parse(new TextDecoder().decode(await host.grammar(`families/${a.family}.json`))) as Alphabet;
    const model = await host.grammar(`families/${a.family}.model`).then((bytes) => readModel(a.family, bytes), () => uniformModel(a.family));
    const facts = { expected: options.expected, note: options.note, language: a.language, versions: { nearcopy: VERSION, engine, model: String(model.version) }, settings: { expectedAtMost: levels[options.level].expectedAtMost, indexTokens } };
    const packed = packCase(facts, a, b, { kernel: loadKernel(), model, alphabet });
    const text = `${JSON.stringify(packed, null, 1)}\n`;
    if (options.output === undefined) process.stdout.write(text);
    else await writeFileWhole(options.output, text);
    if (packed.happened.found === (packed.expected === 'found')) process.stderr.write(`by itself this is as it should be: ${packed.happened.found ? 'found' : 'nothing found'}. What goes wrong may depend on the rest of the file, or of the index.\n`);
  } finally {
    analyser.dispose();
  }
}

const A_MILLION = 1e6;

/** The tokens of a file, or of lines of it, as `file:from-to`. */
async function partOf(analyser: Analyser, place: string, name: string | undefined): Promise<CasePart & { readonly family: string; readonly language: string }> {
  const [, path, from, to] = /^(.*?)(?::(\d+)-(\d+))?$/.exec(place)!;
  const decoded = decodeText(new Uint8Array(await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path}: ${reasonOf(error)}. Check the path.`);
  })));
  const candidates = languagesOf(analyser, path, name);
  if (candidates.length === 0) throw new UsageError(`${path}: its ending doesn't tell a known language; say it with --language`);
  if (!decoded) throw new UsageError(`${path} is not text`);
  const tokens = await analyser.analyse(decoded.text, candidates);
  if (isRefusal(tokens)) throw new UsageError(`${path} can't be read: ${tokens.reason}`);
  const lines = new LineTable(decoded.text);
  const inside = [...tokens.starts.keys()].filter((token) => from === undefined || (lines.rowOf(tokens.starts[token]) + 1 >= Number(from) && lines.rowOf(tokens.starts[token]) + 1 <= Number(to)));
  if (inside.length === 0) throw new UsageError(`${place} holds no code`);
  return { tokens, units: tokens.units, start: inside[0], end: inside[inside.length - 1] + 1, family: tokens.family, language: tokens.language };
}
