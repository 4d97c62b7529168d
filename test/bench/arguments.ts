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
    refuse(`${(error as Error).message}\nThe options are ${known}. With --help it says what they do.`);
  }
}

/** The comment that a source begins with. */
function headOf(source: string): string {
  const lines = source.split('\n');
  return lines.slice(0, lines.findIndex((line) => !line.startsWith('//'))).map((line) => line.replace(/^\/\/ ?/, '')).join('\n');
}

/** Ends the program with 2, saying what is wrong with its command line: a trace of the stack would say less. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

/** A number above 0 from the command line, or what it is otherwise. Refuses others with the option's name. */
export function positive(name: string, given: string | undefined, otherwise: number): number {
  const number = Number(given ?? otherwise);
  if (!(number > 0 && Number.isFinite(number))) refuse(`--${name} takes a number above 0, not '${given}'`);
  return number;
}

/** How many rounds, where the first warms up and is not counted, so that there are two at least. Refuses others. */
export function roundsOf(given: string | undefined, otherwise: number): number {
  const rounds = Number(given ?? otherwise);
  if (!Number.isInteger(rounds) || rounds < 2) refuse(`--rounds takes a whole number from 2 on, as the first round is not counted, not '${given}'`);
  return rounds;
}
