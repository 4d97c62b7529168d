import type { Command } from 'commander';
import { diffText } from '../report/index-diff-text.ts';
import { diffIndexes } from '../store/diff.ts';
import { keyFileOption, type KeyOptions } from './key-option.ts';
import { formatOption, print, reading } from './index-shared.ts';

interface DiffOptions extends KeyOptions {
  readonly format: 'text' | 'json';
  readonly all?: boolean;
}

/** `nearcopy index diff A.ncx B.ncx` */
export function addIndexDiff(index: Command): void {
  index.command('diff')
    .description('show what sets one index apart from another: works added, removed and changed')
    .argument('<A.ncx>', 'the one before')
    .argument('<B.ncx>', 'the one after')
    .addOption(formatOption())
    .addOption(keyFileOption())
    .option('--all', 'name every file that changed')
    .action((before: string, after: string, { format, all, ...keys }: DiffOptions) => reading(before, keys, (old) => reading(after, keys, (now) => {
      const diff = diffIndexes(old, now);
      print(format === 'json' ? JSON.stringify(diff, null, 1) : diffText(diff, { all: all ?? false }));
    })));
}
