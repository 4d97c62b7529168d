import { ReadableStream } from 'node:stream/web';
import { XzReadableStream } from 'xz-decompress';
import { UnsupportedCompression } from './unsupported-compression.ts';

/** Uncompresses xz, also of several streams in a row. Its dictionary takes at most 64 MiB (xz -9). One at a time: others wait for their turn. */
export async function* unxz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = ReadableStream.from(source) as globalThis.ReadableStream<Uint8Array>;
  try {
    for await (const chunk of new XzReadableStream(compressed) as unknown as AsyncIterable<Uint8Array>) {
      if (chunk.length > 0) yield chunk;
    }
  } catch (error) {
    throw failureOf(error);
  }
}

/** The library gives the number of the decoder's error only. */
function failureOf(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const code = /error code (\d+)/.exec(message)?.[1];
  if (code === '3' || code === '4') return new UnsupportedCompression('asks for more than 64 MiB of memory');
  if (code === '6') return new UnsupportedCompression('is compressed by xz with the check SHA-256 or with a filter, neither of which is supported');
  return new Error(code === '8' ? 'it ends too early' : code === undefined ? message : 'the compressed data are broken', { cause: error });
}
