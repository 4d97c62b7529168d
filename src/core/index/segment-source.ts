import type { BlobKind, StoredFile } from './file-record.ts';
import type { KeyCursor } from './key-cursor.ts';

/** Most units that a segment holds, and most files: ids of both fit into 20 bits. */
export const MAX_SEGMENT_UNITS = 2 ** 20;

/** What a segment can be written from: files with their blobs as they will stand, and postings in order. */
export interface SegmentSource {
  readonly fileCount: number;
  readonly unitCount: number;
  /** Distinct keys of the postings, or a number somewhat above. */
  readonly keyCount: number;
  file(file: number): StoredFile;
  blob(kind: BlobKind, file: number): Uint8Array;
  /** The unit records of a file. */
  unitRecords(file: number): Uint8Array;
  postings(): KeyCursor;
}
