import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { SourceError } from '../source.ts';
import { UNPACK_YOURSELF } from './budget.ts';
import type { UnpackBudget } from './budget.ts';
import type { UnpackFolder } from './unpack-folder.ts';

/**
 * Unpacks a zip archive by its directory. That is read through first, so that one that lies is refused before anything is written;
 * then no entry can become larger than it said there.
 */
export async function unpackZip(file: string, folder: UnpackFolder, budget: UnpackBudget): Promise<void> {
  try {
    const { size } = await stat(file);
    await withZip(file, (zip) => checkDirectory(zip, size, budget));
    await withZip(file, async (zip) => {
      for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, folder, budget);
    });
  } catch (error) {
    throw budget.failure ?? (error instanceof SourceError ? error : budget.corrupt(error));
  } finally {
    folder.end();
  }
}

async function withZip(file: string, action: (zip: ZipFile) => Promise<void>): Promise<void> {
  const zip = await openPromise(file, { autoClose: false, decodeStrings: false, validateEntrySizes: true });
  try {
    await action(zip);
  } finally {
    zip.close();
  }
}

const LOCAL_HEADER = 30;

/** Numbers of entries, sizes, encryption, and that no two entries share bytes, which is how small archives hold endless ones. */
async function checkDirectory(zip: ZipFile, size: number, budget: UnpackBudget): Promise<void> {
  budget.countEntries(zip.entryCount);
  const starts = new Float64Array(zip.entryCount);
  const ends = new Float64Array(zip.entryCount);
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw budget.fail('it is encrypted. Decrypt it, or unpack it yourself and name the folder.');
    starts[count] = entry.relativeOffsetOfLocalHeader;
    ends[count++] = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    if (ends[count - 1] > size) throw budget.corrupt('an entry lies beyond its end');
    budget.bytesIn += entry.compressedSize;
    if (isUnpackable(entry) && entry.uncompressedSize <= budget.limits.maxFileSize) budget.countBytes(entry.uncompressedSize);
  }
  // Where nothing overlaps, as many entries have ended before each start as have started before it.
  starts.sort();
  ends.sort();
  for (let at = 1; at < count; at++) {
    if (starts[at] < ends[at - 1]) throw budget.fail(`it has entries that lie over each other, as only harmful archives do. ${UNPACK_YOURSELF}`);
  }
}

const TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
}

/** The type of a file in the way of Unix, 0 where the entry has none. */
function typeOf(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & TYPE;
}

function isUnpackable(entry: Entry): boolean {
  const type = typeOf(entry);
  return (type === 0 || type === REGULAR) && entry.canDecodeFileData();
}

async function unpackEntry(zip: ZipFile, entry: Entry, folder: UnpackFolder, budget: UnpackBudget): Promise<void> {
  const path = nameOf(entry);
  const type = typeOf(entry);
  // As in a walk over a folder, links are left out without a word.
  if (path.endsWith('/') || type === FOLDER || type === LINK) return;
  if (!isUnpackable(entry)) {
    folder.leaveOut(path, entry.canDecodeFileData() ? 'not a regular file, not unpacked' : `compressed in a way that is not supported (method ${entry.compressionMethod}), not unpacked`);
    return;
  }
  if (!folder.begin(path, entry.uncompressedSize, 'first')) return;
  let checksum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry) as AsyncIterable<Buffer>) {
    checksum = crc32(chunk, checksum);
    folder.write(chunk);
  }
  folder.end();
  if (checksum !== entry.crc32) throw budget.corrupt(`wrong checksum of ${path.slice(0, 100)}`);
}
