import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ArchiveKind } from '../../../src/sources/archive/archive-kind.ts';
import { UNPACK_LIMITS } from '../../../src/sources/archive/limits.ts';
import { unpackArchive } from '../../../src/sources/archive/unpack.ts';
import { tar } from './tar-builder.ts';
import { removeAfterTest, tree } from './tree.ts';
import { zip } from './zip-builder.ts';

const MANY = Array.from({ length: 20 }, (_, n) => ({ path: `${n}.js`, content: 'f();' }));
const LARGE = [{ path: 'large.js', content: 'x'.repeat(2 ** 21) }];

it.each<[string, ArchiveKind, Uint8Array]>([
  ['a tar archive between two files', 'tar', tar(MANY)],
  ['a compressed one', 'tar.gz', gzipSync(tar(MANY))],
  ['a large file of one', 'tar', tar(LARGE)],
  ['a zip archive between two files', 'zip', zip(MANY)],
  ['a large file of one', 'zip', zip(LARGE.map((entry) => ({ ...entry, deflate: true })))],
])('%s (%s): unpacking stops where nobody wants it any more', async (_, kind, archive) => {
  const file = join(tree({ archive }), 'archive');
  const target = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  removeAfterTest(target);
  const stopping = new AbortController();
  const reason = new Error('stopped');
  let asked = 0;
  const throwIfAborted = (): void => {
    if (++asked === 4) stopping.abort(reason);
    stopping.signal.throwIfAborted();
  };
  await expect(unpackArchive('a', file, kind, target, UNPACK_LIMITS, { throwIfAborted } as AbortSignal)).rejects.toBe(reason);
  expect(readdirSync(target).length).toBeLessThan(4);
});
