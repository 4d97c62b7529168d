import { Option } from 'commander';

export interface KeyOptions {
  /** Files with the secrets of keyed indexes. */
  readonly keyFile: readonly string[];
}

/** `--key-file FILE`, for commands that read or change indexes. */
export const keyFileOption = (): Option =>
  new Option('--key-file <file>', 'the secret of an index that was built with --keyed; may be given several times')
    .argParser((file: string, all: readonly string[]) => [...all, file])
    .default([], 'none');
