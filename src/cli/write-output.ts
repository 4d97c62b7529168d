import { expectWritable, writeFileWhole } from '../host/node/write-file.ts';
import { reasonOf } from '../sources/reason.ts';
import { UsageError } from './usage-error.ts';

/** Writes a text to the file that `--output` names, or else to standard output. */
export async function writeOutput(text: string, output: string | undefined): Promise<void> {
  if (output === undefined) process.stdout.write(text);
  else await writeFileWhole(output, text).catch(refuse(output));
}

/** Refuses a file that can't be written, for what takes long to be made. */
export async function expectOutput(output: string | undefined): Promise<void> {
  if (output !== undefined) await expectWritable(output).catch(refuse(output));
}

const refuse = (output: string) => (error: unknown): never => {
  throw new UsageError(`${output} could not be written: ${reasonOf(error)}. Check the path given with --output.`);
};
