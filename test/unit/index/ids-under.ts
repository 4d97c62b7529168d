import type { SegmentReader } from '../../../src/core/index/contract.ts';

/** The ids under a key of a segment or of a key table, as a list. Throws where they are more or fewer than it counts. */
export function idsUnder(table: Pick<SegmentReader, 'count' | 'lookup'>, key: number): number[] {
  const count = table.count(key);
  const ids = new Int32Array(count + 1).fill(NONE);
  table.lookup(key, ids);
  if (ids.indexOf(NONE) !== count) throw new Error(`count(${key}) is not what lookup gives`);
  return [...ids.subarray(0, count)];
}

const NONE = -1;
