import type { Source } from '../../sources/source.ts';
import type { Languages } from '../../syntax/languages.ts';

/** Bytes of code that are parsed before it pays to compile the grammars well. */
export const LITTLE_CODE = 2 * 2 ** 20;

/** Whether a source has no more code than that. Its files are counted, not read. Throws a SourceError where it can't be walked. */
export async function isLittleCode(source: Pick<Source, 'files'>, languages: Languages): Promise<boolean> {
  let bytes = 0;
  for await (const { path, size } of source.files()) {
    if (languages.ofPath(path).length > 0) bytes += size;
    if (bytes > LITTLE_CODE) return false;
  }
  return true;
}
