import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Problem } from '../source.ts';
import { arMembers } from './ar.ts';
import type { ArMember } from './ar.ts';
import { compressionOfKind } from './archive-kind.ts';
import type { ArchiveKind } from './archive-kind.ts';
import { UnpackBudget } from './budget.ts';
import { compressionOf } from './decompress.ts';
import type { UnpackLimits } from './limits.ts';
import { unpackTar } from './tar.ts';
import { UnpackFolder } from './unpack-folder.ts';
import { unpackZip } from './zip.ts';

export interface Unpacked {
  /** The folder below which the files of the work lie. */
  readonly folder: string;
  /** The folder with what the package says of itself apart from its files, where it does so: `control` of a Debian package, `metadata` of a gem. */
  readonly about: string | null;
  /** What was left out, and why. */
  readonly problems: readonly Problem[];
}

/**
 * Unpacks an archive into an empty folder of our own. Only regular files come out, below that folder; nothing keeps its mode or owner, and
 * nothing is run. Archives in it stay archives, but for those that a gem or a Debian package consists of.
 * @throws SourceError naming `spec`, where the archive is broken, harmful or beyond the limits, or the reason of the signal. What was unpacked so far stays behind.
 */
export async function unpackArchive(spec: string, file: string, kind: ArchiveKind, target: string, limits: UnpackLimits, signal?: AbortSignal): Promise<Unpacked> {
  try {
    return await unpack(file, kind, target, new UnpackBudget(spec, limits, signal));
  } catch (error) {
    signal?.throwIfAborted(); // parsers make an error of their own of it
    throw error;
  }
}

async function unpack(file: string, kind: ArchiveKind, target: string, budget: UnpackBudget): Promise<Unpacked> {
  if (kind === 'gem') return unpackGem(file, target, budget);
  if (kind === 'deb') return unpackDeb(file, target, budget);
  const folder = new UnpackFolder(target, budget);
  if (kind === 'zip') await unpackZip(file, folder, budget);
  else await unpackTar(createReadStream(file), compressionOfKind(kind) ?? null, folder, budget);
  return { folder: target, about: null, problems: folder.problems };
}

/** A tar archive of `data.tar.gz` with the files and `metadata.gz` with the specification. */
async function unpackGem(file: string, target: string, budget: UnpackBudget): Promise<Unpacked> {
  const [outer, data, about] = await folders(target, ['outer', 'data', 'about']);
  await unpackTar(createReadStream(file), null, new UnpackFolder(outer, budget), budget);
  const names = await readdir(outer);
  if (!names.includes('data.tar.gz') || !names.includes('metadata.gz')) throw budget.corrupt('a gem without data.tar.gz or metadata.gz');
  const folder = new UnpackFolder(data, budget);
  await unpackTar(createReadStream(join(outer, 'data.tar.gz')), 'gzip', folder, budget);
  await writeFile(join(about, 'metadata'), await unzipped(join(outer, 'metadata.gz'), budget));
  await rm(outer, { recursive: true });
  return { folder: data, about, problems: folder.problems };
}

const LARGEST_METADATA = 4 * 1024 * 1024;

async function unzipped(file: string, budget: UnpackBudget): Promise<Buffer> {
  if ((await stat(file)).size > LARGEST_METADATA) throw budget.corrupt('metadata.gz is too large');
  return promisify(gunzip)(await readFile(file), { maxOutputLength: LARGEST_METADATA }).catch((error: unknown) => {
    throw budget.corrupt(`metadata.gz: ${(error as Error).message}`);
  });
}

const MOST_MEMBERS = 16;

/** An ar archive of `control.tar.*`, which tells of the package, and `data.tar.*` with its files. */
async function unpackDeb(file: string, target: string, budget: UnpackBudget): Promise<Unpacked> {
  const members = await arMembers(file, MOST_MEMBERS).catch((error: unknown) => { throw budget.corrupt(error); });
  const [data, about] = await folders(target, ['data', 'about']);
  const folder = new UnpackFolder(data, budget);
  await unpackMember(file, members, 'control.tar', new UnpackFolder(about, budget), budget);
  await unpackMember(file, members, 'data.tar', folder, budget);
  return { folder: data, about, problems: folder.problems };
}

async function unpackMember(file: string, members: readonly ArMember[], name: string, folder: UnpackFolder, budget: UnpackBudget): Promise<void> {
  const member = members.find((candidate) => candidate.name === name || candidate.name.startsWith(`${name}.`));
  if (member === undefined || member.end === member.start) throw budget.corrupt(`a Debian package without ${name}`);
  const compression = compressionOf(await readAt(file, member.start));
  if (compression === null && member.name !== name) throw budget.fail(`${member.name} in it is compressed in a way that is not supported. Unpack it yourself (dpkg-deb -x) and name the folder.`);
  await unpackTar(createReadStream(file, { start: member.start, end: member.end - 1 }), compression, folder, budget);
}

async function readAt(file: string, position: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function folders(target: string, names: readonly string[]): Promise<string[]> {
  const paths = names.map((name) => join(target, name));
  for (const path of paths) await mkdir(path, { mode: 0o700 });
  return paths;
}
