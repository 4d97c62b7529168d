import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOriginal } from '../../../src/host/node/originals.ts';
import { contentHash } from '../../../src/host/node/workshop.ts';

const folder = mkdtempSync(join(tmpdir(), 'nearcopy-originals-'));
const text = 'export const sum = (a, b) => a + b;\n';
const match = { work: '@kit/sums', version: '1.2.0', path: 'src/sum.js', content: contentHash(new TextEncoder().encode(text)) };
const write = (path: string, content: string | Uint8Array): string => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

beforeAll(() => {
  write('other/src/sum.js', text.replace('+', '-'));
  write('secret.js', text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('findOriginal', () => {
  it.each(['src/sum.js', '@kit/sums/src/sum.js', '@kit/sums@1.2.0/src/sum.js', '@kit/sums-1.2.0/src/sum.js', 'node_modules/@kit/sums/src/sum.js'])('finds %s', async (path) => {
    const root = encodeURIComponent(path);
    const file = write(`${root}/${path}`, text);
    expect(await findOriginal([join(folder, 'none'), join(folder, root)], match)).toEqual({ file, text });
  });

  it('takes no other content for it', async () => {
    expect(await findOriginal([join(folder, 'other')], match)).toBeNull();
    expect(await findOriginal([folder], { ...match, path: 'other' })).toBeNull();
    expect(await findOriginal([], match)).toBeNull();
  });

  it('looks on where one folder holds another version', async () => {
    const file = write('right/src/sum.js', text);
    expect(await findOriginal([join(folder, 'other'), join(folder, 'right')], match)).toEqual({ file, text });
  });

  it('leads a path of an index never out of the folder', async () => {
    for (const path of ['../secret.js', 'src/../../secret.js', '../../secret.js']) expect(await findOriginal([join(folder, 'other')], { ...match, path })).toBeNull();
    expect(await findOriginal([join(folder, 'other')], { ...match, work: '..', path: 'secret.js' })).toBeNull();
  });

  it('gives the text as the engine reads it, without a byte order mark', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${text}`);
    const file = write('marked/src/sum.js', bytes);
    expect(await findOriginal([join(folder, 'marked')], { ...match, content: contentHash(bytes) })).toEqual({ file, text });
  });
});
