import { ByteReader } from './byte-reader.ts';
import { checksum } from './checksum.ts';
import { FOOTER_MAGIC, FOOTER_SIZE, PAGE_SIZE, SECTION_ENTRY_SIZE } from './container-writer.ts';
import type { ByteSource } from './contract.ts';
import { corrupt, truncated } from './errors.ts';
import { expectHeader, type FileKind, type FormatVersion, HEADER_SIZE, kindNumber } from './file-header.ts';
import type { PageCache } from './page-cache.ts';
import { type PageCipher, SEAL_SIZE } from './protection.ts';

/** A stretch of a container file, in bytes. */
export interface Section {
  readonly offset: number;
  readonly length: number;
}

/** Reads a container file (index/FORMAT.md, section 3): small reads through the page cache, every page verified on its first load and decrypted on each. */
export class Container {
  readonly name: string;
  readonly size: number;
  readonly version: FormatVersion;
  readonly #source: ByteSource;
  readonly #kind: number;
  readonly #cipher: PageCipher | null;
  readonly #cache: PageCache;
  readonly #cacheBase: number;
  readonly #sections = new Map<number, Section>();
  readonly #body: number;
  readonly #pages: number;
  readonly #pageTableChecksum: number;
  readonly #pageTableSize: number;
  readonly #verified: Uint8Array;
  #pageTable: DataView | null = null;
  #lastIndex = -1;
  #lastPage: DataView = new DataView(new ArrayBuffer(0));

  constructor(source: ByteSource, kind: Exclude<FileKind, 'single'>, cache: PageCache, cipher: PageCipher | null) {
    this.name = source.name;
    this.size = source.size;
    this.#source = source;
    this.#cache = cache;
    this.#cacheBase = cache.register();
    this.#kind = kindNumber(kind);
    this.#cipher = cipher;
    const { version, isEncrypted } = expectHeader(source, kind);
    if (isEncrypted !== (cipher !== null)) throw corrupt(this.name, isEncrypted ? 'it is keyed, and its manifest is not' : 'it is not keyed, and its manifest is');
    this.version = version;
    if (source.size < HEADER_SIZE + FOOTER_SIZE) throw truncated(this.name, 'its footer is missing');
    const footerBytes = source.read(source.size - FOOTER_SIZE, FOOTER_SIZE);
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
    this.#readSections(source.read(sectionTable, sections * SECTION_ENTRY_SIZE), sectionTableChecksum);
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
    return this.page(offset).getUint32(within(offset), true);
  }

  /** The 32 bits at a position that is a multiple of 4, the first bit most significant. Signed. */
  bits32(offset: number): number {
    return this.page(offset).getInt32(within(offset), false);
  }

  /** `length` bytes from `offset` within a section; a view of a page, or of a read of its own when there are several pages. */
  bytes(section: Section, offset: number, length: number): Uint8Array {
    if (offset < 0 || length < 0 || offset + length > section.length) throw corrupt(this.name, 'a record points outside of its section');
    if (length === 0) return new Uint8Array(0);
    const start = section.offset + offset;
    const first = Math.floor(start / PAGE_SIZE);
    const last = Math.floor((start + length - 1) / PAGE_SIZE);
    if (first === last) {
      const page = this.page(start);
      return new Uint8Array(page.buffer, page.byteOffset + within(start), length);
    }
    const from = first * PAGE_SIZE;
    const stored = this.#source.read(from, Math.min((last + 1) * PAGE_SIZE, this.#body) - from);
    const bytes = this.#cipher ? new Uint8Array(stored.length) : stored;
    for (let page = first; page <= last; page++) {
      const at = (page - first) * PAGE_SIZE;
      const part = stored.subarray(at, at + PAGE_SIZE);
      this.#verify(page, part);
      if (this.#cipher) bytes.set(this.#open(this.#cipher, page, part), at);
    }
    return bytes.subarray(start - from, start - from + length);
  }

  /** The page around a position. */
  page(offset: number): DataView {
    const index = Math.floor(offset / PAGE_SIZE);
    if (index === this.#lastIndex) return this.#lastPage;
    let page = this.#cache.get(this.#cacheBase + index);
    if (!page) {
      if (offset < 0 || offset >= this.#body) throw corrupt(this.name, 'a record points outside of the file');
      const from = index * PAGE_SIZE;
      const bytes = this.#source.read(from, Math.min(PAGE_SIZE, this.#body - from));
      this.#verify(index, bytes);
      const plain = this.#cipher ? this.#open(this.#cipher, index, bytes) : bytes;
      page = new DataView(plain.buffer, plain.byteOffset, plain.length);
      this.#cache.set(this.#cacheBase + index, page);
    }
    this.#lastIndex = index;
    this.#lastPage = page;
    return page;
  }

  /** Where the page around a position begins. */
  pageStart(offset: number): number {
    return offset - within(offset);
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
    const bytes = this.#source.read(this.#body, this.#pageTableSize);
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

/** The place of a position within its page. Offsets are doubles, of which `%` is slow: this is half of the time of a look-up. */
function within(offset: number): number {
  return offset - Math.floor(offset / PAGE_SIZE) * PAGE_SIZE;
}
