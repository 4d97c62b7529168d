import { ByteReader, bytesAt } from './byte-reader.ts';
import { checksum } from './checksum.ts';
import { FOOTER_MAGIC, FOOTER_SIZE, PAGE_SIZE, SECTION_ENTRY_SIZE } from './container-writer.ts';
import type { ByteSource } from './contract.ts';
import { corrupt, truncated } from './errors.ts';
import { expectHeader, type FileKind, type FormatVersion, HEADER_SIZE, kindNumber } from './file-header.ts';
import { LINE_SIZE, type LineCache } from './line-cache.ts';
import type { Lines } from './lines.ts';
import { type PageCipher, SEAL_SIZE } from './protection.ts';

/** A stretch of a container file, in bytes. */
export interface Section {
  readonly offset: number;
  readonly length: number;
}

/** Reads a container file (index/FORMAT.md, section 3): small reads through the cache, every page verified when something of it is first read, and decrypted each time. */
export class Container implements Lines {
  readonly name: string;
  readonly size: number;
  readonly version: FormatVersion;
  readonly #source: ByteSource;
  readonly #kind: number;
  readonly #cipher: PageCipher | null;
  readonly #cache: LineCache;
  readonly #firstLine: number;
  readonly #sections = new Map<number, Section>();
  readonly #body: number;
  readonly #pages: number;
  readonly #pageTableChecksum: number;
  readonly #pageTableSize: number;
  readonly #verified: Uint8Array;
  #pageTable: DataView | null = null;
  readonly #buffer = new Uint8Array(LINE_SIZE);
  /** The line asked for last, where it lies, and the cache's turn then. */
  #line = -1;
  #place = 0;
  #turn = -1;

  constructor(source: ByteSource, kind: Exclude<FileKind, 'single'>, cache: LineCache, cipher: PageCipher | null) {
    this.name = source.name;
    this.size = source.size;
    this.#source = source;
    this.#cache = cache;
    this.#firstLine = cache.register(Math.ceil(source.size / LINE_SIZE));
    this.#kind = kindNumber(kind);
    this.#cipher = cipher;
    const { version, isEncrypted } = expectHeader(source, kind);
    if (isEncrypted !== (cipher !== null)) throw corrupt(this.name, isEncrypted ? 'it is keyed, and its manifest is not' : 'it is not keyed, and its manifest is');
    this.version = version;
    if (source.size < HEADER_SIZE + FOOTER_SIZE) throw truncated(this.name, 'its footer is missing');
    const footerBytes = bytesAt(source, source.size - FOOTER_SIZE, FOOTER_SIZE);
    const footer = new ByteReader(footerBytes, this.name);
    this.#body = footer.u64();
    this.#pages = footer.u32();
    const sections = footer.u32();
    this.#pageTableChecksum = footer.u32();
    const sectionTableChecksum = footer.u32();
    const size = footer.u64();
    if (footer.u32() !== checksum(footerBytes.subarray(0, FOOTER_SIZE - 8)) || footer.u32() !== FOOTER_MAGIC) {
      throw truncated(this.name, 'it does not end with a footer');
    }
    // The section table of an encrypted file has a seal, too.
    this.#pageTableSize = this.#pages * 4 + (cipher === null ? 0 : (this.#pages + 1) * SEAL_SIZE);
    const sectionTable = this.#body + this.#pageTableSize;
    const tables = sectionTable + sections * SECTION_ENTRY_SIZE + FOOTER_SIZE;
    if (size !== source.size || tables !== size || this.#pages !== Math.ceil(this.#body / PAGE_SIZE)) throw corrupt(this.name, 'its footer contradicts its size');
    this.#readSections(bytesAt(source, sectionTable, sections * SECTION_ENTRY_SIZE), sectionTableChecksum);
    this.#verified = new Uint8Array(this.#pages);
  }

  /** Where a section lies in the file. */
  section(id: number): Section {
    const section = this.#sections.get(id);
    if (!section) throw corrupt(this.name, `section ${id} is missing`);
    return section;
  }

  /** Every section by id, for statistics. */
  sections(): ReadonlyMap<number, Section> {
    return this.#sections;
  }

  /** The little-endian unsigned 32-bit number at a position that is a multiple of 4. */
  u32(offset: number): number {
    return this.view.getUint32(this.at(offset), true);
  }

  /** `length` bytes from `offset` within a section, in memory that nobody else writes to. */
  bytes(section: Section, offset: number, length: number): Uint8Array {
    if (offset < 0 || length < 0 || offset + length > section.length) throw corrupt(this.name, 'a record points outside of its section');
    if (length === 0) return new Uint8Array(0);
    const start = section.offset + offset;
    const isInOneLine = lineOf(start) === lineOf(start + length - 1);
    return isInOneLine ? this.#cache.copy(this.at(start), length) : this.stretch(start, length);
  }

  /** The bytes from a position of the file on, past the cache: `length` of them, fewer where the pages end before. */
  stretch(start: number, length: number): Uint8Array {
    const end = Math.min(start + length, this.#body);
    const first = Math.floor(start / PAGE_SIZE);
    const last = Math.floor((end - 1) / PAGE_SIZE);
    if (this.#cipher === null && this.#verified.subarray(first, last + 1).every((isVerified) => isVerified === 1)) return bytesAt(this.#source, start, end - start);
    return this.#pagesFrom(first, last).subarray(start - first * PAGE_SIZE, end - first * PAGE_SIZE);
  }

  /** See `Lines`. */
  get view(): DataView {
    return this.#cache.view;
  }

  get lineSize(): number {
    return LINE_SIZE;
  }

  get beyond(): number {
    return 0;
  }

  get turn(): number {
    return this.#cache.turn;
  }

  at(offset: number): number {
    const line = lineOf(offset);
    if (line !== this.#line || this.#turn !== this.#cache.turn) {
      const place = this.#cache.find(this.#firstLine + line);
      this.#place = place < 0 ? this.#load(line) : place;
      this.#line = line;
      this.#turn = this.#cache.turn;
    }
    return this.#place + offset - line * LINE_SIZE;
  }

  /** Reads a line into the cache, and with it what else of its page has to be read. Returns where it lies. */
  #load(line: number): number {
    const from = line * LINE_SIZE;
    if (!(from >= 0 && from < this.#body)) throw corrupt(this.name, 'a record points outside of the file');
    const page = Math.floor(from / PAGE_SIZE);
    if (this.#cipher === null && this.#verified[page] === 1) {
      const bytes = from + LINE_SIZE <= this.#body ? this.#buffer : this.#buffer.subarray(0, this.#body - from);
      this.#source.read(bytes, from);
      return this.#cache.put(this.#firstLine + line, bytes);
    }
    const bytes = this.#pagesFrom(page, page);
    const lineAt = (at: number): Uint8Array => bytes.subarray(at, at + LINE_SIZE);
    for (let at = 0; at < bytes.length; at += LINE_SIZE) {
      const other = this.#firstLine + (page * PAGE_SIZE + at) / LINE_SIZE;
      if (other !== this.#firstLine + line && this.#cache.find(other) < 0) this.#cache.put(other, lineAt(at));
    }
    return this.#cache.put(this.#firstLine + line, lineAt(from - page * PAGE_SIZE));
  }

  /** Some pages, verified and in plain. */
  #pagesFrom(first: number, last: number): Uint8Array {
    const from = first * PAGE_SIZE;
    const stored = bytesAt(this.#source, from, Math.min((last + 1) * PAGE_SIZE, this.#body) - from);
    const bytes = this.#cipher ? new Uint8Array(stored.length) : stored;
    for (let page = first; page <= last; page++) {
      const at = (page - first) * PAGE_SIZE;
      const part = stored.subarray(at, at + PAGE_SIZE);
      this.#verify(page, part);
      if (this.#cipher) bytes.set(this.#open(this.#cipher, page, part), at);
    }
    return bytes;
  }

  #verify(page: number, bytes: Uint8Array): void {
    if (this.#verified[page] === 1) return;
    if (checksum(bytes) !== this.#pageEntries().getUint32(page * 4, true)) {
      throw corrupt(this.name, `bytes ${page * PAGE_SIZE} to ${page * PAGE_SIZE + bytes.length - 1} have a wrong checksum`);
    }
    this.#verified[page] = 1;
  }

  /** A page in plain; the section table counts as the page after the last. The header of the file stands in plain already. */
  #open(cipher: PageCipher, page: number, bytes: Uint8Array): Uint8Array {
    const clear = page === 0 ? HEADER_SIZE : 0;
    const entries = this.#pageEntries();
    const seal = new Uint8Array(entries.buffer, entries.byteOffset + this.#pages * 4 + page * SEAL_SIZE, SEAL_SIZE);
    const plain = cipher.open(this.#kind, page, bytes.subarray(clear), seal);
    if (plain === null) throw corrupt(this.name, `bytes ${page * PAGE_SIZE} to ${page * PAGE_SIZE + bytes.length - 1} can't be decrypted`);
    if (clear === 0) return plain;
    const whole = bytes.slice();
    whole.set(plain, clear);
    return whole;
  }

  /** The page table: a checksum for each page, and for an encrypted file then what decrypts each page and the section table. */
  #pageEntries(): DataView {
    if (this.#pageTable) return this.#pageTable;
    const bytes = bytesAt(this.#source, this.#body, this.#pageTableSize);
    if (checksum(bytes) !== this.#pageTableChecksum) throw corrupt(this.name, 'its page table has a wrong checksum');
    return (this.#pageTable = new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  #readSections(bytes: Uint8Array, expected: number): void {
    if (checksum(bytes) !== expected) throw corrupt(this.name, 'its section table has a wrong checksum');
    const table = new ByteReader(this.#cipher ? this.#open(this.#cipher, this.#pages, bytes) : bytes, this.name);
    while (table.left > 0) {
      const id = table.u32();
      table.u32();
      const section = { offset: table.u64(), length: table.u64() };
      if (section.offset % 8 !== 0 || section.offset + section.length > this.#body) throw corrupt(this.name, `section ${id} lies outside of the file`);
      this.#sections.set(id, section);
    }
  }
}

/** The line of a byte. Its number has 31 bits in any file; that of the byte may have more. */
const lineOf = (offset: number): number => (offset / LINE_SIZE) | 0;
