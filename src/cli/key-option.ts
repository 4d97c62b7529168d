import { Option } from 'commander';
import { isOpenToOthers } from '../host/node/key-file.ts';

export interface KeyOptions {
  /** Files with the secrets of keyed indexes. */
  readonly keyFile: readonly string[];
}

/** `--key-file FILE`, for commands that read or change indexes. */
export const keyFileOption = (): Option =>
  new Option('--key-file <file>', 'the secret of an index that was built with --keyed; may be given several times')
    .argParser((file: string, all: readonly string[]) => [...all, guarded(file)])
    .default([], 'none');

/** `--keyed FILE` */
export const keyedOption = (): Option =>
  new Option('--keyed <secret-file>', 'key the index with the secret in a file: nobody reads it without; it keeps no names').argParser(guarded);

/** The file of a secret, with a word about it where others can read it, too. */
function guarded(file: string): string {
  if (isOpenToOthers(file)) process.stderr.write(`nearcopy: warning: others can read the secret in ${file}. Close it to them: chmod 600 ${file}\n`);
  return file;
}
