import type { IndexFile } from './contract.ts';
import { type BlobKind, type EncodedFile, encodeFile, type IndexOptions, type StoredFile } from './file-record.ts';
import { type KeyCursor, PairCollector } from './key-cursor.ts';
import type { Protection } from './protection.ts';
import { MAX_SEGMENT_UNITS, type SegmentSource } from './segment-source.ts';

/** Where a builder counts as full: together some 250 MB of memory. */
const FULL_UNITS = 2 ** 17;
const FULL_POSTINGS = 2 ** 23;
const FULL_BYTES = 2 ** 26;

/** Collects analysed files in memory until they are written as a segment. */
export class SegmentBuilder implements SegmentSource {
  readonly #options: IndexOptions;
  readonly #protection: Protection;
  readonly #files: EncodedFile[] = [];
  readonly #postings = new PairCollector();
  #units = 0;
  #bytes = 0;

  constructor(options: IndexOptions, protection: Protection) {
    this.#options = options;
    this.#protection = protection;
  }

  get fileCount(): number {
    return this.#files.length;
  }

  get unitCount(): number {
    return this.#units;
  }

  get keyCount(): number {
    return this.#postings.distinctKeys();
  }

  /** Whether the segment should be written before this file is added. */
  isFullFor(file: IndexFile): boolean {
    if (this.#files.length === 0) return false;
    return this.#units + file.units.length > FULL_UNITS || this.#postings.length > FULL_POSTINGS || this.#bytes > FULL_BYTES || this.#files.length >= FULL_UNITS;
  }

  /** Throws `RangeError` for a file with more units than a segment may have, or whose arrays contradict one another. */
  add(file: IndexFile): void {
    if (this.#units + file.units.length > MAX_SEGMENT_UNITS) throw new RangeError(`content ${file.content} has too many units for a segment`);
    const { keys } = this.#protection;
    const encoded = encodeFile(file, this.#options, this.#protection.texts);
    for (let i = 0; i < file.keys.length; i++) this.#postings.add(keys.seal(file.keys[i]!), this.#units + file.keyUnits[i]!);
    this.#files.push(encoded);
    this.#units += file.units.length;
    this.#bytes += encoded.units.length + encoded.blobs.tokens.length + encoded.blobs.text.length + encoded.blobs.source.length;
  }

  file(file: number): StoredFile {
    return this.#files[file]!.file;
  }

  blob(kind: BlobKind, file: number): Uint8Array {
    return this.#files[file]!.blobs[kind];
  }

  unitRecords(file: number): Uint8Array {
    return this.#files[file]!.units;
  }

  postings(): KeyCursor {
    return this.#postings.cursor();
  }
}

