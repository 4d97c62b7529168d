import type { Unit, UnitKind } from '../tokens/token-file.ts';
import { MIN_UNIT_TOKENS } from '../tokens/token-file.ts';
import { ByteWriter } from './byte-writer.ts';

export const UNIT_SIZE = 12;

/** Longest unit, in tokens; most texts of a file with a unit that one of them names; and how far back a parent is recorded. */
const MAX_LENGTH = 2 ** 24 - 1;
const MAX_NAME = 2 ** 22 - 1;
const MAX_DISTANCE = 2 ** 16 - 1;

const KINDS: readonly UnitKind[] = ['function', 'class', 'toplevel'];

/** What a unit record of a segment holds; `parent` counts from the first unit of the file. */
export interface StoredUnit {
  readonly start: number;
  readonly end: number;
  readonly kind: UnitKind;
  readonly parent: number;
  readonly nameText: number;
}

/** The unit records of a file (index/FORMAT.md, section 4). Throws `RangeError` for a unit that is too long for one. */
export function encodeUnits(units: readonly Unit[], links: Uint32Array): Uint8Array {
  const writer = new ByteWriter();
  units.forEach((unit, at) => {
    const length = unit.end - unit.start;
    if (length > MAX_LENGTH) throw new RangeError(`a unit of ${length} tokens is too long`);
    const name = unit.name < 0 ? 0 : links[unit.name]!;
    const distance = unit.parent < 0 ? 0 : at - unit.parent;
    const recorded = distance > MAX_DISTANCE ? 0 : distance;
    writer.u32(unit.start);
    writer.u32(((KINDS.indexOf(unit.kind) << 30) | ((recorded >>> 10) << 24) | length) >>> 0);
    writer.u32((((recorded & 0x3ff) << 22) | (name > MAX_NAME ? 0 : name)) >>> 0);
  });
  return writer.view();
}

/** The unit record of the file's unit `at`; null where no unit can have it. */
export function decodeUnit(record: Uint8Array, at: number): StoredUnit | null {
  const view = new DataView(record.buffer, record.byteOffset, UNIT_SIZE);
  return unitOfWords(view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), at);
}

/** The same from the three numbers that a record is made of. */
export function unitOfWords(start: number, shape: number, relation: number, at: number): StoredUnit | null {
  const kind = KINDS[shape >>> 30];
  const distance = (((shape >>> 24) & 0x3f) << 10) | (relation >>> 22);
  if (!kind || distance > at) return null;
  return { start, end: start + unitLength(shape), kind, parent: distance === 0 ? -1 : at - distance, nameText: (relation & MAX_NAME) - 1 };
}

/** The tokens of a unit from the second of those numbers. */
export const unitLength = (shape: number): number => shape & MAX_LENGTH;

/** The number of the last of these unit records, which are in order of their starts, that a token stands in, or -1. */
export function lastUnitAround(records: Uint8Array, token: number): number {
  const view = new DataView(records.buffer, records.byteOffset, records.length);
  let low = 0;
  let high = records.length / UNIT_SIZE;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (view.getUint32(middle * UNIT_SIZE, true) <= token) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= 0; at--) {
    if (token < view.getUint32(at * UNIT_SIZE, true) + unitLength(view.getUint32(at * UNIT_SIZE + 4, true))) return at;
  }
  return -1;
}

/** How many of these unit records are functions in the sense of all figures. */
export function countFunctions(records: Uint8Array): number {
  const view = new DataView(records.buffer, records.byteOffset, records.length);
  let functions = 0;
  for (let at = 0; at < records.length; at += UNIT_SIZE) {
    if (unitLength(view.getUint32(at + 4, true)) >= MIN_UNIT_TOKENS) functions++;
  }
  return functions;
}
