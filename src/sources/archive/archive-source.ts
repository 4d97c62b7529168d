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
  readonly signal: AbortSignal | undefined;
  readonly integrity?: string;
  readonly notes?: readonly string[];
  /** Last word on the facts found. */
  readonly finish: (facts: WorkFacts) => Promise<WorkFacts>;
}

/** An archive, unpacked into a temporary folder that goes on disposal. */
export async function openArchive({ spec, file, kind, limits, signal, integrity, notes, finish }: ArchiveRequest): Promise<Source> {
  const temporary = await TemporaryFolder.create();
  try {
    const { folder, about, problems } = await unpackArchive(spec, file, kind, temporary.path, limits, signal);
    const root = about === null ? await rootOf(folder) : folder;
    const facts = await findFacts({ folder: root, ceiling: folder, fallback: nameOfArchive(file), ...(about === null ? {} : { about }) });
    return new FolderSource(spec, root, await finish(facts), { problems, integrity: integrity ?? null, notes: notes ?? [], ceiling: folder, release: () => temporary.remove() });
  } catch (error) {
    await temporary.remove();
    throw error;
  }
}

/** Folders that are themselves part of the layout, and not the wrapping that archives put around everything. */
const NOT_WRAPPING = new Set(['usr', 'src', 'lib', 'etc', 'opt', 'include', 'var', 'debian', 'META-INF']);

/** What lies at the root of a project. */
const TELLING = /^((readme|licen[cs]e|copying|copyright|notice|changelog)(\.\w+)?|licenses|configure(\.ac)?|makefile(\.am)?|cmakelists\.txt|meson\.build|setup\.(py|cfg)|pyproject\.toml|package\.json|cargo\.toml|composer\.json|pom\.xml|build\.gradle(\.kts)?|go\.mod|reuse\.toml|\.reuse|debian|.+\.(gemspec|nuspec|csproj|sln))$/i;

/** Folders in each other that are looked into for the root. */
const MOST_WRAPPINGS = 4;

/** Paths of a work start below the one folder (`package`, `curl-8.1.0`) that most archives wrap it in, or below several where a project has its root there. */
export async function rootOf(folder: string): Promise<string> {
  const first = await wrapped(folder);
  if (first === null) return folder;
  for (let [inner, level] = [first, 1]; level < MOST_WRAPPINGS; level++) {
    const next = await wrapped(inner);
    if (next === null) break;
    if ((await readdir(next)).some((name) => TELLING.test(name))) return next;
    inner = next;
  }
  return first;
}

/** The one folder in a folder that has nothing else in it, or null. */
async function wrapped(folder: string): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true });
  const only = entries.length === 1 && entries[0].isDirectory() ? entries[0].name : null;
  return only === null || NOT_WRAPPING.has(only) ? null : join(folder, only);
}

/** `curl-8.1.0.tar.gz` is how releases without metadata say name and version. */
function nameOfArchive(file: string): { name: string; version: string | null } {
  const stem = basename(file).replace(/\.(tgz|tbz2?|txz|tzst|tar(\.(gz|bz2|xz|zst))?|crate|zip|whl|jar|war|aar|egg|nupkg|gem|deb)$/i, '').replace(/-sources$/, '');
  const parts = /^(.+?)[-_]v?(\d+(?:\.\d+)*[\w.+-]*)$/.exec(stem);
  return parts === null ? { name: stem, version: null } : { name: parts[1], version: parts[2] };
}
