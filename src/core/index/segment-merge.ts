import type { BlobKind, StoredFile } from './file-record.ts';
import { DROPPED, type KeyCursor, MergeCursor } from './key-cursor.ts';
import type { SegmentSource } from './segment-source.ts';
import { UNIT_SIZE } from './unit-code.ts';

/**
 * The files of several segments as one, without those whose content `keep` turns down. `keep` is asked once for each file, in
 * order, so it may also drop what it has seen before. Blobs are passed on as they stand.
 */
export class MergedSegments implements SegmentSource {
  readonly unitCount: number;
  readonly #sources: readonly SegmentSource[];
  readonly #unitMaps: readonly Uint32Array[];
  /** Per file of the result: its source and its number there. */
  readonly #sourceOf: number[] = [];
  readonly #fileOf: number[] = [];

  constructor(sources: readonly SegmentSource[], keep: (content: string) => boolean) {
    this.#sources = sources;
    let next = 0;
    this.#unitMaps = sources.map((source, at) => {
      const map = new Uint32Array(source.unitCount).fill(DROPPED);
      for (let file = 0, unit = 0; file < source.fileCount; file++) {
        const units = source.unitRecords(file).length / UNIT_SIZE;
        if (keep(source.file(file).content)) {
          this.#sourceOf.push(at);
          this.#fileOf.push(file);
          for (let i = 0; i < units; i++) map[unit + i] = next++;
        }
        unit += units;
      }
      return map;
    });
    this.unitCount = next;
  }

  get fileCount(): number {
    return this.#fileOf.length;
  }

  get keyCount(): number {
    return this.#sources.reduce((sum, source) => sum + source.keyCount, 0);
  }

  file(file: number): StoredFile {
    return this.#source(file).file(this.#fileOf[file]!);
  }

  blob(kind: BlobKind, file: number): Uint8Array {
    return this.#source(file).blob(kind, this.#fileOf[file]!);
  }

  unitRecords(file: number): Uint8Array {
    return this.#source(file).unitRecords(this.#fileOf[file]!);
  }

  postings(): KeyCursor {
    return new MergeCursor(this.#sources.map((source, at) => ({ cursor: source.postings(), map: this.#unitMaps[at]! })));
  }

  #source(file: number): SegmentSource {
    return this.#sources[this.#sourceOf[file]!]!;
  }
}
