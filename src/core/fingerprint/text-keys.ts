import type { TokenFile } from '../tokens/token-file.ts';
import { fmix32, hashText, mix } from './hash.ts';

type Input = Pick<TokenFile, 'family' | 'links' | 'textHashes' | 'units'>;

/** Keys under which the functions of a file are filed by their texts, each pair of key and unit once. */
export interface TextPostings {
  readonly keys: Uint32Array;
  /** Index into the file's units. */
  readonly keyUnits: Uint32Array;
}

/** The keys of texts in a family: in the same key space as the fingerprints of structure. */
export function textKeys(family: string): (textHash: number) => number {
  const salt = mix(hashText(family), hashText('text'));
  return (textHash) => fmix32(mix(salt, textHash));
}

/**
 * A function is filed under a few of its texts, so that it is found where its structure is gone. Those that the file uses least: a name
 * that its author chose is used again and again, a member of a library or a literal once or twice. A function of the
 * file only, so that an index does not depend on what else is in it.
 */
export function textPostings({ family, links, textHashes, units }: Input): TextPostings {
  const uses = new Uint32Array(textHashes.length);
  for (const link of links) if (link) uses[link - 1]++;
  const keyOf = textKeys(family);
  const keys: number[] = [];
  const keyUnits: number[] = [];
  units.forEach(({ kind, start, end }, unit) => {
    if (kind !== 'function' || end - start > LONGEST_BY_TEXTS) return;
    const texts = [...new Set(links.subarray(start, end))].filter((link) => link > 0).map((link) => ({ key: keyOf(textHashes[link - 1]), uses: uses[link - 1] }));
    texts.sort((x, y) => x.uses - y.uses || x.key - y.key);
    for (const { key } of texts.slice(0, TEXTS_OF_UNIT)) {
      keys.push(key);
      keyUnits.push(unit);
    }
  });
  return { keys: Uint32Array.from(keys), keyUnits: Uint32Array.from(keyUnits) };
}

/** Two distinct texts, whose hashes are unequal, may share a key: the pair would stand twice, which look-ups don't mind. */
const TEXTS_OF_UNIT = 16;
/** Tokens of a function that is still filed by its texts: a unit for a unit is all that they tell. */
export const LONGEST_BY_TEXTS = 600;
