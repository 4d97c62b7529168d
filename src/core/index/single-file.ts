import { bytesAt } from './byte-reader.ts';
import { ByteWriter, type Sink } from './byte-writer.ts';
import { checksum } from './checksum.ts';
import type { ByteSource } from './contract.ts';
import { corrupt, truncated } from './errors.ts';
import { expectHeader, fileHeader, HEADER_SIZE } from './file-header.ts';
import { type Manifest, membersOf, parseManifest } from './manifest.ts';

const ALIGNMENT = 4096;
const PREFIX_SIZE = HEADER_SIZE + 8;

/** Writes an index as one file (index/FORMAT.md, section 1). `copy` writes the bytes of a member to the sink. */
export function writeSingleFile(sink: Sink, manifestBytes: Uint8Array, manifest: Manifest, copy: (file: string, sink: Sink) => void): void {
  const front = new ByteWriter();
  front.bytes(fileHeader('single', { version: manifest.version, isEncrypted: manifest.key !== null }));
  front.u32(manifestBytes.length);
  front.u32(checksum(front.view().subarray(HEADER_SIZE)));
  front.bytes(manifestBytes);
  sink(front.view());
  let at = front.length;
  for (const member of membersOf(manifest)) {
    sink(new Uint8Array(aligned(at) - at));
    copy(member.file, sink);
    at = aligned(at) + member.size;
  }
}

/** Opens an index that is one file: its manifest, and each member as a part of the source. */
export function openSingleFile(source: ByteSource): { manifest: Manifest; members: ReadonlyMap<string, ByteSource> } {
  expectHeader(source, 'single');
  if (source.size < PREFIX_SIZE) throw truncated(source.name, 'its manifest is missing');
  const prefix = bytesAt(source, HEADER_SIZE, 8);
  const view = new DataView(prefix.buffer, prefix.byteOffset, 8);
  const length = view.getUint32(0, true);
  if (view.getUint32(4, true) !== checksum(prefix.subarray(0, 4))) throw corrupt(source.name, 'its header has a wrong checksum');
  if (PREFIX_SIZE + length > source.size) throw truncated(source.name, 'its manifest is not all there');
  const manifest = parseManifest(bytesAt(source, PREFIX_SIZE, length), source.name);
  const members = new Map<string, ByteSource>();
  let at = PREFIX_SIZE + length;
  for (const { file, size } of membersOf(manifest)) {
    at = aligned(at);
    members.set(file, part(source, at, size));
    at += size;
  }
  if (at > source.size) throw truncated(source.name, `it has ${source.size} bytes of ${at}`);
  if (at < source.size) throw corrupt(source.name, `it has ${source.size - at} bytes too many`);
  return { manifest, members };
}

function part(source: ByteSource, start: number, size: number): ByteSource {
  return { name: source.name, size, read: (bytes, offset) => source.read(bytes, start + offset) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}
