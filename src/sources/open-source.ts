import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { archiveKind } from './archive/archive-kind.ts';
import { openArchive } from './archive/archive-source.ts';
import { UNPACK_LIMITS } from './archive/limits.ts';
import type { UnpackLimits } from './archive/limits.ts';
import { findFacts } from './facts/find-facts.ts';
import { FolderSource, SingleFileSource } from './folder-source.ts';
import { fetchNpmPackage, npmReleaseDate, parseNpmSpec } from './npm.ts';
import type { NpmPackage } from './npm.ts';
import { applyOverrides, checkOverrides } from './overrides.ts';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';
import type { FactOverrides, Source, WorkFacts } from './source.ts';
import { TemporaryFolder } from './temporary-folder.ts';

export interface OpenOptions extends FactOverrides {
  /** What paths are relative to. Default: the process's. */
  readonly cwd?: string;
  readonly limits?: UnpackLimits;
}

/**
 * Opens what the user names: a folder, a file, an archive (.tgz, .tar.gz, .tar, .crate), `npm:NAME@VERSION` or `pkg:npm/NAME@VERSION`. Rejects
 * with a SourceError. The caller disposes of the source.
 */
export async function openSource(spec: string, options: OpenOptions = {}): Promise<Source> {
  checkOverrides(spec, options);
  const npmPackage = parseNpmSpec(spec);
  if (npmPackage !== null) return openNpm(spec, npmPackage, options);
  const path = resolve(options.cwd ?? process.cwd(), spec);
  const stats = await stat(path).catch((error: unknown) => {
    throw new SourceError(spec, REMOTE.test(spec) ? notSupported(spec) : `${reasonOf(error)}. Check the path; it was looked for at ${path}.`, { cause: error });
  });
  const finish = async (facts: WorkFacts) => applyOverrides(facts, options);
  if (stats.isDirectory()) return openFolder(spec, path, finish);
  if (!stats.isFile()) throw new SourceError(spec, 'it is neither a file nor a folder.');
  await readable(spec, path, constants.R_OK);
  const kind = await archiveKind(path);
  if (kind === null) {
    const facts = await findFacts({ folder: dirname(path), fallback: { name: basename(path), version: null } });
    return new SingleFileSource(spec, path, stats.size, await finish(facts));
  }
  if (typeof kind === 'object') throw new SourceError(spec, `archives of this kind (${kind.unsupported}) are not supported yet. Unpack it and name the folder, or pack it as .tar.gz.`);
  return openArchive({ spec, file: path, kind, limits: options.limits ?? UNPACK_LIMITS, finish });
}

const REMOTE = /^(pkg:|git[+@:]|[a-z][a-z0-9+.-]*:\/\/)/i;

function notSupported(spec: string): string {
  if (spec.startsWith('pkg:')) return 'of package URLs only pkg:npm/ is supported yet. Download the package and name its folder or .tar.gz.';
  return 'addresses are not supported yet. Clone or download it and name the folder or the .tar.gz.';
}

async function openFolder(spec: string, path: string, finish: (facts: WorkFacts) => Promise<WorkFacts>): Promise<Source> {
  await readable(spec, path, constants.R_OK | constants.X_OK);
  return new FolderSource(spec, path, await finish(await findFacts({ folder: path })));
}

async function openNpm(spec: string, wanted: NpmPackage, options: OpenOptions): Promise<Source> {
  const temporary = await TemporaryFolder.create();
  try {
    const fetched = await fetchNpmPackage(spec, wanted, temporary.path);
    const finish = async (facts: WorkFacts) => {
      const date = facts.date ?? await npmReleaseDate(fetched, temporary.path);
      return applyOverrides({ ...facts, date }, options);
    };
    return await openArchive({ spec, file: fetched.file, kind: 'tar.gz', limits: options.limits ?? UNPACK_LIMITS, integrity: fetched.integrity, finish });
  } finally {
    await temporary.remove();
  }
}

async function readable(spec: string, path: string, mode: number): Promise<void> {
  await access(path, mode).catch((error: unknown) => {
    throw new SourceError(spec, `${reasonOf(error)}. Check that you may read it.`, { cause: error });
  });
}
