import type { ByteSource } from './contract.ts';
import { corrupt } from './errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads the number formats of index/FORMAT.md in order. Anything that is not there or can't be is an `IndexError` that names the file. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  #at = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): number {
    const low = this.u32();
    const high = this.u32();
    if (high >= 0x20_0000) throw corrupt(this.#file, 'a number is out of range');
    return high * 0x1_0000_0000 + low;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      if (shift === 28 && byte > 15) break;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw corrupt(this.#file, 'a number is too long');
  }

  zigzag(): number {
    const value = this.varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things that take at least `size` bytes each in what is left: so that nothing is allocated for a lie. */
  count(size = 1): number {
    const count = this.varint();
    if (count * size > this.left) throw corrupt(this.#file, 'a count is larger than its data');
    return count;
  }

  /** A view of the next bytes. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** Varint length in bytes, and the text. */
  text(): string {
    return decodeText(this.bytes(this.count()), this.#file);
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.left !== 0) throw corrupt(this.#file, 'there is data that nothing accounts for');
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.left) throw corrupt(this.#file, 'a record ends too early');
    this.#at += length;
    return at;
  }
}

/** UTF-8 to text; malformed bytes are an `IndexError`. */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw corrupt(file, 'a text is not UTF-8');
  }
}

/** Exactly `length` bytes of a source from `offset` on, in memory of their own. Throws as the source does. */
export function bytesAt(source: ByteSource, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  source.read(bytes, offset);
  return bytes;
}
