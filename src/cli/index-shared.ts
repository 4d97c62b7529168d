import { Option } from 'commander';
import { nodeIndexFiles } from '../host/node/index-files.ts';
import { readKeys } from '../host/node/key-file.ts';
import { withIndex, type StoredIndex } from '../store/open.ts';
import type { KeyOptions } from './key-option.ts';

// What the commands of `nearcopy index` have in common.

export const formatOption = (): Option => new Option('-f, --format <format>', 'how to print it').choices(['text', 'json']).default('text');

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const reading = <Result>(path: string, { keyFile }: KeyOptions, action: (index: StoredIndex) => Result): Result => withIndex(nodeIndexFiles, path, { keys: readKeys(keyFile) }, action);
