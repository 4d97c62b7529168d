import type { SegmentReader } from '../../../src/core/index/contract.ts';

/** The ids under a key of a segment or of a key table, as a list. */
export function idsUnder(table: Pick<SegmentReader, 'count' | 'lookup'>, key: number): number[] {
  const ids = new Int32Array(table.count(key));
  table.lookup(key, ids);
  return [...ids];
}
