import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveKind } from '../../../src/sources/archive/archive-kind.ts';
import type { ArchiveKind } from '../../../src/sources/archive/archive-kind.ts';
import { UNPACK_LIMITS } from '../../../src/sources/archive/limits.ts';
import type { UnpackLimits } from '../../../src/sources/archive/limits.ts';
import { unpackArchive } from '../../../src/sources/archive/unpack.ts';
import { removeAfterTest, tree } from './tree.ts';

/** Unpacks an archive of that name, as the kind that its content says. `files` are below the folder of the work. */
export async function unpackAs(name: string, archive: Uint8Array, limits: Partial<UnpackLimits> = {}) {
  const file = join(tree({ [name]: archive }), name);
  const target = mkdtempSync(join(tmpdir(), 'nearcopy-test-'));
  removeAfterTest(target);
  const kind = await archiveKind(file) as ArchiveKind;
  const { folder, about, problems } = await unpackArchive(name, file, kind, target, { ...UNPACK_LIMITS, ...limits });
  return { kind, folder, about, problems, files: readdirSync(folder, { recursive: true }).map(String).sort(), left: readdirSync(target).sort() };
}
