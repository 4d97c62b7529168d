import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SourceError } from './source.ts';

/** A subresource integrity taken apart; the digest is in base64. */
export interface Integrity {
  readonly algorithm: 'sha512' | 'sha384' | 'sha256';
  readonly digest: string;
}

/** The strongest hash of a subresource integrity such as `sha512-...`; null where there is none that can be relied on. */
export function parseIntegrity(text: string): Integrity | null {
  const found = text.trim().split(/\s+/).flatMap((part) => {
    const [, algorithm, digest] = /^(sha512|sha384|sha256)-([A-Za-z0-9+/]+={0,2})$/.exec(part) ?? [];
    return algorithm !== undefined && Buffer.from(digest, 'base64').length === Number(algorithm.slice(3)) / 8 ? [{ algorithm, digest } as Integrity] : [];
  });
  return found.sort((a, b) => (a.algorithm < b.algorithm ? 1 : -1))[0] ?? null;
}

/** Throws where the user's integrity is none. */
export function checkIntegrityText(spec: string, integrity: string | undefined): void {
  if (integrity !== undefined && parseIntegrity(integrity) === null) throw new SourceError(spec, `"${integrity}" is no integrity hash. It looks like sha512- (or sha384-, sha256-) and the hash in base64.`);
}

/** The integrity of a file; reads all of it. */
export async function integrityOf(file: string, algorithm: Integrity['algorithm'] = 'sha512'): Promise<string> {
  return `${algorithm}-${Buffer.from(await digestOf(file, algorithm), 'hex').toString('base64')}`;
}

/** The digest of a file in hexadecimal. */
export async function digestOf(file: string, algorithm: Integrity['algorithm']): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Throws where a file is not the one that an integrity speaks of. */
export async function verifyIntegrity(spec: string, file: string, expected: string): Promise<void> {
  const wanted = parseIntegrity(expected);
  if (wanted === null) throw new SourceError(spec, `"${expected}" is no integrity hash.`);
  const actual = await integrityOf(file, wanted.algorithm);
  if (actual !== `${wanted.algorithm}-${wanted.digest}`) {
    throw new SourceError(spec, `its integrity is ${actual}, and not ${wanted.algorithm}-${wanted.digest} as stated: it is not the same package. Find out why before you change the hash.`);
  }
}
