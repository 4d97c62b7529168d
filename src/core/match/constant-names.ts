import { ID, TYPE } from '../tokens/language.ts';
import type { TokenFile } from '../tokens/token-file.ts';

/** Which names of a file are spelt as constants are in nearly all languages: in capitals, of three characters or more. None where the file's text is not at hand. */
export function constantsOf({ codes, textFirst, textHashes, starts, ends }: TokenFile, source: string | undefined): (textHash: number) => boolean {
  const constants = new Set<number>();
  if (source !== undefined) {
    textFirst.forEach((token, text) => {
      if ((codes[token] === ID || codes[token] === TYPE) && CAPITALS.test(source.slice(starts[token], ends[token]))) constants.add(textHashes[text]);
    });
  }
  return (textHash) => constants.has(textHash);
}

const CAPITALS = /^[A-Z][A-Z0-9_]{2,}$/;
