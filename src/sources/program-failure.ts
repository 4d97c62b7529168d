import { ProgramError } from './run-program.ts';
import { SourceError } from './source.ts';

/** What a promise gives; where a program failed, a SourceError that names the source. */
export async function naming<Value>(spec: string, promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw error instanceof ProgramError ? new SourceError(spec, error.message, { cause: error }) : error;
  }
}
