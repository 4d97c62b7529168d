// What we use of libraries that bring no types of their own.

declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface ExtraField {
    readonly id: number;
    readonly data: Buffer;
  }

  export interface Entry {
    readonly generalPurposeBitFlag: number;
    readonly compressionMethod: number;
    readonly crc32: number;
    readonly compressedSize: number;
    readonly uncompressedSize: number;
    readonly fileNameLength: number;
    readonly externalFileAttributes: number;
    readonly relativeOffsetOfLocalHeader: number;
    readonly fileNameRaw: Buffer;
    readonly extraFields: readonly ExtraField[];
    isEncrypted(): boolean;
    canDecodeFileData(): boolean;
  }

  export interface ZipFile {
    readonly entryCount: number;
    eachEntry(): AsyncIterableIterator<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  }

  export interface Options {
    readonly autoClose?: boolean;
    readonly decodeStrings?: boolean;
    readonly validateEntrySizes?: boolean;
  }

  export function openPromise(path: string, options: Options): Promise<ZipFile>;
  export function getFileNameLowLevel(flags: number, name: Buffer, extraFields: readonly ExtraField[], strict: boolean): string;
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  /** Reads so many bits; `null` goes to the next whole byte. */
  export type Bits = (count: number | null) => number;

  export interface Bzip2 {
    /** Reads the head of a stream: its block size in units of 100,000 bytes. */
    header(bits: Bits): number;
    /** Writes the next block byte by byte. Returns the checksum so far, or null at the end of the stream. */
    decompress(bits: Bits, write: (byte: number) => void, buffer: Int32Array, bufferSize: number, checksum: number): number | null;
  }

  const bzip2: Bzip2;
  export default bzip2;
}
