import { Decompress } from 'fzstd';
import { ByteReader } from './byte-reader.ts';
import { UnsupportedCompression } from './unsupported-compression.ts';

/**
 * Uncompresses Zstandard, also of several frames. The library believes whatever window a frame asks for, and decodes all that it is
 * given in one go; so frames are checked here, and handed to it a block at a time.
 */
export async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new ByteReader(source);
  while (!await input.isAtEnd()) {
    const magic = Buffer.from(await input.take(4));
    if (magic.readUInt32LE() === MAGIC) yield* frame(input, magic);
    else if ((magic.readUInt32LE() & 0xfffffff0) >>> 0 === SKIPPABLE) await input.skip(Buffer.from(await input.take(4)).readUInt32LE());
    else throw new Error('a frame has a wrong beginning');
  }
}

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
/** As in the tool itself: larger windows (`--ultra --long=31`) have to be asked for. */
const LARGEST_WINDOW = 128 * 1024 * 1024;
const LARGEST_BLOCK = 128 * 1024;

async function* frame(input: ByteReader, magic: Uint8Array): AsyncGenerator<Uint8Array> {
  const output: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => output.push(chunk));
  const { header, hasChecksum } = await readHeader(input);
  decoder.push(Buffer.concat([magic, header]));
  for (let isLast = false; !isLast;) {
    const head = await input.take(3);
    isLast = (head[0] & 1) === 1;
    const size = (head[0] >> 3) | (head[1] << 5) | (head[2] << 13);
    if (size > LARGEST_BLOCK) throw new Error('a block is too large');
    const isRepeat = ((head[0] >> 1) & 3) === 1;
    const block = Buffer.concat([head, await input.take(isRepeat ? 1 : size)]);
    const checksum = isLast && hasChecksum ? await input.take(4) : new Uint8Array(0);
    decoder.push(Buffer.concat([block, checksum]), isLast);
    yield* output.splice(0).filter((chunk) => chunk.length > 0);
  }
}

/** The header after the magic number, checked. */
async function readHeader(input: ByteReader): Promise<{ header: Uint8Array; hasChecksum: boolean }> {
  const [descriptor] = await input.take(1);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  if ((descriptor & 3) !== 0) throw new UnsupportedCompression('is compressed by zstd with a dictionary of its own');
  const sizeBytes = (descriptor >> 6) > 0 ? 1 << (descriptor >> 6) : isSingleSegment ? 1 : 0;
  const rest = Buffer.from(await input.take((isSingleSegment ? 0 : 1) + sizeBytes));
  const window = isSingleSegment ? sizeOf(rest) : windowOf(rest[0]);
  if (window > LARGEST_WINDOW) throw new UnsupportedCompression('asks for more than 128 MiB of memory');
  return { header: Buffer.concat([Buffer.from([descriptor]), rest]), hasChecksum: (descriptor & 4) !== 0 };
}

function sizeOf(field: Buffer): number {
  if (field.length === 8) return Number(field.readBigUInt64LE());
  return field.length === 2 ? field.readUInt16LE() + 256 : field.readUIntLE(0, field.length);
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
