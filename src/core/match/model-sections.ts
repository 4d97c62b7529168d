import { ByteReader } from '../index/byte-reader.ts';
import { ByteWriter } from '../index/byte-writer.ts';
import type { CommonplaceSet } from './commonplaces.ts';
import type { CompanionSet } from './companions.ts';

/** What many makers have in common, behind the model of a family. */
export interface ModelSections {
  readonly commonplaces: readonly CommonplaceSet[];
  readonly companions: CompanionSet;
}

/**
 * Varint bytes of the commonplaces, and these: for each set varint tokens of a window, varint number of hashes, and for each hash as varint how much it is above the one before.
 * Then of each companion, by increasing hash, the same and a byte with its bits in sixteenths.
 */
export function writeSections({ commonplaces, companions }: ModelSections): Uint8Array {
  const sets = new ByteWriter();
  for (const { length, hashes } of commonplaces) {
    sets.varint(length);
    sets.varint(hashes.length);
    hashes.forEach((hash, i) => sets.varint(i === 0 ? hash : hash - hashes[i - 1]));
  }
  const bytes = new ByteWriter();
  bytes.varint(sets.view().length);
  bytes.bytes(sets.view());
  let last = 0;
  companions.hashes.forEach((hash, i) => {
    bytes.varint(hash - last);
    bytes.u8(Math.max(0, Math.min(255, Math.round(companions.bits[i] * 16))));
    last = hash;
  });
  return bytes.view();
}

/** What `writeSections` wrote. `file` is named where the bytes are something else. */
export function readSections(bytes: Uint8Array, file: string): ModelSections {
  const reader = new ByteReader(bytes, file);
  const commonplaces = readCommonplaces(reader.bytes(reader.varint()), file);
  // Two bytes each at least.
  const hashes = new Uint32Array(reader.left >> 1);
  const bits = new Float32Array(reader.left >> 1);
  let count = 0;
  for (let hash = 0; reader.left > 0; count++) {
    hashes[count] = hash += reader.varint();
    bits[count] = reader.u8() / 16;
  }
  return { commonplaces, companions: { hashes: hashes.slice(0, count), bits: bits.slice(0, count) } };
}

/** The section of a model of version 2: commonplaces alone. */
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
