import { BitWriter } from './bit-writer.ts';
import { ByteWriter, type Sink } from './byte-writer.ts';
import type { KeyCursor } from './key-cursor.ts';

/** Distinct keys that a bucket holds at most on average. */
const BUCKET_KEYS = 12;

export interface KeyTableShape {
  /** How many distinct keys there will be, at most: the code is chosen for that many. */
  readonly keys: number;
  /** 0 for a table of counts only. */
  readonly idBits: number;
}

export interface KeyTableTotals {
  readonly keys: number;
  /** Sum of the counts. */
  readonly entries: number;
}

/** Writes a key table (index/FORMAT.md, section 4) as it comes from a cursor; the sink must be at a multiple of 8 bytes. */
export function writeKeyTable(sink: Sink, shape: KeyTableShape, cursor: KeyCursor): KeyTableTotals {
  const bucketBits = Math.min(24, Math.max(0, Math.ceil(Math.log2(shape.keys / BUCKET_KEYS))));
  const rice = riceParameter(shape.keys);
  const bucketSize = 2 ** (32 - bucketBits);
  const directory = new Uint32Array(2 ** bucketBits + 1);
  const stream = new BitWriter(sink);
  let bucket = 0;
  let last = -1;
  let keys = 0;
  let entries = 0;
  while (cursor.next()) {
    const { key, count, ids } = cursor;
    for (const own = Math.floor(key / bucketSize); bucket < own; last = bucket * bucketSize - 1) directory[++bucket] = stream.length;
    const gap = key - last - 1;
    stream.unary(Math.floor(gap / 2 ** rice));
    stream.put(gap, rice);
    stream.gamma(count);
    if (shape.idBits > 0) for (let i = 0; i < count; i++) stream.put(ids[i]!, shape.idBits);
    last = key;
    keys++;
    entries += count;
  }
  while (bucket < 2 ** bucketBits) directory[++bucket] = stream.length;
  if (stream.length > 0xffffffff) throw new RangeError('a segment has too many postings: use smaller segments');
  const length = stream.finish();
  writeTrailer(sink, directory, [bucketBits, rice, shape.idBits], { keys, entries }, length);
  return { keys, entries };
}

/** Logarithm of the golden ratio: from gaps of 2^k / this on average, parameter k + 1 is better than k. */
const LOG_GOLDEN = Math.log((1 + Math.sqrt(5)) / 2);

/** The Rice parameter that is best for random keys: the gaps are then geometric with a mean of 2^32 / keys. */
function riceParameter(keys: number): number {
  return Math.min(31, Math.max(0, Math.ceil(Math.log2((2 ** 32 / Math.max(1, keys)) * LOG_GOLDEN))));
}

function writeTrailer(sink: Sink, directory: Uint32Array, parameters: readonly number[], totals: KeyTableTotals, stream: number): void {
  const writer = new ByteWriter();
  for (const offset of directory) writer.u32(offset);
  for (const parameter of parameters) writer.u8(parameter);
  writer.u8(0);
  writer.u32(totals.keys);
  writer.u64(totals.entries);
  writer.u64(stream);
  sink(writer.view());
}
