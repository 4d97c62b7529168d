import type { Command } from 'commander';
import { indexDigest } from '../core/index/digest.ts';
import { licenseFamily } from '../core/license/family.ts';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { readKeys } from '../host/node/key-file.ts';
import { describeIndex, listWorks } from '../store/describe.ts';
import { mergeIndexes } from '../store/merge.ts';
import { removeWorks } from '../store/remove.ts';
import { describeWork } from '../store/work-selector.ts';
import { infoText, listText } from '../report/index-text.ts';
import { runBuild, type BuildOptions } from './build.ts';
import { addIndexDiff } from './index-diff.ts';
import { addIndexExport } from './index-export.ts';
import { formatOption, print, reading } from './index-shared.ts';
import { addIndexVerify } from './index-verify.ts';
import { keyedOption, keyFileOption, type KeyOptions } from './key-option.ts';
import { workersOption } from './workers-option.ts';

/** `nearcopy index build|add|update|remove|list|info|verify|merge|diff|export` */
export function addIndexCommands(program: Command): void {
  const index = program.command('index').description('make, change and look at indexes');
  sourceOptions(index.command('build'))
    .description('make an index of works; an index that is there is replaced at the end')
    .argument('[source...]', 'folders, files, archives, addresses, npm:NAME@VERSION, pkg:deb/debian/NAME, PATH#TAG; each is one work')
    .requiredOption('-o, --output <X.ncx>', 'the index to make')
    .option('--keep-source', 'keep the source text too, compressed, for views side by side')
    .option('--no-names', 'keep no names: findings can then not say what was renamed from what')
    .addOption(keyedOption())
    .action((sources: string[], options: BuildOptions & { output: string }) => runBuild(options.output, sources, 'build', options));
  sourceOptions(index.command('add'))
    .description('add works to an index; files that it has already are not parsed again')
    .argument('<X.ncx>', 'the index')
    .argument('[source...]', 'as for build')
    .addOption(keyFileOption())
    .action((path: string, sources: string[], options: BuildOptions) => runBuild(path, sources, 'add', options));
  sourceOptions(index.command('update'))
    .description('add works in place of the versions of them that are there, in one step; files that are still the same are not parsed again')
    .argument('<X.ncx>', 'the index')
    .argument('[source...]', 'as for build')
    .addOption(keyFileOption())
    .action((path: string, sources: string[], options: BuildOptions) => runBuild(path, sources, 'update', options));
  index.command('remove')
    .description('take works out again, with everything that only they hold')
    .argument('<X.ncx>', 'the index')
    .argument('<work...>', 'NAME, NAME@VERSION, a purl, or the first digits of an identity')
    .addOption(keyFileOption())
    .action((path: string, works: string[], { keyFile }: KeyOptions) => {
      for (const work of removeWorks(nodeIndexFiles, path, works, readKeys(keyFile))) print(`removed ${describeWork(work)}`);
    });
  index.command('list')
    .description('show the works of an index')
    .argument('<X.ncx>', 'the index')
    .addOption(formatOption())
    .addOption(keyFileOption())
    .action((path: string, options: { format: string } & KeyOptions) => reading(path, options, (opened) => {
      const works = listWorks(opened);
      print(options.format === 'json' ? JSON.stringify(works.map(({ id, labels, files }) => ({ id, ...labels, licenseFamily: licenseFamily(labels.license), files })), null, 1) : listText(works));
    }));
  index.command('info')
    .description('show the figures of an index')
    .argument('<X.ncx>', 'the index')
    .addOption(formatOption())
    .option('--digest', 'only the digest of the content: equal for equal content, however the index came about')
    .addOption(keyFileOption())
    .action((path: string, options: { format: string; digest?: boolean } & KeyOptions) => reading(path, options, (opened) => {
      if (options.digest) return print(indexDigest(opened));
      const info = { ...describeIndex(opened), digest: indexDigest(opened) };
      print(options.format === 'json' ? JSON.stringify(info, null, 1) : infoText(path, info));
    }));
  addIndexVerify(index);
  index.command('merge')
    .description('make one index of several; with one it is compacted')
    .argument('<X.ncx...>', 'the indexes')
    .requiredOption('-o, --output <Y.ncx>', 'the index to make; may be one of them')
    .addOption(keyFileOption())
    .action((inputs: string[], options: { output: string } & KeyOptions) => {
      mergeIndexes(nodeIndexFiles, options.output, inputs, readKeys(options.keyFile));
      reading(options.output, options, (opened) => print(`${options.output}: ${opened.stats.works} works, ${opened.stats.functions} functions`));
    });
  addIndexDiff(index);
  addIndexExport(index);
}

const sourceOptions = (command: Command): Command => command
  .option('--from <list>', 'a file that lists sources, one a line; may be given several times', (file: string, all: string[] = []) => [...all, file])
  .option('--name <name>', 'what to call the work, where there is one source')
  .option('--work-version <version>', 'its version')
  .option('--license <expression>', 'its licence, an SPDX expression')
  .option('--no-history', "don't ask git when the files of a local folder first appeared")
  .addOption(workersOption());
