import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What the command line of a tool says. Ends the program with 2 where it says what the tool doesn't know, and with 0 after --help. */
export function argumentsOf<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  const tool = `${basename(process.argv[1], '.js')}.ts`;
  if (process.argv.includes('--help')) {
    console.log(headOf(readFileSync(join(import.meta.dirname, '../../tools', tool), 'utf8')));
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    const known = ['help', ...Object.keys(config.options ?? {})].map((name) => `--${name}`).join(', ');
    console.error(`${(error as Error).message}\nThe options are ${known}. With --help it says what they do.`);
    process.exit(2);
  }
}

/** The comment that a source begins with. */
function headOf(source: string): string {
  const lines = source.split('\n');
  return lines.slice(0, lines.findIndex((line) => !line.startsWith('//'))).map((line) => line.replace(/^\/\/ ?/, '')).join('\n');
}

/** A number above 0 from the command line, or what it is otherwise. Throws with the option's name. */
export function positive(name: string, given: string | undefined, otherwise: number): number {
  const number = Number(given ?? otherwise);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}

/** How many rounds, where the first warms up and is not counted, so that there are two at least. Throws with the option's name. */
export function roundsOf(given: string | undefined, otherwise: number): number {
  const rounds = Number(given ?? otherwise);
  if (!Number.isInteger(rounds) || rounds < 2) throw new Error('--rounds takes a whole number from 2 on: the first round is not counted');
  return rounds;
}
