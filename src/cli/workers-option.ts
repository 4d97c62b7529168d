import { Option } from 'commander';
import { UsageError } from './usage-error.ts';

/** `--workers`, of every command that works on many files. */
export const workersOption = (): Option => new Option('--workers <number>', 'threads to use').argParser(threads);

function threads(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64) throw new UsageError(`--workers takes a number from 1 to 64, not '${text}'`);
  return value;
}
