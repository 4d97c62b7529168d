import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { integrityOf, parseIntegrity, verifyIntegrity } from '../../../src/sources/integrity.ts';
import { tree } from './tree.ts';

const hash = (algorithm: string, text: string) => `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`;

it('reads the strongest hash, and only hashes that can be relied on', () => {
  expect(parseIntegrity(`${hash('sha256', 'a')} ${hash('sha512', 'a')} ${hash('sha384', 'a')}`)).toEqual({ algorithm: 'sha512', digest: hash('sha512', 'a').slice(7) });
  for (const text of ['', 'sha512-', 'sha512-AAAA', hash('sha1', 'a'), hash('md5', 'a'), createHash('sha512').update('a').digest('hex')]) expect(parseIntegrity(text)).toBeNull();
});

it('verifies a file', async () => {
  const file = `${tree({ 'x.bin': 'content' })}/x.bin`;
  expect(await integrityOf(file)).toBe(hash('sha512', 'content'));
  for (const algorithm of ['sha256', 'sha384', 'sha512']) await verifyIntegrity('x', file, hash(algorithm, 'content'));
  await expect(verifyIntegrity('x', file, hash('sha256', 'other'))).rejects.toThrow(`x: its integrity is ${hash('sha256', 'content')}, and not ${hash('sha256', 'other')} as stated`);
});
