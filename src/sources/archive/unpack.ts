import { closeSync, createReadStream, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { reasonOf } from '../reason.ts';
import { SourceError } from '../source.ts';
import type { Problem } from '../source.ts';
import { compressionOf } from './archive-kind.ts';
import { safeEntryPath } from './entry-path.ts';
import type { UnpackLimits } from './limits.ts';

/**
 * Unpacks a tar archive, compressed with gzip or not, into an empty folder of our own. Only regular files come out, below that folder;
 * links and devices stay inside, nothing keeps its mode or owner, and nothing is run. Returns what was left out.
 */
export async function unpackTar(spec: string, archive: string, compressed: boolean, target: string, limits: UnpackLimits): Promise<Problem[]> {
  const unpacker = new Unpacker(spec, target, limits);
  const input = createReadStream(archive);
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacker.bytesIn += chunk.length;
      done(null, chunk);
    },
  });
  try {
    if (compressed) await pipeline(input, counter, createGunzip(), (chunks) => unpacker.consume(chunks));
    else await pipeline(input, counter, (chunks) => unpacker.consume(chunks));
  } catch (error) {
    // When a stage fails, the pipeline may report the abort of another instead.
    if (unpacker.failure !== null) throw unpacker.failure;
    throw new SourceError(spec, `corrupt archive (${messageOf(error)}). Fetch or pack it again.`, { cause: error });
  } finally {
    unpacker.close();
  }
  return unpacker.problems;
}

const REGULAR = new Set(['File', 'OldFile', 'ContiguousFile']);
/** Left out without a word, as in a walk over a folder. */
const SILENT = new Set(['Directory', 'GNUDumpDir', 'SymbolicLink']);

/** Writes synchronously: what the parser hands out is then written before it goes on, and nothing queues up in memory. */
class Unpacker {
  readonly problems: Problem[] = [];
  bytesIn = 0;
  /** Why the archive is refused. */
  failure: SourceError | null = null;
  #bytesOut = 0;
  #entries = 0;
  #file: number | null = null;
  readonly #spec: string;
  readonly #target: string;
  readonly #limits: UnpackLimits;
  readonly #parser: Parser;

  constructor(spec: string, target: string, limits: UnpackLimits) {
    this.#spec = spec;
    this.#target = target;
    this.#limits = limits;
    this.#parser = new Parser({
      gzip: true,
      onReadEntry: (entry) => this.#guard(() => this.#read(entry)),
      onwarn: (code, message) => this.#warned(code, String(message)),
    });
    this.#parser.on('ignoredEntry', (entry: ReadEntry) => this.#guard(() => this.#leaveOut(entry)));
  }

  async consume(chunks: AsyncIterable<Buffer>): Promise<void> {
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of chunks) {
      this.#count(chunk.length);
      if (head === null) {
        this.#feed(chunk);
      } else {
        head = Buffer.concat([head, chunk]);
        if (head.length < BLOCK) continue;
        this.#feedHead(head);
        head = null;
      }
    }
    if (head !== null && head.length > 0) this.#feedHead(head);
    this.#parser.end();
    if (this.failure !== null) throw this.failure;
  }

  /** The parser would unpack a second layer of compression by itself, and nobody would count what comes out. */
  #feedHead(head: Buffer): void {
    if (compressionOf(head) !== null) throw this.#fail('it is compressed twice. Uncompress it once, and try again.');
    this.#feed(head);
  }

  #feed(chunk: Buffer): void {
    this.#parser.write(chunk);
    if (this.failure !== null) throw this.failure;
  }

  #count(bytes: number): void {
    const { maxTotalSize, maxRatio, ratioFrom } = this.#limits;
    this.#bytesOut += bytes;
    if (this.#bytesOut > maxTotalSize + ENTRY_OVERHEAD * this.#entries) throw this.#fail(`it unpacks to more than ${mebibytes(maxTotalSize)} MiB. ${UNPACK_YOURSELF}`);
    if (this.#bytesOut > ratioFrom && this.#bytesOut > maxRatio * this.bytesIn) throw this.#fail(`it unpacks to more than ${maxRatio} times its size, as only harmful archives do. ${UNPACK_YOURSELF}`);
  }

  #countEntry(): void {
    const { maxEntries } = this.#limits;
    if (++this.#entries > maxEntries) throw this.#fail(`it has more than ${maxEntries} entries. ${UNPACK_YOURSELF}`);
  }

  #read(entry: ReadEntry): void {
    this.#countEntry();
    const path = safeEntryPath(entry.path);
    const refused = this.#refusal(entry, path);
    if (path === null || refused !== null || !REGULAR.has(entry.type)) {
      if (refused !== null) this.problems.push({ path: printable(entry.path), reason: refused });
      entry.resume();
      return;
    }
    this.#write(entry, path);
  }

  #refusal(entry: ReadEntry, path: string | null): string | null {
    if (SILENT.has(entry.type)) return null;
    if (!REGULAR.has(entry.type)) return entry.type === 'Link' ? 'a link, not unpacked' : 'not a regular file, not unpacked';
    if (path === null) return 'unsafe path, not unpacked';
    if (path.split('/').length > this.#limits.maxDepth) return 'too many folders in each other, not unpacked';
    return entry.size > this.#limits.maxFileSize ? `larger than ${mebibytes(this.#limits.maxFileSize)} MiB, not unpacked` : null;
  }

  #write(entry: ReadEntry, path: string): void {
    try {
      mkdirSync(dirname(join(this.#target, path)), { recursive: true, mode: 0o700 });
      this.#file = openSync(join(this.#target, path), 'w', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw this.#fail('no space left on the disk to unpack it');
      // Such as a file and a folder of the same name, or a name that the file system doesn't take.
      this.problems.push({ path, reason: reasonOf(error) });
      entry.resume();
      return;
    }
    entry.on('data', (chunk: Buffer) => this.#guard(() => this.#writeAll(chunk)));
    entry.on('end', () => this.close());
  }

  #writeAll(chunk: Buffer): void {
    for (let at = 0; this.#file !== null && at < chunk.length;) at += writeSync(this.#file, chunk, at);
  }

  /** The file that is being written, which a failure leaves open. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #leaveOut(entry: ReadEntry): void {
    this.#countEntry();
    if (!SILENT.has(entry.type) && !entry.meta) this.problems.push({ path: printable(entry.path), reason: 'not a regular file, not unpacked' });
  }

  #warned(code: string, message: string): void {
    if (code === 'TAR_BAD_ARCHIVE' || code === 'TAR_ABORT' || /checksum failure/.test(message)) {
      this.#fail(`corrupt archive (${message}). Fetch or pack it again.`);
    }
  }

  /** The parser calls us from deep inside itself; what goes wrong there is kept until its call returns. */
  #guard(action: () => void): void {
    if (this.failure !== null) return;
    try {
      action();
    } catch (error) {
      if (!(error instanceof SourceError)) this.#fail(`it can't be unpacked: ${reasonOf(error)}`);
    }
  }

  /** The first failure is the one that counts. */
  #fail(problem: string): SourceError {
    this.failure ??= new SourceError(this.#spec, problem);
    return this.failure;
  }
}

const UNPACK_YOURSELF = 'If you trust it, unpack it yourself and name the folder.';
const BLOCK = 512;
/** Header and padding of an entry; not held against the size of what is unpacked. */
const ENTRY_OVERHEAD = 1024;

function mebibytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}

/** A hostile name must not write to the terminal either. */
function printable(path: string): string {
  return path.slice(0, 300).replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
