import { Option, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { indexEntry } from '../core/index-entry.ts';
import { uniformModel } from '../core/match/family-model.ts';
import type { Alphabet } from '../core/tokens/language.ts';
import { decodeText } from '../core/tokens/screen.ts';
import { FamilyModels } from '../host/family-models.ts';
import { grammarFiles } from '../host/node/grammar-files.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { readKeys } from '../host/node/key-file.ts';
import { policyFor } from '../host/node/scan.ts';
import { contentHash, engineName, languagesOf } from '../host/node/workshop.ts';
import { packCase, type CasePart, type ReportedCase } from '../mutation/reported-case.ts';
import { defaultPolicy, expectedAtMostOf } from '../policy/policy.ts';
import { reasonOf } from '../sources/reason.ts';
import { openIndex, type StoredIndex } from '../store/open.ts';
import { createAnalyser, isRefusal, type Analyser } from '../syntax/analyser.ts';
import { loadKernel } from '../syntax/kernel.ts';
import { partOfWork, partsOfFinding, type CheckedCode } from './case-original.ts';
import { partAt, placeOf, refuseLinesOutside } from './case-place.ts';
import { addEvidenceOptions, evidenceChoice, policyOf, type EvidenceOptions } from './check-options.ts';
import { keyFileOption } from './key-option.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';
import { writeOutput } from './write-output.ts';

interface ReportCaseOptions extends EvidenceOptions {
  readonly index?: readonly string[];
  readonly work?: string;
  readonly keyFile: readonly string[];
  readonly expected?: ReportedCase['expected'];
  readonly language?: string;
  readonly note: string;
  readonly output?: string;
}

/** `nearcopy report-case CHECKED [ORIGINAL]` */
export function addReportCaseCommand(program: Command): void {
  const command = program
    .command('report-case')
    .description('pack a false alarm, or a copy that was missed, without any text of the code: for an issue')
    .argument('<checked>', 'the code that was checked: a file, lines of it such as src/a.ts:10-40, or the function at a line, src/a.ts:10')
    .argument('[original]', 'the code that it is, or is not, a copy of, written likewise (default: what a finding at that place names)')
    .option('-i, --index <X.ncx>', 'index that was used; may be given several times. Chance grows with its size (default: one of a million tokens)', (path: string, all: readonly string[] = []) => [...all, path])
    .option('--work <work>', 'the original is a path in this work of the index: NAME, NAME@VERSION, a package URL')
    .addOption(keyFileOption())
    .addOption(new Option('--expected <what>', 'what should have happened: a copy found, or nothing (default for a finding: nothing)').choices(['found', 'nothing']));
  addEvidenceOptions(command)
    .option('-l, --language <id>', 'the language of the files, where their names do not tell it')
    .option('--note <text>', 'what there is to say about it', '')
    .option('-o, --output <file>', 'write it to a file instead of printing it')
    .action(reportCase);
}

async function reportCase(checked: string, original: string | undefined, options: ReportCaseOptions): Promise<void> {
  const { index: paths = [], work, keyFile, expected = original === undefined ? 'nothing' : undefined, note, output } = options;
  if (expected === undefined) throw new UsageError('say with --expected what should have happened: found or nothing');
  if (paths.length === 0 && (original === undefined || work !== undefined)) throw new UsageError(`${original === undefined ? 'an original that a finding names' : 'a work'} lies in an index: name it with --index`);
  if (work !== undefined && original === undefined) throw new UsageError('with --work name the original: its path in the work');
  compileGrammarsQuickly();
  const host = grammarFiles();
  const analyser = await createAnalyser(host);
  const indexes: StoredIndex[] = [];
  try {
    const engine = await engineName();
    const keys = readKeys(keyFile);
    for (const path of paths) indexes.push(openIndex(nodeIndexFiles, path, { engine, keys }));
    const code = await readCode(analyser, checked, options.language);
    const { family, language } = code.tokens;
    const alphabet = JSON.parse(new TextDecoder().decode(await host.grammar(`families/${family}.json`))) as Alphabet;
    const model = await new FamilyModels(host).ready(family) ?? uniformModel(family);
    const expectedAtMost = await expectedAtMostFor(code.place.path, options);
    const sides = original === undefined ? partsOfFinding(indexes, code, model, expectedAtMost) : { checked: partAt(code.file, code.place), original: await partOf(analyser, original, family, indexes, options) };
    const indexTokens = indexes.length === 0 ? A_MILLION : indexes.flatMap(({ segments }) => segments).reduce((sum, segment) => sum + segment.familyTokens(family), 0);
    const facts = { expected, note, language, versions: { nearcopy: VERSION, engine, model: String(model.version) }, settings: { expectedAtMost, indexTokens } };
    const packed = packCase(facts, sides.checked, sides.original, { kernel: loadKernel(), model, alphabet });
    const text = `${JSON.stringify(packed, null, 1)}\n`;
    await writeOutput(text, output);
    if (packed.happened.found === (packed.expected === 'found')) process.stderr.write(showsNothing(packed, paths.length > 0));
  } finally {
    for (const index of indexes) index.close();
    analyser.dispose();
  }
}

const A_MILLION = 1e6;

/** As a scan of the file has it. */
async function expectedAtMostFor(path: string, options: EvidenceOptions): Promise<number> {
  const policyFile = await policyOf(options, () => policyFor([path]));
  return expectedAtMostOf(policyFile?.policy ?? defaultPolicy, evidenceChoice(options));
}

/** What to do with a case that comes out right. */
function showsNothing({ happened }: ReportedCase, hasIndex: boolean): string {
  const outcome = happened.found ? 'the copy is found' : 'nothing is found';
  const remedy = `Pack more lines of both files, or all of them${hasIndex ? '' : ', and name with --index what the scan looked in'}`;
  return `nearcopy: don't send this case yet: packed by itself it is as it should be (${outcome}), so it doesn't show what went wrong. ${remedy}. If it stays so, send it and say in the issue what you saw.\n`;
}

/** The original that the user named: in a work of the indexes, or a file. */
async function partOf(analyser: Analyser, written: string, family: string, indexes: readonly StoredIndex[], { work, language }: ReportCaseOptions): Promise<CasePart> {
  const place = placeOf(written);
  const { file, part } = work === undefined ? await readCode(analyser, written, language).then((code) => ({ file: code.file, part: partAt(code.file, place) })) : partOfWork(indexes, work, place);
  if (file.family !== family) throw new UsageError(`${written} is ${file.language}: only code of one family of languages is compared`);
  return part;
}

async function readCode(analyser: Analyser, written: string, name: string | undefined): Promise<CheckedCode> {
  const place = placeOf(written);
  const { path } = place;
  const bytes = new Uint8Array(await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path}: ${reasonOf(error)}. Check the path.`);
  }));
  const text = decodeText(bytes)?.text;
  const candidates = languagesOf(analyser, path, name);
  if (candidates.length === 0) throw new UsageError(`${path}: its ending doesn't tell a known language; say it with --language`);
  if (text === undefined) throw new UsageError(`${path} is not text`);
  refuseLinesOutside(text, place);
  const tokens = await analyser.analyse(text, candidates);
  if (isRefusal(tokens)) throw new UsageError(`${path} can't be read: ${tokens.reason}`);
  return { place, text, tokens, file: indexEntry(tokens, text, { content: contentHash(bytes), isGenerated: false, keepSource: false }, loadKernel()) };
}
