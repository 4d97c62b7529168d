import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { archiveKind } from '../archive/archive-kind.ts';
import { rootOf } from '../archive/archive-source.ts';
import type { UnpackLimits } from '../archive/limits.ts';
import { unpackArchive } from '../archive/unpack.ts';
import { findFacts } from '../facts/find-facts.ts';
import { formatPurl } from '../facts/purl.ts';
import { FolderSource } from '../folder-source.ts';
import { digestOf, integrityOf, verifyIntegrity } from '../integrity.ts';
import type { ParsedPurl } from '../package-url.ts';
import { reasonOf } from '../reason.ts';
import { naming } from '../program-failure.ts';
import { SourceError } from '../source.ts';
import type { Problem, Source, WorkFacts } from '../source.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import type { Apt } from './apt.ts';
import { filesOfDifference, parseSourceControl, partOf } from './source-control.ts';
import type { SourceControl } from './source-control.ts';

/** A source package of Debian or of a distribution derived from it. */
export interface DebianPackage {
  /** Lower case: `debian`. */
  readonly distribution: string;
  readonly name: string;
  /** Null for the highest that the user's package sources have. */
  readonly version: string | null;
  /** `source` for a source package; for a binary one as Debian calls it, such as `amd64`, or `all` for one that fits every one. */
  readonly architecture: string;
}

/** As much of apt as is needed here. */
export type PackageServer = Pick<Apt, 'origins' | 'versions' | 'download' | 'excuse'>;

export interface DebianRequest {
  readonly spec: string;
  readonly wanted: DebianPackage;
  /** Of the control file (.dsc), which holds the hashes of all other files. */
  readonly integrity: string | undefined;
  readonly apt: PackageServer;
  readonly limits: UnpackLimits;
  readonly signal: AbortSignal | undefined;
  /** Last word on the facts found. */
  readonly finish: (facts: WorkFacts) => Promise<WorkFacts>;
}

/** `pkg:deb/debian/NAME[@VERSION][?arch=ARCHITECTURE]`; null for any other. Throws where it is one and makes no sense: what passes may go into a configuration of apt. */
export function debianPackage(spec: string, purl: ParsedPurl | null): DebianPackage | null {
  if (purl === null || purl.type !== 'deb') return null;
  const { namespace, name, version } = purl;
  if (!/^[a-z][a-z0-9-]*$/.test(namespace)) throw new SourceError(spec, 'say whose package it is, such as pkg:deb/debian/curl.');
  if (!/^[a-z0-9][a-z0-9+.-]+$/.test(name)) throw new SourceError(spec, `"${name}" is not the name of a Debian package.`);
  if (version !== null && !/^\d[A-Za-z0-9.+:~-]*$/.test(version)) throw new SourceError(spec, `"${version}" is not a version of a Debian package.`);
  const architecture = purl.qualifiers.arch ?? 'source';
  if (!/^[a-z0-9][a-z0-9-]*$/.test(architecture)) throw new SourceError(spec, `"${architecture}" is not an architecture. Write arch=source for the source package, arch=all or such as arch=amd64 for a binary package.`);
  return { distribution: namespace, name, version, architecture };
}

/** The package URL of a version of a package. */
export function debianPurl({ distribution, name, architecture }: DebianPackage, version: string): string {
  return `${formatPurl({ type: 'deb', namespace: distribution, name }, version)}${architecture === 'source' ? '' : `?arch=${architecture}`}`;
}

/**
 * A Debian source package as a source: the original work, and the folder `debian/` with what Debian says of it. Patches stay files there
 * and are not applied, and nothing of the package is run. Where the version is gone, it is the current one, and a note says so.
 */
export async function openDebian({ spec, wanted, integrity, apt, limits, signal, finish }: DebianRequest): Promise<Source> {
  const [download, unpacked] = [await TemporaryFolder.create(), await TemporaryFolder.create()];
  try {
    const folder = await fetchPackage({ spec, wanted, apt, into: download.path, signal });
    const { control, file } = await controlOf(spec, folder);
    await verifyFiles(spec, folder, control);
    const isGone = wanted.version !== null && wanted.version !== control.version;
    if (integrity !== undefined && !isGone) await verifyIntegrity(spec, file, integrity);
    const actual = await integrityOf(file, 'sha256');
    const { root, problems } = await unpackParts(spec, folder, control, unpacked.path, limits, signal);
    const facts = await findFacts({ folder: root, ceiling: unpacked.path, fallback: { name: control.source, version: upstreamVersion(control.version) } });
    const purl = debianPurl({ ...wanted, name: control.source }, control.version);
    const notes = isGone ? [`version ${wanted.version} is gone; took ${control.version}${integrity === undefined ? '' : ', to which the stated integrity does not apply'}`] : [];
    return new FolderSource(spec, root, await finish({ ...facts, purl }), { problems, integrity: actual, notes, ceiling: root, release: () => unpacked.remove() });
  } catch (error) {
    await unpacked.remove();
    throw error;
  } finally {
    await download.remove();
  }
}

export interface FetchRequest extends Pick<DebianRequest, 'spec' | 'wanted' | 'apt' | 'signal'> {
  /** An empty folder. */
  readonly into: string;
}

/** Fetches the version asked for, or else the highest that is to be had. Returns the folder with its files. */
export function fetchPackage(request: FetchRequest): Promise<string> {
  return naming(request.spec, fetchCandidate(request));
}

async function fetchCandidate({ spec, wanted: { distribution, name, version, architecture }, apt, into, signal }: FetchRequest): Promise<string> {
  const kind = architecture === 'source' ? 'source' : 'binary';
  const origins = await apt.origins(signal);
  if (!origins.includes(distribution)) {
    throw new SourceError(spec, `your apt has no ${kind} packages of ${distribution}, but of ${origins.join(', ') || 'nobody'}${apt.excuse}. Add package sources of ${distribution}, or download the package and name its folder.`);
  }
  const versions = await apt.versions(name, signal);
  if (versions.length === 0) throw new SourceError(spec, `there is no ${kind} package ${name} in your package sources${apt.excuse}. ${CHECK_NAME[kind]}`);
  // Lists are often ahead of the server that they came from: then an older version is better than none.
  const candidates = [...versions.filter((listed) => listed === version), null, ...versions.filter((listed) => listed !== version).reverse()];
  for (const [attempt, candidate] of candidates.entries()) {
    const folder = join(into, String(attempt));
    await mkdir(folder, { mode: 0o755 });
    if (await apt.download(name, candidate, folder, signal)) return folder;
  }
  throw new SourceError(spec, `the server has none of the versions that its list names (${versions.join(', ')}). Try again later.`);
}

const CHECK_NAME = {
  source: 'Check the name with `apt-cache showsrc`; a binary package may be made from a source package of another name.',
  binary: 'Check the name with `apt-cache show`.',
};

async function controlOf(spec: string, folder: string): Promise<{ control: SourceControl; file: string }> {
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.dsc'));
  const file = join(folder, name ?? '');
  const control = name === undefined ? null : parseSourceControl(await readFile(file, 'utf8'));
  if (control === null) throw new SourceError(spec, 'apt-get left no source package that can be read. Try `apt-get source --download-only` by hand to see why.');
  return { control, file };
}

async function verifyFiles(spec: string, folder: string, { files }: SourceControl): Promise<void> {
  for (const { name, size, sha256 } of files) {
    const stats = await stat(join(folder, name)).catch((error: unknown) => {
      throw new SourceError(spec, `${name} of the package was not fetched: ${reasonOf(error)}. Try again.`, { cause: error });
    });
    if (stats.size !== size || await digestOf(join(folder, name), 'sha256') !== sha256) throw new SourceError(spec, `${name} is not the file that the package's control file states (sha256 differs). Try again.`);
  }
}

async function unpackParts(spec: string, folder: string, { files }: SourceControl, target: string, limits: UnpackLimits, signal: AbortSignal | undefined): Promise<{ root: string; problems: Problem[] }> {
  const parts = files.map(({ name }) => ({ file: join(folder, name), part: partOf(name) }));
  const problems: Problem[] = [];
  const unpack = async (file: string, into: string): Promise<string> => {
    const kind = await archiveKind(file);
    if (kind === null || typeof kind === 'object') throw new SourceError(spec, `archives of this kind (${kind?.unsupported ?? 'unknown'}) are not supported. Unpack the package yourself (dpkg-source -x) and name the folder.`);
    await mkdir(into, { recursive: true });
    const unpacked = await unpackArchive(spec, file, kind, into, limits, signal);
    problems.push(...unpacked.problems);
    return unpacked.folder;
  };
  const original = parts.find(({ part }) => part?.kind === 'original');
  if (original === undefined) throw new SourceError(spec, 'the package has no original archive.');
  const root = await rootOf(await unpack(original.file, join(target, 'original')));
  for (const { file, part } of parts) {
    // What upstream has in a folder of that name is replaced, as Debian's own tools do.
    if (part?.kind === 'component') await replace(await rootOf(await unpack(file, join(target, `component-${part.component}`))), join(root, part.component));
    if (part?.kind === 'packaging') await replace(join(await unpack(file, join(target, 'packaging')), 'debian'), join(root, 'debian'));
    if (part?.kind === 'difference') await writeDifference(file, root);
  }
  return { root, problems };
}

async function replace(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await rename(from, to);
}

/** Without epoch and revision. */
const upstreamVersion = (version: string): string => version.replace(/^\d+:/, '').replace(/-[^-]*$/, '');

const LARGEST_DIFFERENCE = 64 * 1024 * 1024;

async function writeDifference(file: string, root: string): Promise<void> {
  const text = (await promisify(gunzip)(await readFile(file), { maxOutputLength: LARGEST_DIFFERENCE })).toString('utf8');
  for (const { path, content } of filesOfDifference(text)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}
