import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { deflateSync, inflateSync } from 'node:zlib';
import type { IndexFile, IndexWork } from '../../core/index/contract.ts';
import type { NoteCipher } from '../../core/index/protection.ts';
import type { AddedWork, SkippedFiles, WorkWriter } from './work-indexing.ts';

/** What is known of a work that was indexed, besides its files. */
export interface RecordedWork {
  readonly work: IndexWork;
  /** Contents whose analysis stands in the record. The other contents of the work belonged to works before it. */
  readonly contents: readonly string[];
  readonly skipped: readonly SkippedFiles[];
  readonly integrity: string | null;
  readonly notes: readonly string[];
}

/** Where a record stands, and how it is encrypted: not at all for an index that anybody may read. */
export interface RecordPlace {
  readonly path: string;
  readonly notes: NoteCipher | null;
}

/**
 * Writes one analysed work to a file of ours, from which it goes into an index: at once, or when an interrupted build goes on. A work that
 * fails half-way so leaves nothing in the index. The file is there only when it is complete.
 *
 * A record is a sequence of frames, each the number of its bytes (u32) and a value as V8 and zlib pack it, encrypted for a keyed index: the analysed
 * files, then the work; then the number of bytes of the last frame.
 */
export class WorkRecorder implements WorkWriter {
  readonly #place: RecordPlace;
  readonly #known: (content: string) => boolean;
  readonly #contents = new Set<string>();
  #descriptor: number | null;
  #work: IndexWork | null = null;

  /** `known`: whether the index has a content already. */
  constructor(place: RecordPlace, known: (content: string) => boolean) {
    this.#place = place;
    this.#known = known;
    this.#descriptor = openSync(`${place.path}.tmp`, 'w', 0o600);
  }

  has(content: string): boolean {
    return this.#contents.has(content) || this.#known(content);
  }

  addFile(file: IndexFile): void {
    if (this.has(file.content)) return;
    this.#write(file, this.#contents.size);
    this.#contents.add(file.content);
  }

  addWork(work: IndexWork): 'added' {
    this.#work = work;
    return 'added';
  }

  /** Completes the record of the work that was added. */
  finish(details: Omit<RecordedWork, 'work' | 'contents'>): void {
    if (this.#work === null || this.#descriptor === null) throw new RangeError('a record without a work');
    const size = this.#write({ work: this.#work, contents: [...this.#contents], ...details } satisfies RecordedWork, LAST);
    writeAll(this.#descriptor, number(size));
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    this.#descriptor = null;
    renameSync(`${this.#place.path}.tmp`, this.#place.path);
  }

  /** Removes what was not finished. */
  close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
    rmSync(`${this.#place.path}.tmp`, { force: true });
  }

  #write(value: IndexFile | RecordedWork, at: FrameNumber): number {
    const frame = packed(this.#place, at, value);
    writeAll(this.#descriptor!, number(frame.length));
    writeAll(this.#descriptor!, frame);
    return frame.length;
  }
}

/** The work of a record; null where there is none, or none that can be read. */
export function readRecordedWork(place: RecordPlace): RecordedWork | null {
  try {
    return reading(place.path, (descriptor) => {
      const { size } = fstatSync(descriptor);
      const length = readAt(descriptor, size - 4, 4).readUInt32LE();
      return unpacked(place, LAST, readAt(descriptor, size - 4 - length, length)) as RecordedWork;
    });
  } catch {
    return null;
  }
}

/** Whether an index has what a record leans on: the record may be of a run in which other works came before. */
export function isReplayable({ work, contents }: RecordedWork, known: (content: string) => boolean): boolean {
  const own = new Set(contents);
  return work.files.every(({ content }) => own.has(content) || known(content));
}

/** Puts a recorded work into an index that has what it leans on. Returns what became of it, and how many functions are new. */
export function replayRecord(place: RecordPlace, { work, contents }: RecordedWork, writer: WorkWriter): Pick<AddedWork, 'outcome' | 'newFunctions'> {
  return reading(place.path, (descriptor) => {
    let newFunctions = 0;
    let at = 0;
    for (let n = 0; n < contents.length; n++) {
      const length = readAt(descriptor, at, 4).readUInt32LE();
      const file = unpacked(place, n, readAt(descriptor, at + 4, length)) as IndexFile;
      at += 4 + length;
      if (writer.has(file.content)) continue;
      newFunctions += file.units.length;
      writer.addFile(file);
    }
    return { outcome: writer.addWork(work), newFunctions };
  });
}

function reading<Result>(path: string, action: (descriptor: number) => Result): Result {
  const descriptor = openSync(path, 'r');
  try {
    return action(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readAt(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(descriptor, bytes, done, length - done, at + done);
    if (read === 0) throw new RangeError('a record ends too early');
    done += read;
  }
  return bytes;
}

/** The number of a file's frame in its record, or that of the work's. */
type FrameNumber = number | 'last';
const LAST = 'last';

/** No frame can stand in the place of another, or in another record. */
const placeOf = ({ path }: RecordPlace, at: FrameNumber): string => `${basename(path)} ${at}`;

function packed(place: RecordPlace, at: FrameNumber, value: IndexFile | RecordedWork): Uint8Array {
  const frame = deflateSync(serialize(value), { level: 1 });
  return place.notes === null ? frame : place.notes.seal(placeOf(place, at), frame);
}

/** zlib's checksum finds damage. */
function unpacked(place: RecordPlace, at: FrameNumber, stored: Uint8Array): unknown {
  const frame = place.notes === null ? stored : place.notes.open(placeOf(place, at), stored);
  if (frame === null) throw new RangeError('a record is damaged');
  return deserialize(inflateSync(frame));
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}
