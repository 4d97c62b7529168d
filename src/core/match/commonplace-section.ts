import { ByteReader } from '../index/byte-reader.ts';
import { ByteWriter } from '../index/byte-writer.ts';
import type { CommonplaceSet } from './commonplaces.ts';

/** For each set: varint tokens of a window, varint number of hashes, and for each hash as varint how much it is above the one before. */
export function writeCommonplaces(sets: readonly CommonplaceSet[]): Uint8Array {
  const bytes = new ByteWriter();
  for (const { length, hashes } of sets) {
    bytes.varint(length);
    bytes.varint(hashes.length);
    hashes.forEach((hash, i) => bytes.varint(i === 0 ? hash : hash - hashes[i - 1]));
  }
  return bytes.view();
}

/** What `writeCommonplaces` wrote. `file` is named where the bytes are something else. */
export function readCommonplaces(bytes: Uint8Array, file: string): CommonplaceSet[] {
  const reader = new ByteReader(bytes, file);
  const sets: CommonplaceSet[] = [];
  while (reader.left > 0) {
    const length = reader.varint();
    let last = 0;
    sets.push({ length, hashes: Uint32Array.from({ length: reader.count() }, () => (last += reader.varint())) });
  }
  return sets;
}
