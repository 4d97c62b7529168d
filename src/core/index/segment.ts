import { bytesToHex } from '@noble/hashes/utils.js';
import { ByteReader, decodeText } from './byte-reader.ts';
import { Container, type Section } from './container.ts';
import { SHORT_HASH_SIZE } from './content-hash.ts';
import type { ByteSource, IndexedText, IndexedTokens, SegmentReader, UnitRange, UnitRecord } from './contract.ts';
import { corrupt } from './errors.ts';
import { type BlobKind, decodeTextBlob, type StoredFile, StoredTokens } from './file-record.ts';
import { FirstUnits } from './first-units.ts';
import type { KeyCursor } from './key-cursor.ts';
import { KeyTable } from './key-table.ts';
import type { LineCache } from './line-cache.ts';
import { unpack } from './packed.ts';
import { FILE_RECORD_SIZE, FLAG_GENERATED, FLAG_SOURCE, FLAG_TEST, SEGMENT_SECTIONS } from './segment-layout.ts';
import type { Protection } from './protection.ts';
import type { SegmentSource } from './segment-source.ts';
import type { SegmentTotals } from './segment-writer.ts';
import { decodeUnit, lastUnitAround, type StoredUnit, UNIT_SIZE, unitLength, unitOfWords } from './unit-code.ts';

interface Family {
  readonly files: number;
  readonly frequencies: KeyTable;
}

/** An open segment file: answers the engine, and serves as an input where segments are rewritten. */
export class Segment implements SegmentReader, SegmentSource {
  readonly name: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly units: number;
  readonly fileCount: number;
  readonly totals: SegmentTotals;
  readonly families: ReadonlyMap<string, Family>;
  readonly table: KeyTable;
  readonly protection: Protection;
  readonly #container: Container;
  readonly #languages: readonly string[];
  readonly #familyNames: readonly string[];
  /** Once one was asked for: half of the reads of a query otherwise. */
  #firstUnits: FirstUnits | null = null;
  #familyTokens: readonly number[] | null = null;
  /** The unit records of files that `unitAt` was asked for lately. */
  readonly #unitRecords = new Map<number, Uint8Array>();
  /** Contents read so far. */
  readonly #contents = new Map<number, string>();
  readonly #sections: Readonly<Record<keyof typeof SEGMENT_SECTIONS, Section>>;

  constructor(source: ByteSource, cache: LineCache, protection: Protection) {
    const container = new Container(source, 'segment', cache, protection.pages);
    this.protection = protection;
    const sections = Object.fromEntries(Object.entries(SEGMENT_SECTIONS).map(([name, id]) => [name, container.section(id)])) as Record<keyof typeof SEGMENT_SECTIONS, Section>;
    this.name = container.name;
    this.size = container.size;
    this.#container = container;
    this.#sections = sections;
    const summary = new ByteReader(container.bytes(sections.summary, 0, sections.summary.length), this.name);
    this.fileCount = summary.u32();
    this.units = summary.u32();
    const functions = summary.u32();
    this.totals = { units: this.units, files: this.fileCount, functions, tokens: summary.u64() };
    this.#languages = Array.from({ length: summary.count() }, () => summary.text());
    if (sections.files.length !== this.fileCount * FILE_RECORD_SIZE || sections.firstUnits.length !== this.fileCount * 4 || sections.units.length !== this.units * UNIT_SIZE || (this.units > 0 && this.fileCount === 0)) {
      throw corrupt(this.name, 'its summary contradicts its sections');
    }
    this.families = new Map(Array.from({ length: summary.count(13) }, () => this.#readFamily(summary)));
    this.#familyNames = [...this.families.keys()];
    summary.end();
    this.table = new KeyTable(container, sections.postings, Math.max(1, this.units));
  }

  get unitCount(): number {
    return this.units;
  }

  get keyCount(): number {
    return this.table.keys;
  }

  /** Bytes of each section. */
  sectionSizes(): ReadonlyMap<string, number> {
    return new Map(Object.entries(this.#sections).map(([name, { length }]) => [name, length]));
  }

  count(key: number): number {
    return this.table.count(this.protection.keys.seal(key));
  }

  lookup(key: number, into: Int32Array, at = 0): void {
    this.table.lookup(this.protection.keys.seal(key), into, at);
  }

  unit(id: number): UnitRecord {
    expectId(id, this.units, 'unit');
    const file = this.fileOf(id);
    const at = this.#sections.units.offset + id * UNIT_SIZE;
    return this.#unitOf(file, unitOfWords(this.#container.u32(at), this.#container.u32(at + 4), this.#container.u32(at + 8), id - this.firstUnit(file)));
  }

  locate(id: number, into: UnitRange): void {
    expectId(id, this.units, 'unit');
    const at = this.#sections.units.offset + id * UNIT_SIZE;
    into.start = this.#container.u32(at);
    into.end = into.start + unitLength(this.#container.u32(at + 4));
  }

  fileOf(id: number): number {
    expectId(id, this.units, 'unit');
    return this.#units().fileOf(id);
  }

  firstUnit(file: number): number {
    if (file === this.fileCount) return this.units;
    expectId(file, this.fileCount, 'file');
    return this.#units().of(file);
  }

  unitAt(file: number, token: number): UnitRecord | null {
    // Asked for a few files again and again: for each match in one, and for each token of code that a compiler may have written.
    let records = this.#unitRecords.get(file);
    if (!records) {
      if (this.#unitRecords.size === MOST_UNIT_RECORDS) this.#unitRecords.clear();
      this.#unitRecords.set(file, (records = this.unitRecords(file).slice())); // a view may be of all that was read with it
    }
    // Units stand in preorder, so the last one around the token is the innermost.
    const own = lastUnitAround(records, token);
    return own < 0 ? null : this.#unitOf(file, decodeUnit(records.subarray(own * UNIT_SIZE, (own + 1) * UNIT_SIZE), own));
  }

  content(file: number): string {
    expectId(file, this.fileCount, 'file');
    let content = this.#contents.get(file);
    if (content === undefined) {
      content = this.protection.contents.open(bytesToHex(this.#container.bytes(this.#sections.files, file * FILE_RECORD_SIZE, SHORT_HASH_SIZE)));
      this.#contents.set(file, content);
    }
    return content;
  }

  flags(file: number): { readonly isTest: boolean; readonly isGenerated: boolean } {
    const { isTest, isGenerated } = this.file(file);
    return { isTest, isGenerated };
  }

  tokens(file: number): IndexedTokens {
    return new StoredTokens(this.file(file), this.blob('tokens', file), this.protection.texts, this.name);
  }

  text(file: number): IndexedText {
    return decodeTextBlob(this.file(file), this.blob('text', file), this.name);
  }

  source(file: number): string | null {
    const stored = this.file(file);
    return stored.hasSource ? decodeText(unpack(this.blob('source', file), stored.sourceSize, this.name), this.name) : null;
  }

  documentFrequency(family: string, textHash: number): number {
    return this.families.get(family)?.frequencies.count(this.protection.texts.seal(textHash)) ?? 0;
  }

  files(family: string): number {
    return this.families.get(family)?.files ?? 0;
  }

  familyTokens(family: string): number {
    const number = this.#familyNames.indexOf(family);
    if (number < 0) return 0;
    this.#familyTokens ??= this.#countTokens();
    return this.#familyTokens[number];
  }

  /** Tokens of each family, in the order of their numbers: the totals where there is only one, else from all records, once. */
  #countTokens(): readonly number[] {
    if (this.#familyNames.length === 1) return [this.totals.tokens];
    const tokens = this.#familyNames.map(() => 0);
    // In one read, past the cache: nothing of it would be wanted again.
    const records = this.#container.bytes(this.#sections.files, 0, this.fileCount * FILE_RECORD_SIZE);
    const view = new DataView(records.buffer, records.byteOffset, records.length);
    for (let at = 0; at < records.length; at += FILE_RECORD_SIZE) {
      const family = records[at + FAMILY_AT];
      if (family >= tokens.length) throw corrupt(this.name, 'a file has an unknown language');
      tokens[family] += view.getUint32(at + TOKENS_AT, true);
    }
    return tokens;
  }

  file(file: number): StoredFile {
    const record = this.#fileRecord(file);
    record.bytes(SHORT_HASH_SIZE);
    const hash = this.protection.records.open(bytesToHex(record.bytes(SHORT_HASH_SIZE)));
    const [tokens, texts, , tokensSize, , textSize, , sourceSize] = Array.from({ length: 8 }, () => record.u32()) as [number, number, number, number, number, number, number, number];
    const language = this.#languages[record.u8()];
    const family = this.#familyNames[record.u8()];
    const flags = record.u8();
    if (language === undefined || family === undefined) throw corrupt(this.name, 'a file has an unknown language');
    if (tokens > tokensSize) throw corrupt(this.name, 'a file claims more tokens than it has room for');
    return {
      content: this.content(file),
      record: hash,
      language,
      family,
      isTest: (flags & FLAG_TEST) !== 0,
      isGenerated: (flags & FLAG_GENERATED) !== 0,
      hasSource: (flags & FLAG_SOURCE) !== 0,
      tokens,
      texts,
      tokensSize,
      textSize,
      sourceSize,
    };
  }

  blob(kind: BlobKind, file: number): Uint8Array {
    const section = this.#sections[kind];
    const start = this.#blobOffset(kind, file);
    const end = file + 1 < this.fileCount ? this.#blobOffset(kind, file + 1) : section.length;
    if (end < start) throw corrupt(this.name, 'the blobs of its files are out of order');
    return this.#container.bytes(section, start, end - start);
  }

  unitRecords(file: number): Uint8Array {
    const start = this.firstUnit(file);
    const end = this.firstUnit(file + 1);
    if (end < start) throw corrupt(this.name, 'the units of its files are out of order');
    return this.#container.bytes(this.#sections.units, start * UNIT_SIZE, (end - start) * UNIT_SIZE);
  }

  postings(): KeyCursor {
    return this.table.cursor();
  }

  #unitOf(file: number, stored: StoredUnit | null): UnitRecord {
    if (!stored) throw corrupt(this.name, 'a unit is impossible');
    const { start, end, kind, parent, nameText } = stored;
    return { file, start, end, kind, nameText, parent: parent < 0 ? -1 : this.firstUnit(file) + parent };
  }

  #readFamily(summary: ByteReader): [string, Family] {
    const name = summary.text();
    const files = summary.u32();
    const offset = summary.u32();
    const length = summary.u32();
    const { frequencies } = this.#sections;
    if (offset % 8 !== 0 || offset + length > frequencies.length) throw corrupt(this.name, 'its document frequencies are out of place');
    return [name, { files, frequencies: new KeyTable(this.#container, { offset: frequencies.offset + offset, length }, 0) }];
  }

  #fileRecord(file: number): ByteReader {
    expectId(file, this.fileCount, 'file');
    return new ByteReader(this.#container.bytes(this.#sections.files, file * FILE_RECORD_SIZE, FILE_RECORD_SIZE), this.name);
  }

  #blobOffset(kind: BlobKind, file: number): number {
    expectId(file, this.fileCount, 'file');
    return this.#container.u32(this.#sections.files.offset + file * FILE_RECORD_SIZE + BLOB_OFFSETS[kind]);
  }

  #units(): FirstUnits {
    return (this.#firstUnits ??= this.#readFirstUnits());
  }

  #readFirstUnits(): FirstUnits {
    const section = this.#sections.firstUnits;
    const reader = new ByteReader(this.#container.bytes(section, 0, section.length), this.name);
    return new FirstUnits(Uint32Array.from({ length: this.fileCount }, () => reader.u32()), this.units);
  }
}

/** Files whose unit records are kept, a kilobyte or so each. */
const MOST_UNIT_RECORDS = 256;

/** Where a file record has the offset of each blob. */
const BLOB_OFFSETS: Readonly<Record<BlobKind, number>> = { tokens: 40, text: 48, source: 56 };

function expectId(id: number, count: number, what: string): void {
  if (!(id >= 0 && id < count)) throw new RangeError(`there is no ${what} ${id}: the segment has ${count}`);
}

/** Where the tokens and the number of the family stand in the record of a file. */
const TOKENS_AT = 32;
const FAMILY_AT = 65;
