import { Option, type Command } from 'commander';
import { indexDigest } from '../core/index/digest.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { describeIndex, listWorks } from '../store/describe.ts';
import { exportSingle } from '../store/export.ts';
import { mergeIndexes } from '../store/merge.ts';
import { openIndex, type StoredIndex } from '../store/open.ts';
import { removeWorks } from '../store/remove.ts';
import { verifyIndex } from '../store/verify.ts';
import { describeWork } from '../store/work-selector.ts';
import { infoText, listText } from '../report/index-text.ts';
import { buildIndex, type BuildOptions } from './build.ts';
import { UsageError } from './usage-error.ts';
import { workersOption } from './workers-option.ts';

/** `nearcopy index build|add|remove|list|info|verify|merge|export` */
export function addIndexCommands(program: Command): void {
  const index = program.command('index').description('make, change and look at indexes');
  sourceOptions(index.command('build'))
    .description('make an index of works; an index that is there is replaced at the end')
    .argument('<source...>', 'folders, files, archives, npm:NAME@VERSION; each is one work')
    .requiredOption('-o, --output <X.ncx>', 'the index to make')
    .option('--keep-source', 'keep the source text too, compressed, for views side by side')
    .option('--no-names', 'keep no names: findings can then not say what was renamed from what')
    .action((sources: string[], options: BuildOptions & { output: string }) => buildIndex(options.output, sources, 'build', options));
  sourceOptions(index.command('add'))
    .description('add works to an index; files that it has already are not parsed again')
    .argument('<X.ncx>', 'the index')
    .argument('<source...>', 'as for build')
    .action((path: string, sources: string[], options: BuildOptions) => buildIndex(path, sources, 'add', options));
  index.command('remove')
    .description('take works out again, with everything that only they hold')
    .argument('<X.ncx>', 'the index')
    .argument('<work...>', 'NAME, NAME@VERSION, a purl, or the first digits of an identity')
    .action((path: string, works: string[]) => {
      for (const work of removeWorks(nodeIndexFiles, path, works)) print(`removed ${describeWork(work)}`);
    });
  index.command('list')
    .description('show the works of an index')
    .argument('<X.ncx>', 'the index')
    .addOption(format())
    .action((path: string, options: { format: string }) => reading(path, (opened) => {
      const works = listWorks(opened);
      print(options.format === 'json' ? JSON.stringify(works.map(({ id, labels, files }) => ({ id, ...labels, files })), null, 1) : listText(works));
    }));
  index.command('info')
    .description('show the figures of an index')
    .argument('<X.ncx>', 'the index')
    .addOption(format())
    .option('--digest', 'only the digest of the content: equal for equal content, however the index came about')
    .action((path: string, options: { format: string; digest?: boolean }) => reading(path, (opened) => {
      if (options.digest) return print(indexDigest(opened));
      const info = { ...describeIndex(opened), digest: indexDigest(opened) };
      print(options.format === 'json' ? JSON.stringify(info, null, 1) : infoText(path, info));
    }));
  index.command('verify')
    .description('read every byte of an index and check it')
    .argument('<X.ncx>', 'the index')
    .option('--absent <work>', 'also check that no work of that name is in it; may be given several times', (work: string, all: string[]) => [...all, work], [])
    .action((path: string, options: { absent: string[] }) => {
      const { problems, leftovers } = verifyIndex(nodeIndexFiles, path, options.absent);
      for (const problem of problems) process.stderr.write(`nearcopy: ${path}: ${problem}\n`);
      for (const file of leftovers) print(`${file} is no part of the index; the next change removes it`);
      if (problems.length > 0) throw new UsageError(`${path} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}; restore it from a copy, or build it again`);
      print([`${path} is sound`, ...options.absent.map((work) => `it has no work ${work}`)].join('; '));
    });
  index.command('merge')
    .description('make one index of several; with one it is compacted')
    .argument('<X.ncx...>', 'the indexes')
    .requiredOption('-o, --output <Y.ncx>', 'the index to make; may be one of them')
    .action((inputs: string[], options: { output: string }) => {
      mergeIndexes(nodeIndexFiles, options.output, inputs);
      reading(options.output, (opened) => print(`${options.output}: ${opened.stats.works} works, ${opened.stats.functions} functions`));
    });
  index.command('export')
    .description('pack an index into one file for sharing; every command reads that too')
    .argument('<X.ncx>', 'the index')
    .requiredOption('--single <file>', 'the file to write')
    .action((path: string, options: { single: string }) => {
      exportSingle(nodeIndexFiles, path, options.single);
      print(`wrote ${options.single}`);
    });
}

const sourceOptions = (command: Command): Command => command
  .option('--name <name>', 'what to call the work, where there is one source')
  .option('--work-version <version>', 'its version')
  .option('--license <expression>', 'its licence, an SPDX expression')
  .addOption(workersOption());

const format = (): Option => new Option('-f, --format <format>').choices(['text', 'json']).default('text');
const print = (text: string): void => void process.stdout.write(`${text}\n`);

function reading(path: string, action: (index: StoredIndex) => void): void {
  const opened = openIndex(nodeIndexFiles, path);
  try {
    action(opened);
  } finally {
    opened.close();
  }
}
