import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ByteWriter, type Sink } from './byte-writer.ts';
import { writeCatalogue } from './catalogue-writer.ts';
import type { ByteSource, IndexFile, IndexWork } from './contract.ts';
import { FIRST_VERSION } from './file-header.ts';
import type { IndexOptions } from './file-record.ts';
import type { Manifest, Member } from './manifest.ts';
import { memberName } from './manifest.ts';
import { OpenedIndex } from './opened-index.ts';
import { UNPROTECTED } from './protection.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { writeSegment } from './segment-writer.ts';
import { workIdentity } from './work-identity.ts';

/** An index that only lives in memory, in the same bytes as on disk: for comparing a few files, and for tests. */
export function memoryIndex(works: readonly IndexWork[], files: readonly IndexFile[], engine: string, options: IndexOptions = { keepNames: true, keepSource: false }): OpenedIndex {
  const builder = new SegmentBuilder(options, UNPROTECTED);
  const known = new Set<string>();
  for (const file of files) {
    if (!known.has(file.content)) builder.add(file);
    known.add(file.content);
  }
  const sources = new Map<string, ByteSource>();
  const segment = member(sources, 'segment', (sink) => writeSegment(sink, builder, UNPROTECTED));
  const catalogue = member(sources, 'catalogue', (sink) => writeCatalogue(sink, works.map(({ files: own, ...labels }) => ({ id: workIdentity(own), labels, files: own })), UNPROTECTED));
  const manifest: Manifest = { version: FIRST_VERSION, generation: 1, engine, options, key: null, catalogue, segments: [segment] };
  return new OpenedIndex('memory', manifest, (file) => sources.get(file)!);
}

/** Bytes in memory as a source. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read(into, offset) {
      const end = offset + into.length;
      if (offset < 0 || end > bytes.length) throw new RangeError(`${name} has no bytes ${offset} to ${end}`);
      into.set(bytes.subarray(offset, end));
    },
  };
}

function member<Totals>(sources: Map<string, ByteSource>, kind: 'segment' | 'catalogue', write: (sink: Sink) => Totals): Member & Totals {
  const writer = new ByteWriter();
  const totals = write((bytes) => writer.bytes(bytes));
  const bytes = writer.view();
  const hash = bytesToHex(sha256(bytes));
  const file = memberName(hash, kind);
  sources.set(file, bytesSource(file, bytes));
  return { file, size: bytes.length, sha256: hash, ...totals };
}
