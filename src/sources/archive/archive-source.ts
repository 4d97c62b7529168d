import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findFacts } from '../facts/find-facts.ts';
import { FolderSource } from '../folder-source.ts';
import type { Source, WorkFacts } from '../source.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import type { ArchiveKind } from './archive-kind.ts';
import type { UnpackLimits } from './limits.ts';
import { unpackArchive } from './unpack.ts';

export interface ArchiveRequest {
  readonly spec: string;
  /** Absolute. */
  readonly file: string;
  readonly kind: ArchiveKind;
  readonly limits: UnpackLimits;
  readonly integrity?: string;
  readonly notes?: readonly string[];
  /** Last word on the facts found. */
  readonly finish: (facts: WorkFacts) => Promise<WorkFacts>;
}

/** An archive, unpacked into a temporary folder that goes on disposal. */
export async function openArchive({ spec, file, kind, limits, integrity, notes, finish }: ArchiveRequest): Promise<Source> {
  const temporary = await TemporaryFolder.create();
  try {
    const { folder, about, problems } = await unpackArchive(spec, file, kind, temporary.path, limits);
    const root = about === null ? await rootOf(folder) : folder;
    const facts = await findFacts({ folder: root, ceiling: folder, fallback: nameOfArchive(file), ...(about === null ? {} : { about }) });
    return new FolderSource(spec, root, await finish(facts), { problems, integrity: integrity ?? null, notes: notes ?? [], release: () => temporary.remove() });
  } catch (error) {
    await temporary.remove();
    throw error;
  }
}

/** Folders that are themselves part of the layout, and not the wrapping that archives put around everything. */
const NOT_WRAPPING = new Set(['usr', 'src', 'lib', 'etc', 'opt', 'include', 'var', 'debian', 'META-INF']);

/** Paths of a work start below the one folder (`package`, `curl-8.1.0`) that most archives wrap it in. */
export async function rootOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const only = entries.length === 1 && entries[0].isDirectory() ? entries[0].name : null;
  return only === null || NOT_WRAPPING.has(only) ? folder : join(folder, only);
}

/** `curl-8.1.0.tar.gz` is how releases without metadata say name and version. */
function nameOfArchive(file: string): { name: string; version: string | null } {
  const stem = basename(file).replace(/\.(tgz|tbz2?|txz|tzst|tar(\.(gz|bz2|xz|zst))?|crate|zip|whl|jar|war|aar|egg|nupkg|gem|deb)$/i, '').replace(/-sources$/, '');
  const parts = /^(.+?)[-_]v?(\d+(?:\.\d+)*[\w.+-]*)$/.exec(stem);
  return parts === null ? { name: stem, version: null } : { name: parts[1], version: parts[2] };
}
