import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { presenceOf } from '../host/node/absence.ts';
import { loadLanguages } from '../host/node/grammar-files.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { isLittleCode } from '../host/node/little-code.ts';
import { readKeys } from '../host/node/key-file.ts';
import { defaultLevel, levels } from '../policy/levels.ts';
import { absenceText, isAbsent, type AbsenceReport } from '../report/absence-text.ts';
import { openSource } from '../sources/open-source.ts';
import { verifyIndex } from '../store/verify.ts';
import { describeWork, findWorks } from '../store/work-selector.ts';
import { keyFileOption, type KeyOptions } from './key-option.ts';
import { formatOption, print, reading } from './index-shared.ts';
import { compileGrammarsQuickly } from './quick-grammars.ts';
import { UsageError } from './usage-error.ts';

interface VerifyOptions extends KeyOptions {
  readonly absent: readonly string[];
  readonly format: 'text' | 'json';
}

/** `nearcopy index verify X.ncx`: exit code 0 for a sound index without what must be absent, 1 where something of that is in it, 2 for a damaged one. */
export function addIndexVerify(index: Command): void {
  index.command('verify')
    .description('read every byte of an index and check it; exit code 1 where something is in it that must be absent, 2 where it is damaged')
    .argument('<X.ncx>', 'the index')
    .option('--absent <work|source>', 'check that no work of that name is in it; and, for a folder, a file, an archive or a package, nothing of its code; may be given several times', (work: string, all: string[]) => [...all, work], [])
    .addOption(keyFileOption())
    .addOption(formatOption())
    .action(verify);
}

async function verify(path: string, { absent, format, ...keys }: VerifyOptions): Promise<void> {
  const { problems, leftovers } = verifyIndex(nodeIndexFiles, path, readKeys(keys.keyFile));
  for (const problem of problems) process.stderr.write(`nearcopy: ${path}: ${problem}\n`);
  if (problems.length > 0) throw new UsageError(`${path} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}; restore it from a copy, or build it again`);
  const reports: AbsenceReport[] = [];
  for (const asked of absent) reports.push(await reportOf(path, asked, keys, absent.length === 1));
  if (format === 'json') print(JSON.stringify({ index: path, leftovers, absent: reports }, null, 1));
  else {
    for (const file of leftovers) print(`${file} is no part of the index; the next change removes it`);
    print([`${path} is sound`, ...reports.map((report) => absenceText(path, report))].join('\n'));
  }
  process.exitCode = reports.every(isAbsent) ? 0 : 1;
}

async function reportOf(path: string, asked: string, keys: KeyOptions, isAlone: boolean): Promise<AbsenceReport> {
  const works = reading(path, keys, ({ catalogue }) => findWorks(catalogue.inputs(), asked).map(describeWork));
  if (!isSource(asked)) return { asked, works, code: null };
  const source = await openSource(asked, { history: false });
  try {
    if (isAlone && await isLittleCode(source, await loadLanguages())) compileGrammarsQuickly();
    return { asked, works, code: await presenceOf({ path, ...keys }, source, levels[defaultLevel].expectedAtMost) };
  } finally {
    await source.dispose();
  }
}

/** What exists as a path, or has a scheme such as `npm:`, can be read; anything else is a name only. */
const isSource = (asked: string): boolean => existsSync(asked) || /^[a-z][a-z0-9+.-]+:/i.test(asked);
