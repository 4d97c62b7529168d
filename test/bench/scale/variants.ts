import { createHash } from 'node:crypto';
import { fmix32, hashText } from '../../../src/core/fingerprint/hash.ts';
import { fingerprint, postingsOf } from '../../../src/core/fingerprint/fingerprints.ts';
import type { IndexFile } from '../../../src/core/index/contract.ts';
import { kernel } from '../minhash-lab.ts';

/** Of a hundred tokens without text, so many become others: enough that most fingerprints of a variant are its own. */
const CHANGED_IN_100 = 25;

/**
 * A file as somebody else might have written it: every name is another, consistently, and a part of the tokens without text are
 * others of the same file. So lengths, units, lines and the frequencies of tokens stay as in real code, and most keys are new.
 * The same seed gives the same variant.
 */
export function variantOf(file: IndexFile, seed: number): IndexFile {
  const { links, units } = file;
  const texts = file.texts.map((text) => (text === '' ? '' : `${text}${seed.toString(36)}`));
  const textHashes = file.textHashes.map((hash, i) => (texts[i] === '' ? fmix32(hash ^ seed) : hashText(texts[i])));
  const codes = file.codes.slice();
  const plain = Uint32Array.from(codes.keys()).filter((token) => links[token] === 0);
  for (const token of plain) {
    const random = fmix32(fmix32(seed) + token);
    if (random % 100 < CHANGED_IN_100) codes[token] = file.codes[plain[fmix32(random) % plain.length]];
  }
  const content = createHash('sha256').update(`${file.content} ${seed}`).digest('hex').slice(0, 32);
  return { ...file, content, codes, texts, textHashes, ...postingsOf(fingerprint({ family: file.family, codes, units }, kernel)) };
}
