import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { archiveKind } from './archive/archive-kind.ts';
import { openArchive } from './archive/archive-source.ts';
import { UNPACK_LIMITS } from './archive/limits.ts';
import type { UnpackLimits } from './archive/limits.ts';
import { openDebianBinary } from './debian/debian-binary.ts';
import { debianPackage, openDebian } from './debian/debian-source.ts';
import { download, webAddress } from './download.ts';
import { findFacts } from './facts/find-facts.ts';
import { selectFiles } from './file-selection.ts';
import { FolderSource, SingleFileSource } from './folder-source.ts';
import { gitAddress, localGitAddress } from './git/git-address.ts';
import type { GitAddress } from './git/git-address.ts';
import { appearancesAround } from './git/first-appearances.ts';
import { openGit } from './git/git-source.ts';
import { checkIntegrityText, integrityOf, verifyIntegrity } from './integrity.ts';
import type { NpmPackage } from './npm-client.ts';
import { parseNpmSpec } from './npm-spec.ts';
import { applyOverrides, checkOverrides } from './overrides.ts';
import { parsePurl } from './package-url.ts';
import type { ParsedPurl } from './package-url.ts';
import { naming } from './program-failure.ts';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';
import type { Source, SourceRequest, WorkFacts } from './source.ts';
import { SourceSession } from './source-session.ts';
import { TemporaryFolder } from './temporary-folder.ts';

export interface OpenOptions extends Omit<SourceRequest, 'spec'> {
  readonly limits?: UnpackLimits;
  readonly signal?: AbortSignal;
  /** Shared by the sources of a run. */
  readonly session?: SourceSession;
}

/**
 * Opens what the user names: a folder, a file, an archive, the address of an archive, a package (`npm:NAME@VERSION`, `pkg:npm/NAME@VERSION`,
 * `pkg:deb/debian/NAME@VERSION`), a state of a git repository (`https://HOST/NAME.git#REF`, `PATH#REF`). Rejects with a SourceError, or with the
 * reason of the signal. The caller disposes of the source.
 */
export async function openSource(spec: string, options: OpenOptions = {}): Promise<Source> {
  checkOverrides(spec, options);
  checkIntegrityText(spec, options.integrity);
  const session = options.session ?? new SourceSession(options.signal);
  try {
    return selectFiles(await openAll(spec, { ...options, session }), options);
  } finally {
    if (options.session === undefined) await session.close();
  }
}

type SessionOptions = OpenOptions & { readonly session: SourceSession };

/** The source with all its files. */
async function openAll(spec: string, options: SessionOptions): Promise<Source> {
  const purl = parsePurl(spec);
  const npmPackage = parseNpmSpec(spec, purl);
  if (npmPackage !== null) return openNpm(spec, npmPackage, options);
  if (purl !== null) return openPackage(spec, purl, options);
  const address = gitAddress(spec);
  if (address !== null) return openRepository(spec, address, options);
  const url = webAddress(spec);
  if (url !== null) return openAddress(spec, url, options);
  return openPath(spec, options);
}

/** Any other scheme; a Windows path (`C:\x`) is none. */
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

async function openPath(spec: string, options: OpenOptions): Promise<Source> {
  const cwd = options.cwd ?? process.cwd();
  const path = resolve(cwd, spec);
  const stats = await stat(path).catch(async (error: unknown) => {
    const local = localGitAddress(spec);
    if (local !== null && await isFolder(resolve(cwd, local.repository))) return { ...local, repository: resolve(cwd, local.repository) };
    throw new SourceError(spec, OTHER_SCHEME.test(spec) ? 'addresses of this kind are not supported. Download it and name the folder or the archive.' : `${reasonOf(error)}. Check the path; it was looked for at ${path}.`, { cause: error });
  });
  if ('ref' in stats) return openRepository(spec, stats, options);
  if (stats.isDirectory()) return openFolder(spec, path, options);
  if (!stats.isFile()) throw new SourceError(spec, 'it is neither a file nor a folder.');
  await readable(spec, path, constants.R_OK);
  if (options.integrity !== undefined) await verifyIntegrity(spec, path, options.integrity);
  const kind = await archiveKind(path);
  if (kind !== null) return openArchiveFile(spec, path, kind, options.integrity, options);
  const facts = await findFacts({ folder: dirname(path), fallback: { name: basename(path), version: null } });
  return new SingleFileSource(spec, path, stats.size, applyOverrides(facts, options), await datesIn(spec, dirname(path), basename(path), options));
}

async function openFolder(spec: string, path: string, options: OpenOptions): Promise<Source> {
  refuseIntegrity(spec, options, 'a folder');
  await readable(spec, path, constants.R_OK | constants.X_OK);
  return new FolderSource(spec, path, applyOverrides(await findFacts({ folder: path }), options), { dateOf: await datesIn(spec, path, '.', options) });
}

async function datesIn(spec: string, folder: string, path: string, { history, signal }: OpenOptions): Promise<(path: string) => string | null> {
  if (history === false) return () => null;
  const dates = await appearancesAround(spec, folder, path, signal);
  return (file) => dates.get(file) ?? null;
}

function openRepository(spec: string, address: GitAddress, options: OpenOptions): Promise<Source> {
  refuseIntegrity(spec, options, 'a git repository (name the commit after #, which is a hash itself)');
  return openGit({ spec, address, limits: options.limits ?? UNPACK_LIMITS, signal: options.signal, finish: async (facts) => applyOverrides(facts, options) });
}

async function openNpm(spec: string, wanted: NpmPackage, options: SessionOptions): Promise<Source> {
  return inTemporaryFolder(async (folder) => {
    const { npm } = options.session;
    const fetched = await naming(spec, npm.fetch(wanted, folder));
    for (const expected of [fetched.integrity, options.integrity]) if (expected !== undefined) await verifyIntegrity(spec, fetched.file, expected);
    const finish = async (facts: WorkFacts): Promise<WorkFacts> => {
      const date = options.date ?? facts.date ?? await npm.releaseDate(fetched);
      return applyOverrides({ ...facts, date }, options);
    };
    return openArchive({ spec, file: fetched.file, kind: 'tar.gz', limits: options.limits ?? UNPACK_LIMITS, signal: options.signal, integrity: fetched.integrity, finish });
  });
}

/** A package of a kind other than npm's. */
async function openPackage(spec: string, purl: ParsedPurl, options: SessionOptions): Promise<Source> {
  const { download_url: address, checksum } = purl.qualifiers;
  const url = address === undefined ? null : webAddress(address);
  if (url !== null) {
    const [, sha256] = /(?:^|,)sha256:([0-9a-f]{64})(?:,|$)/i.exec(checksum ?? '') ?? [];
    const stated = options.integrity ?? (sha256 === undefined ? undefined : `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`);
    return openAddress(spec, url, { ...options, ...(stated === undefined ? {} : { integrity: stated }) });
  }
  const wanted = debianPackage(spec, purl);
  if (wanted === null) throw new SourceError(spec, `packages of the kind ${purl.type} are not fetched by name. Name the address of the archive (https://...), or download it and name the file.`);
  const apt = await naming(spec, options.session.apt(wanted.architecture));
  const request = { spec, wanted, integrity: options.integrity, apt, limits: options.limits ?? UNPACK_LIMITS, signal: options.signal, finish: async (facts: WorkFacts) => applyOverrides(facts, options) };
  return (wanted.architecture === 'source' ? openDebian : openDebianBinary)(request);
}

async function openAddress(spec: string, url: URL, options: OpenOptions): Promise<Source> {
  return inTemporaryFolder(async (folder) => {
    const { file, integrity } = await download({ spec, url, folder, integrity: options.integrity, signal: options.signal });
    const kind = await archiveKind(file);
    if (kind === null) throw new SourceError(spec, 'what the server sends is no archive. Name the address of a .tar.gz or .zip, or of a git repository (ending in .git, or beginning with git+https:).');
    return openArchiveFile(spec, file, kind, integrity, options, url.href);
  });
}

async function openArchiveFile(spec: string, file: string, kind: Exclude<Awaited<ReturnType<typeof archiveKind>>, null>, integrity: string | undefined, options: OpenOptions, url: string | null = null): Promise<Source> {
  if (typeof kind === 'object') throw new SourceError(spec, `archives of this kind (${kind.unsupported}) are not supported. Unpack it and name the folder, or pack it as .tar.gz.`);
  const finish = async (facts: WorkFacts): Promise<WorkFacts> => applyOverrides({ ...facts, url: facts.url ?? url }, options);
  return openArchive({ spec, file, kind, limits: options.limits ?? UNPACK_LIMITS, signal: options.signal, integrity: integrity ?? await integrityOf(file), finish });
}

async function inTemporaryFolder(action: (folder: string) => Promise<Source>): Promise<Source> {
  const temporary = await TemporaryFolder.create();
  try {
    return await action(temporary.path);
  } finally {
    await temporary.remove();
  }
}

function refuseIntegrity(spec: string, { integrity }: OpenOptions, what: string): void {
  if (integrity !== undefined) throw new SourceError(spec, `there is no integrity hash of ${what}. Leave integrity out.`);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((stats) => stats.isDirectory(), () => false);
}

async function readable(spec: string, path: string, mode: number): Promise<void> {
  await access(path, mode).catch((error: unknown) => {
    throw new SourceError(spec, `${reasonOf(error)}. Check that you may read it.`, { cause: error });
  });
}
