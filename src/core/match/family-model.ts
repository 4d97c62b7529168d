import { fmix32, mix } from '../fingerprint/hash.ts';
import { Commonplaces } from './commonplaces.ts';
import { Companions, companionSet } from './companions.ts';
import { gramHash } from './gram-hash.ts';
import { lowerBound } from '../lower-bound.ts';
import { readCommonplaces, readSections, writeSections, type ModelSections } from './model-sections.ts';

/**
 * What code of a family usually looks like: an n-gram model of its tokens and the commonness of names and literals, both
 * from a listed set of public projects. Frozen and versioned: verdicts don't change because an index grew.
 */
export interface FamilyModel {
  readonly family: string;
  readonly version: number;
  /** Most tokens that an n-gram has. */
  readonly order: number;
  /**
   * Surprisal in bits of the token at `at`, given those before it back to `from` at most. What stands before `from` is not
   * looked at: a matched run is judged by itself.
   */
  surprisal(codes: Uint8Array, at: number, from: number): number;
  /** Files that the model was trained on, and in how many of them a text stands (0 for a rare one). */
  readonly files: number;
  documentFrequency(textHash: number): number;
  /** What says little about where code comes from; nothing where too few makers were at hand. */
  readonly commonplaces: Commonplaces;
  /** What texts say beside one another. */
  readonly companions: Companions;
}

/** Where a family has no trained model: every token says as much as in a small alphabet, no name is known to be common. */
export function uniformModel(family: string): FamilyModel {
  return { family, version: 0, order: 1, surprisal: () => UNIFORM_BITS, files: 1, documentFrequency: () => 0, commonplaces: new Commonplaces([]), companions: new Companions(NO_COMPANIONS) };
}

const UNIFORM_BITS = 2.5;
const NO_COMPANIONS = companionSet([]);

/**
 * Layout, little-endian: magic `NCM1`; u32 version; u32 order; u32 log2 of slots; u32 files; u32 texts; slots of four bytes
 * (u16 fingerprint, u8 surprisal, u8 back-off weight, both in sixteenths of a bit); u32 hashes of the texts, increasing;
 * u8 commonness of each (eighths of log2 of files per file that has it); u32 CRC-like checksum of all before it. From version 2 on
 * more follows, with a u32 checksum of its own: commonplaces in version 2 (`readCommonplaces`), and from 3 on companions, too (`readSections`).
 */
export function readModel(family: string, bytes: Uint8Array): FamilyModel {
  return modelOf(family, decode(family, bytes));
}

interface Decoded {
  readonly version: number;
  readonly order: number;
  readonly files: number;
  readonly slots: Uint32Array;
  readonly hashes: Uint32Array;
  readonly commonness: Uint8Array;
  readonly commonplaces: Commonplaces;
  readonly companions: Companions;
}

function decode(family: string, bytes: Uint8Array): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bad = (what: string): never => {
    throw new Error(`the model of the family ${family} ${what}: install nearcopy again, or run npm run build`);
  };
  if (bytes.length < HEADER + 4 || view.getUint32(0, true) !== MAGIC) bad('is not a model file');
  const [version, order, bits, files, texts] = [4, 8, 12, 16, 20].map((at) => view.getUint32(at, true));
  const size = HEADER + (4 << bits) + texts * 5 + 4;
  if (bits > 24 || (version < 2 ? bytes.length !== size : bytes.length < size + 4)) bad('is cut short');
  if (!isWhole(bytes.subarray(0, size)) || (version >= 2 && !isWhole(bytes.subarray(size)))) bad('is damaged');
  const slots = new Uint32Array(1 << bits);
  for (let slot = 0; slot < slots.length; slot++) slots[slot] = view.getUint32(HEADER + slot * 4, true);
  const hashes = Uint32Array.from({ length: texts }, (_, i) => view.getUint32(HEADER + slots.length * 4 + i * 4, true));
  const commonness = bytes.slice(HEADER + slots.length * 4 + texts * 4, size - 4);
  const { commonplaces, companions } = sectionsOf(version, bytes.subarray(size, version < 2 ? size : bytes.length - 4), `${family}.model`);
  return { version, order, files, slots, hashes, commonness, commonplaces: new Commonplaces(commonplaces), companions: new Companions(companions) };
}

function sectionsOf(version: number, bytes: Uint8Array, file: string): ModelSections {
  if (version >= 3) return readSections(bytes, file);
  return { commonplaces: version === 2 ? readCommonplaces(bytes, file) : [], companions: NO_COMPANIONS };
}

/** On its own, since its functions keep alive whatever stands around them. */
function modelOf(family: string, { version, order, files, slots, hashes, commonness, commonplaces, companions }: Decoded): FamilyModel {
  const mask = slots.length - 1;

  /** The slot's word for an n-gram, or 0. */
  const find = (hash: number): number => {
    const mark = fingerprintOf(hash);
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const word = slots[(hash + probe) & mask];
      if (word === 0) return 0;
      if ((word & 0xffff) === mark) return word;
    }
    return 0;
  };
  return {
    family,
    version,
    order,
    files,
    commonplaces,
    companions,
    surprisal(codes, at, from) {
      let penalty = 0;
      for (let n = Math.min(order, at - from + 1); n >= 1; n--) {
        const word = find(gramHash(codes, at - n + 1, n));
        if (word !== 0) return Math.min(MOST_BITS, penalty + ((word >>> 16) & 0xff) / 16);
        if (n > 1) penalty += (find(gramHash(codes, at - n + 1, n - 1)) >>> 24) / 16;
      }
      return MOST_BITS;
    },
    documentFrequency(textHash) {
      const low = lowerBound(hashes, textHash);
      return hashes[low] === textHash ? files / 2 ** (commonness[low] / 8) : 0;
    },
  };
}

/** One n-gram of a model in the making; bits not negative. */
export interface Gram {
  readonly hash: number;
  readonly surprisal: number;
  readonly backoff: number;
}

/** Writes a model. Grams that find no free slot within reach are left out: pass the most useful ones first. */
export function writeModel(model: { version: number; order: number; bits: number; files: number; grams: Iterable<Gram>; texts: readonly { hash: number; files: number }[] }): Uint8Array {
  const slots = new Uint32Array(1 << model.bits);
  const mask = slots.length - 1;
  for (const gram of model.grams) {
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (gram.hash + probe) & mask;
      if (slots[slot] !== 0) continue;
      const quantised = (bits: number) => Math.min(255, Math.round(bits * 16));
      slots[slot] = (fingerprintOf(gram.hash) | (quantised(gram.surprisal) << 16) | (quantised(gram.backoff) << 24)) >>> 0;
      break;
    }
  }
  const texts = [...model.texts].sort((a, b) => a.hash - b.hash);
  const bytes = new Uint8Array(HEADER + slots.length * 4 + texts.length * 5 + 4);
  const view = new DataView(bytes.buffer);
  [MAGIC, model.version, model.order, model.bits, model.files, texts.length].forEach((value, i) => view.setUint32(i * 4, value, true));
  slots.forEach((word, slot) => view.setUint32(HEADER + slot * 4, word, true));
  const at = HEADER + slots.length * 4;
  texts.forEach((text, i) => {
    view.setUint32(at + i * 4, text.hash, true);
    bytes[at + texts.length * 4 + i] = Math.min(255, Math.round(Math.log2(model.files / text.files) * 8));
  });
  view.setUint32(bytes.length - 4, checksum(bytes.subarray(0, bytes.length - 4)), true);
  return bytes;
}

/** A model's bytes, of any version, with these sections instead of those that it has. */
export function withSections(model: Uint8Array, sections: ModelSections): Uint8Array {
  const old = new DataView(model.buffer, model.byteOffset, model.byteLength);
  const size = HEADER + (4 << old.getUint32(12, true)) + old.getUint32(20, true) * 5 + 4;
  const section = writeSections(sections);
  const bytes = new Uint8Array(size + section.length + 4);
  bytes.set(model.subarray(0, size));
  bytes.set(section, size);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, 3, true);
  view.setUint32(size - 4, checksum(bytes.subarray(0, size - 4)), true);
  view.setUint32(bytes.length - 4, checksum(section), true);
  return bytes;
}

const MAGIC = 0x314d434e; // NCM1
const HEADER = 24;
const MAX_PROBES = 16;
/** The most that one token says: an exotic word of a language is chosen by need, not by its author. */
const MOST_BITS = 6;

const fingerprintOf = (hash: number): number => (hash >>> 16) || 1; // 0 marks a free slot

/** Whether bytes end with the checksum of those before it. */
const isWhole = (bytes: Uint8Array): boolean => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true) === checksum(bytes.subarray(0, bytes.length - 4));

function checksum(bytes: Uint8Array): number {
  let h = bytes.length;
  for (let i = 0; i < bytes.length; i++) h = mix(h, bytes[i]);
  return fmix32(h);
}
