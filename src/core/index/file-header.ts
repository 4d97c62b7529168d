import { bytesAt } from './byte-reader.ts';
import { checksum } from './checksum.ts';
import type { ByteSource } from './contract.ts';
import { corrupt, emptyFile, IndexError, truncated } from './errors.ts';

/** Versions of the format: what only the second knows (keys, dates of files) makes an index one of the second. */
export const FIRST_VERSION = 1;
export const SECOND_VERSION = 2;
export type FormatVersion = typeof FIRST_VERSION | typeof SECOND_VERSION;

/** What a header says besides the kind of file. */
export interface HeaderFacts {
  readonly version: FormatVersion;
  /** Whether its pages are encrypted; only in version 2. */
  readonly isEncrypted: boolean;
}

const FLAG_ENCRYPTED = 1;
export const HEADER_SIZE = 16;

export type FileKind = 'segment' | 'catalogue' | 'single';

const MAGIC = [0x4e, 0x43, 0x58, 0x0d, 0x0a, 0x1a, 0x0a, 0x00];
const KINDS: readonly FileKind[] = ['segment', 'catalogue', 'single'];

/** The first 16 bytes of every binary file of an index. */
export function fileHeader(kind: FileKind, { version, isEncrypted }: HeaderFacts): Uint8Array {
  const header = new Uint8Array(HEADER_SIZE);
  const view = new DataView(header.buffer);
  header.set(MAGIC);
  view.setUint16(8, version, true);
  view.setUint8(10, kindNumber(kind));
  view.setUint8(11, isEncrypted ? FLAG_ENCRYPTED : 0);
  view.setUint32(12, checksum(header.subarray(0, 12)), true);
  return header;
}

/** The number of a kind in headers and wherever else one is hashed. */
export const kindNumber = (kind: FileKind): number => KINDS.indexOf(kind) + 1;

/** What the header of a source says. Throws an `IndexError` unless it begins with the header of an index file of that kind and of a version that we know. */
export function expectHeader(source: ByteSource, kind: FileKind): HeaderFacts {
  if (source.size === 0) throw emptyFile(source.name);
  if (source.size < HEADER_SIZE) throw truncated(source.name, `it has only ${source.size} bytes`);
  const header = bytesAt(source, 0, HEADER_SIZE);
  if (MAGIC.some((byte, at) => header[at] !== byte)) {
    throw new IndexError('foreign', `${source.name} is not a file of a Nearcopy index. Name the folder or the exported file of an index.`);
  }
  const view = new DataView(header.buffer, header.byteOffset, HEADER_SIZE);
  if (view.getUint32(12, true) !== checksum(header.subarray(0, 12))) throw corrupt(source.name, 'its header has a wrong checksum');
  const version = view.getUint16(8, true);
  if (version !== FIRST_VERSION && version !== SECOND_VERSION) throw futureVersion(source.name, version);
  if (KINDS[view.getUint8(10) - 1] !== kind) throw new IndexError('foreign', `${source.name} is not the ${kind} file that it should be. Build the index again.`);
  return { version, isEncrypted: (view.getUint8(11) & FLAG_ENCRYPTED) !== 0 };
}

export function futureVersion(file: string, version: number): IndexError {
  return new IndexError('future-version', `${file} has format version ${version}, and this program reads versions up to ${SECOND_VERSION}. Update Nearcopy, or build the index again.`);
}
