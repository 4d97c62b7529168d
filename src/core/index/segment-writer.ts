import { hexToBytes } from '@noble/hashes/utils.js';
import { ByteWriter, type Sink } from './byte-writer.ts';
import { ContainerWriter } from './container-writer.ts';
import { BLOB_KINDS, type BlobKind, decodeTextHashes, type StoredFile } from './file-record.ts';
import { PairCollector } from './key-cursor.ts';
import { idBitsFor } from './key-table.ts';
import { writeKeyTable } from './key-table-writer.ts';
import type { Protection } from './protection.ts';
import { FILE_RECORD_SIZE, FLAG_GENERATED, FLAG_SOURCE, FLAG_TEST, SEGMENT_SECTIONS } from './segment-layout.ts';
import type { SegmentSource } from './segment-source.ts';
import { countFunctions, UNIT_SIZE } from './unit-code.ts';

/** What the manifest says of a segment besides its file. */
export interface SegmentTotals {
  readonly units: number;
  readonly files: number;
  /** Units of 24 tokens or more. */
  readonly functions: number;
  readonly tokens: number;
}

/** A family of a segment, with the text hashes of its files. */
interface Family {
  files: number;
  readonly texts: PairCollector;
}

/** Writes a segment file (index/FORMAT.md, section 4) from a source with the same protection. Memory is bounded by the fixed-size records and the text hashes; blobs pass through. */
export function writeSegment(sink: Sink, source: SegmentSource, protection: Protection): SegmentTotals {
  const container = new ContainerWriter(sink, 'segment', protection.pages);
  const write: Sink = (bytes) => container.write(bytes);
  const offsets = writeBlobs(container, source);
  const languages = new Map<string, number>();
  const families = new Map<string, Family>();
  const records = new ByteWriter();
  const firstUnits = new ByteWriter();
  let functions = 0;
  let tokens = 0;

  container.begin(SEGMENT_SECTIONS.units);
  for (let file = 0, unit = 0; file < source.fileCount; file++) {
    const stored = source.file(file);
    const units = source.unitRecords(file);
    firstUnits.u32(unit);
    unit += units.length / UNIT_SIZE;
    functions += countFunctions(units);
    tokens += stored.tokens;
    if (!languages.has(stored.language)) languages.set(stored.language, languages.size);
    countTexts(families, stored, file, source.blob('tokens', file));
    writeFileRecord(records, { ...stored, content: protection.contents.seal(stored.content), record: protection.records.seal(stored.record) }, offsets, file, [languages.get(stored.language)!, [...families.keys()].indexOf(stored.family)]);
    write(units);
  }
  if (languages.size > 256 || families.size > 256) throw new RangeError('a segment has more than 256 languages or families');
  container.begin(SEGMENT_SECTIONS.files);
  write(records.view());
  container.begin(SEGMENT_SECTIONS.firstUnits);
  write(firstUnits.view());
  container.begin(SEGMENT_SECTIONS.postings);
  writeKeyTable(write, { keys: source.keyCount, idBits: idBitsFor(source.unitCount) }, source.postings());

  const summary = new ByteWriter();
  for (const total of [source.fileCount, source.unitCount, functions]) summary.u32(total);
  summary.u64(tokens);
  summary.varint(languages.size);
  for (const language of languages.keys()) summary.text(language);
  summary.varint(families.size);
  container.begin(SEGMENT_SECTIONS.frequencies);
  for (const [name, { files, texts }] of families) {
    container.align();
    const offset = container.length;
    writeKeyTable(write, { keys: texts.distinctKeys(), idBits: 0 }, texts.cursor());
    summary.text(name);
    summary.u32(files);
    summary.u32(offset);
    summary.u32(container.length - offset);
  }
  container.begin(SEGMENT_SECTIONS.summary);
  write(summary.view());
  container.finish();
  return { units: source.unitCount, files: source.fileCount, functions, tokens };
}

/** Writes the three blob sections and returns the offset of each file's blobs. */
function writeBlobs(container: ContainerWriter, source: SegmentSource): Record<BlobKind, Uint32Array> {
  const offsets = { tokens: new Uint32Array(source.fileCount), text: new Uint32Array(source.fileCount), source: new Uint32Array(source.fileCount) };
  for (const kind of BLOB_KINDS) {
    container.begin(SEGMENT_SECTIONS[kind]);
    for (let file = 0; file < source.fileCount; file++) {
      if (container.length > 0xffffffff) throw new RangeError('a segment is too large: use smaller segments');
      offsets[kind][file] = container.length;
      container.write(source.blob(kind, file));
    }
  }
  return offsets;
}

function countTexts(families: Map<string, Family>, stored: StoredFile, file: number, tokensBlob: Uint8Array): void {
  const family = families.get(stored.family) ?? { files: 0, texts: new PairCollector() };
  families.set(stored.family, family);
  family.files++;
  for (const hash of decodeTextHashes(stored, tokensBlob, stored.content)) family.texts.add(hash, file);
}

function writeFileRecord(writer: ByteWriter, stored: StoredFile, offsets: Record<BlobKind, Uint32Array>, file: number, names: readonly number[]): void {
  writer.bytes(hexToBytes(stored.content));
  writer.bytes(hexToBytes(stored.record));
  writer.u32(stored.tokens);
  writer.u32(stored.texts);
  writer.u32(offsets.tokens[file]!);
  writer.u32(stored.tokensSize);
  writer.u32(offsets.text[file]!);
  writer.u32(stored.textSize);
  writer.u32(offsets.source[file]!);
  writer.u32(stored.sourceSize);
  for (const name of names) writer.u8(name);
  writer.u8((stored.isTest ? FLAG_TEST : 0) | (stored.isGenerated ? FLAG_GENERATED : 0) | (stored.hasSource ? FLAG_SOURCE : 0));
  writer.u8(0);
  if (writer.length !== (file + 1) * FILE_RECORD_SIZE) throw new RangeError(`content hash ${stored.content} is not of ${16} bytes`);
}
