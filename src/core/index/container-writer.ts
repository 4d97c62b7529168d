import { ByteWriter, type Sink } from './byte-writer.ts';
import { checksum } from './checksum.ts';
import { fileHeader, type FileKind, FIRST_VERSION, type FormatVersion, HEADER_SIZE, kindNumber, SECOND_VERSION } from './file-header.ts';
import type { PageCipher } from './protection.ts';

export const PAGE_SIZE = 4096;
export const FOOTER_SIZE = 40;
export const SECTION_ENTRY_SIZE = 24;
export const FOOTER_MAGIC = 0x4558434e;

const BUFFER_SIZE = 16 * PAGE_SIZE;
/** An encrypted body is filled up to a multiple of this, so that its size tells little of what is in it. */
const ENCRYPTED_STEP = 2 ** 16;

interface Section {
  readonly id: number;
  readonly offset: number;
  length: number;
}

/** Writes a container file (index/FORMAT.md, section 3) from front to back, with a checksum for each page, encrypted where there is a cipher. */
export class ContainerWriter {
  readonly #sink: Sink;
  readonly #buffer = new Uint8Array(BUFFER_SIZE);
  readonly #kind: number;
  readonly #cipher: PageCipher | null;
  readonly #checksums = new ByteWriter();
  readonly #seals = new ByteWriter();
  readonly #sections: Section[] = [];
  #filled = 0;
  #flushed = 0;

  /** `version` is that of the sections; encryption needs the second in any case. */
  constructor(sink: Sink, kind: Exclude<FileKind, 'single'>, cipher: PageCipher | null, version: FormatVersion = FIRST_VERSION) {
    this.#sink = sink;
    this.#kind = kindNumber(kind);
    this.#cipher = cipher;
    this.#append(fileHeader(kind, { version: cipher === null ? version : SECOND_VERSION, isEncrypted: cipher !== null }));
  }

  /** Bytes written in the current section. */
  get length(): number {
    const section = this.#sections.at(-1);
    return section ? this.#offset - section.offset : 0;
  }

  /** Begins a section; what is written from now on belongs to it. */
  begin(id: number): void {
    this.#close();
    this.#sections.push({ id, offset: this.#offset, length: 0 });
  }

  write(bytes: Uint8Array): void {
    this.#append(bytes);
  }

  /** Fills the section with zeros up to a multiple of 8. */
  align(): void {
    this.#append(new Uint8Array((8 - (this.#offset % 8)) % 8));
  }

  /** Writes the tables that end the file. The writer can't be used after it. */
  finish(): void {
    this.#close();
    if (this.#cipher) this.#append(new Uint8Array((ENCRYPTED_STEP - (this.#offset % ENCRYPTED_STEP)) % ENCRYPTED_STEP));
    const body = this.#offset;
    this.#flush();
    const sections = new ByteWriter();
    for (const { id, offset, length } of this.#sections.sort((a, b) => a.id - b.id)) {
      sections.u32(id);
      sections.u32(0);
      sections.u64(offset);
      sections.u64(length);
    }
    this.#seal(this.#checksums.length / 4, sections.view());
    const pages = new ByteWriter();
    for (const part of [this.#checksums, this.#seals]) pages.bytes(part.view());
    const footer = new ByteWriter();
    footer.u64(body);
    footer.u32(this.#checksums.length / 4);
    footer.u32(this.#sections.length);
    footer.u32(checksum(pages.view()));
    footer.u32(checksum(sections.view()));
    footer.u64(body + pages.length + sections.length + FOOTER_SIZE);
    footer.u32(checksum(footer.view()));
    footer.u32(FOOTER_MAGIC);
    for (const part of [pages, sections, footer]) this.#sink(part.view());
  }

  get #offset(): number {
    return this.#flushed + this.#filled;
  }

  #close(): void {
    const section = this.#sections.at(-1);
    if (section) section.length = this.#offset - section.offset;
    this.align();
  }

  #append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + BUFFER_SIZE - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BUFFER_SIZE) this.#flush();
    }
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#filled);
    for (let at = 0; at < bytes.length; at += PAGE_SIZE) {
      const page = bytes.subarray(at, at + PAGE_SIZE);
      this.#seal((this.#flushed + at) / PAGE_SIZE, page);
      this.#checksums.u32(checksum(page));
    }
    if (bytes.length > 0) this.#sink(bytes);
    this.#flushed += this.#filled;
    this.#filled = 0;
  }

  /** Encrypts a page in place; the header of the file stays readable. The section table counts as the page after the last. */
  #seal(page: number, bytes: Uint8Array): void {
    if (this.#cipher) this.#seals.bytes(this.#cipher.seal(this.#kind, page, page === 0 ? bytes.subarray(HEADER_SIZE) : bytes));
  }
}
