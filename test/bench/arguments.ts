import { basename } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What the command line of a tool says. Ends the program with 2 where it says what the tool doesn't know. */
export function argumentsOf<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const known = Object.keys(config.options ?? {}).map((name) => `--${name}`).join(', ');
    console.error(`${(error as Error).message}\nThe options are ${known}. What they do stands at the head of tools/${basename(process.argv[1], '.js')}.ts.`);
    process.exit(2);
  }
}

/** A number above 0 from the command line, or what it is otherwise. Throws with the option's name. */
export function positive(name: string, given: string | undefined, otherwise: number): number {
  const number = Number(given ?? otherwise);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}
