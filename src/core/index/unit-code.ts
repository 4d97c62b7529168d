import type { Unit, UnitKind } from '../tokens/token-file.ts';
import { MIN_UNIT_TOKENS } from '../tokens/token-file.ts';
import { ByteWriter } from './byte-writer.ts';

export const UNIT_SIZE = 16;

const KINDS: readonly UnitKind[] = ['function', 'class', 'toplevel'];
const KIND_SHIFT = 30;
const PARENT_MASK = 2 ** KIND_SHIFT - 1;

/** What a unit record of a segment holds; `parent` counts from the first unit of the file. */
export interface StoredUnit {
  readonly start: number;
  readonly end: number;
  readonly kind: UnitKind;
  readonly parent: number;
  readonly nameText: number;
}

/** The unit records of a file (index/FORMAT.md, section 4). */
export function encodeUnits(units: readonly Unit[], links: Uint32Array): Uint8Array {
  const writer = new ByteWriter();
  for (const unit of units) {
    writer.u32(unit.start);
    writer.u32(unit.end);
    writer.u32(((KINDS.indexOf(unit.kind) << KIND_SHIFT) | (unit.parent + 1)) >>> 0);
    writer.u32(unit.name < 0 ? 0 : links[unit.name]!);
  }
  return writer.view();
}

/** One unit record; null where no unit can have it. */
export function decodeUnit(record: Uint8Array): StoredUnit | null {
  const view = new DataView(record.buffer, record.byteOffset, UNIT_SIZE);
  const relation = view.getUint32(8, true);
  const kind = KINDS[relation >>> KIND_SHIFT];
  if (!kind) return null;
  return {
    start: view.getUint32(0, true),
    end: view.getUint32(4, true),
    kind,
    parent: (relation & PARENT_MASK) - 1,
    nameText: view.getUint32(12, true) - 1,
  };
}

/** How many of these unit records are functions in the sense of all figures. */
export function countFunctions(records: Uint8Array): number {
  const view = new DataView(records.buffer, records.byteOffset, records.length);
  let functions = 0;
  for (let at = 0; at < records.length; at += UNIT_SIZE) {
    if (view.getUint32(at + 4, true) - view.getUint32(at, true) >= MIN_UNIT_TOKENS) functions++;
  }
  return functions;
}
