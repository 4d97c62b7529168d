import { sha256 } from '@noble/hashes/sha2.js';
import { ByteWriter } from './byte-writer.ts';
import { shortHash } from './content-hash.ts';
import { UNIT_SIZE } from './unit-code.ts';

const SALTS = [0x9e3779b9, 0x85ebca6b] as const;

/** A file as decoded: all that its record hash covers. */
export interface DecodedFile {
  readonly language: string;
  readonly family: string;
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  readonly codes: Uint8Array;
  readonly links: Uint32Array;
  readonly textHashes: Uint32Array;
  readonly texts: readonly string[];
  readonly firstLines: Uint32Array;
  readonly lastLines: Uint32Array;
  /** Unit records as in a segment. */
  readonly units: Uint8Array;
  readonly postings: PostingSum;
  readonly source: string | null;
}

/** The short hash of a decoded file (index/FORMAT.md, section 6): does not depend on how the file is packed or which segment holds it. */
export function recordHash(file: DecodedFile): string {
  const writer = new ByteWriter();
  writer.text(file.language);
  writer.text(file.family);
  writer.u8((file.isTest ? 1 : 0) | (file.isGenerated ? 2 : 0));
  writer.varint(file.codes.length);
  writer.bytes(file.codes);
  for (const link of file.links) writer.varint(link);
  writer.varint(file.textHashes.length);
  for (let i = 0; i < file.textHashes.length; i++) {
    writer.u32(file.textHashes[i]!);
    writer.text(file.texts[i]!);
  }
  for (let i = 0; i < file.codes.length; i++) {
    writer.varint(file.firstLines[i]!);
    writer.zigzag(file.lastLines[i]! - file.firstLines[i]!);
  }
  writer.varint(file.units.length / UNIT_SIZE);
  writer.bytes(file.units);
  for (const sum of file.postings.sums) writer.u32(sum);
  writer.u8(file.source === null ? 0 : 1);
  if (file.source !== null) writer.bytes(sha256(new TextEncoder().encode(file.source)));
  return shortHash(sha256(writer.view()));
}

/** A sum over the postings of a file that does not depend on their order: so that they can be checked while walking a key table. */
export class PostingSum {
  readonly sums: [number, number] = [0, 0];

  /** `unit` counts from the first unit of the file. */
  add(key: number, unit: number): void {
    this.sums[0] = (this.sums[0] + mix(key, unit, SALTS[0])) >>> 0;
    this.sums[1] = (this.sums[1] + mix(key, unit, SALTS[1])) >>> 0;
  }
}

function mix(key: number, unit: number, salt: number): number {
  let hash = (Math.imul(key ^ salt, 0xcc9e2d51) + Math.imul(unit, 0x1b873593) + salt) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
