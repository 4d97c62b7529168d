import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { reasonOf } from '../reason.ts';
import { SourceError } from '../source.ts';
import type { UnpackBudget } from './budget.ts';
import { compressionOf, decompressor } from './decompress.ts';
import type { Compression } from './decompress.ts';
import { UnsupportedCompression } from './unsupported-compression.ts';
import type { UnpackFolder } from './unpack-folder.ts';

/** Unpacks a tar archive. Links and devices stay inside, nothing keeps its mode or owner, and nothing is run. */
export async function unpackTar(input: Readable, compression: Compression | null, folder: UnpackFolder, budget: UnpackBudget): Promise<void> {
  const unpacker = new TarUnpacker(folder, budget);
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      budget.bytesIn += chunk.length;
      done(null, chunk);
    },
  });
  const consume = (chunks: AsyncIterable<Uint8Array>) => unpacker.consume(chunks);
  try {
    if (compression === null) await pipeline(input, counter, consume);
    else await pipeline(input, counter, decompressor(compression), consume);
  } catch (error) {
    // When a stage fails, the pipeline may report the abort of another instead.
    if (budget.failure !== null) throw budget.failure;
    throw error instanceof UnsupportedCompression ? budget.fail(`it ${error.message}. Uncompress it yourself and name the .tar.`, error) : budget.corrupt(error);
  } finally {
    folder.end();
  }
}

const REGULAR = new Set(['File', 'OldFile', 'ContiguousFile']);
/** Left out without a word, as in a walk over a folder. */
const SILENT = new Set(['Directory', 'GNUDumpDir', 'SymbolicLink']);
const BLOCK = 512;

class TarUnpacker {
  readonly #folder: UnpackFolder;
  readonly #budget: UnpackBudget;
  readonly #parser: Parser;

  constructor(folder: UnpackFolder, budget: UnpackBudget) {
    this.#folder = folder;
    this.#budget = budget;
    this.#parser = new Parser({
      gzip: true,
      onReadEntry: (entry) => this.#guard(() => this.#read(entry)),
      onwarn: (code, message) => this.#warned(code, String(message)),
    });
    this.#parser.on('ignoredEntry', (entry: ReadEntry) => this.#guard(() => this.#ignored(entry)));
  }

  async consume(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of chunks) {
      this.#budget.countBytes(chunk.length);
      if (head === null) {
        this.#feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
      } else {
        head = Buffer.concat([head, chunk]);
        if (head.length < BLOCK) continue;
        this.#feedHead(head);
        head = null;
      }
    }
    if (head !== null && head.length > 0) this.#feedHead(head);
    this.#parser.end();
    if (this.#budget.failure !== null) throw this.#budget.failure;
  }

  /** The parser would unpack a second layer of compression by itself, and nobody would count what comes out. */
  #feedHead(head: Buffer): void {
    if (compressionOf(head) !== null) throw this.#budget.fail('it is compressed twice. Uncompress it once, and try again.');
    this.#feed(head);
  }

  #feed(chunk: Buffer): void {
    this.#parser.write(chunk);
    if (this.#budget.failure !== null) throw this.#budget.failure;
  }

  #read(entry: ReadEntry): void {
    this.#budget.countEntries(1);
    if (!this.#begin(entry)) {
      entry.resume();
      return;
    }
    entry.on('data', (chunk: Buffer) => this.#guard(() => this.#folder.write(chunk)));
    entry.on('end', () => this.#folder.end());
  }

  #begin(entry: ReadEntry): boolean {
    if (SILENT.has(entry.type)) return false;
    if (!REGULAR.has(entry.type)) return this.#folder.leaveOut(entry.path, entry.type === 'Link' ? 'a link, not unpacked' : 'not a regular file, not unpacked');
    return this.#folder.begin(entry.path, entry.size, 'last');
  }

  #ignored(entry: ReadEntry): void {
    this.#budget.countEntries(1);
    if (!SILENT.has(entry.type) && !entry.meta) this.#folder.leaveOut(entry.path, 'not a regular file, not unpacked');
  }

  #warned(code: string, message: string): void {
    if (code === 'TAR_BAD_ARCHIVE' || code === 'TAR_ABORT' || /checksum failure/.test(message)) this.#budget.corrupt(message);
  }

  /** The parser calls us from deep inside itself; what goes wrong there is kept until its call returns. */
  #guard(action: () => void): void {
    if (this.#budget.failure !== null) return;
    try {
      action();
    } catch (error) {
      if (!(error instanceof SourceError)) this.#budget.fail(`it can't be unpacked: ${reasonOf(error)}`);
    }
  }
}
