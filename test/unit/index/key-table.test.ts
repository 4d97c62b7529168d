import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../../src/core/index/byte-writer.ts';
import { Container } from '../../../src/core/index/container.ts';
import { ContainerWriter, PAGE_SIZE } from '../../../src/core/index/container-writer.ts';
import { IndexError } from '../../../src/core/index/errors.ts';
import { PairCollector } from '../../../src/core/index/key-cursor.ts';
import { idBitsFor, KeyTable } from '../../../src/core/index/key-table.ts';
import { writeKeyTable } from '../../../src/core/index/key-table-writer.ts';
import { LineCache } from '../../../src/core/index/line-cache.ts';
import { bytesSource } from '../../../src/core/index/memory-index.ts';
import { idsUnder } from './ids-under.ts';
import { Random } from './synthetic.ts';

/** A table of these pairs, read back; `expectedKeys` is what the writer is told; `damage` may change the bytes of the file. */
function tableOf(pairs: readonly (readonly [number, number])[], units: number, expectedKeys?: number, damage?: (bytes: Uint8Array) => void): KeyTable {
  const collector = new PairCollector();
  for (const [key, unit] of pairs) collector.add(key, unit);
  const file = new ByteWriter();
  const container = new ContainerWriter((bytes) => file.bytes(bytes), 'segment', null);
  container.begin(5);
  writeKeyTable((bytes) => container.write(bytes), { keys: expectedKeys ?? collector.distinctKeys(), idBits: idBitsFor(units) }, collector.cursor());
  container.finish();
  damage?.(file.view());
  const reader = new Container(bytesSource('table', file.view()), 'segment', new LineCache(1), null);
  return new KeyTable(reader, reader.section(5), units);
}

function unitsByKey(pairs: readonly (readonly [number, number])[]): Map<number, number[]> {
  const expected = new Map<number, number[]>();
  for (const [key, unit] of pairs) expected.set(key, [...(expected.get(key) ?? []), unit]);
  for (const [key, units] of expected) expected.set(key, [...new Set(units)].sort((a, b) => a - b));
  return expected;
}

function expectSame(table: KeyTable, expected: Map<number, number[]>): void {
  const found = [...expected.keys()].map((key): [number, number[]] => [key, idsUnder(table, key)]);
  expect(found).toEqual([...expected]);
  expect([...expected.keys()].map((key) => table.count(key))).toEqual([...expected.values()].map(({ length }) => length));
  const walked: [number, number[]][] = [];
  for (const cursor = table.cursor(); cursor.next(); ) walked.push([cursor.key, [...cursor.ids.subarray(0, cursor.count)]]);
  expect(walked).toEqual([...expected].sort(([a], [b]) => a - b));
}

describe('a key table', () => {
  it('finds what was filed, whatever the keys', () => {
    const key = fc.oneof(fc.nat(0xffffffff), fc.nat(20), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.array(fc.tuple(key, fc.nat(10_000)), { maxLength: 400 }), fc.constantFrom(undefined, 1, 5000, 2 ** 20), (units, list, expectedKeys) => {
        const pairs = list.map(([key, unit]) => [key, unit % units] as const);
        expectSame(tableOf(pairs, units, expectedKeys), unitsByKey(pairs));
      }),
      { numRuns: 150 },
    );
  });

  it('counts a key of very many units at once, and finds the keys around it', () => {
    const pairs = [[41, 3], [43, 5], ...Array.from({ length: 60_000 }, (_, unit) => [42, unit] as const)] as const;
    const table = tableOf(pairs, 60_000);
    expect([41, 42, 43, 44].map((key) => table.count(key))).toEqual([1, 60_000, 1, 0]);
    expectSame(table, unitsByKey(pairs.filter(([key]) => key !== 42)).set(42, Array.from({ length: 60_000 }, (_, unit) => unit)));
  });

  it('answers as before, or not at all, after it could not read a page', () => {
    // One bucket over several pages, in which every other key has two units; the second page can't be read.
    const pairs = Array.from({ length: 6000 }, (_, at) => [[at * 1000, at], ...(at % 2 ? [[at * 1000, at - 1]] : [])] as [number, number][]).flat();
    const table = tableOf(pairs, 6000, 1, (bytes) => (bytes[PAGE_SIZE + 10]! ^= 1));
    expect(table.bucketBits).toBe(0);
    const unread = 5999 * 1000;
    expect(table.count(4000)).toBe(1);
    expect(() => table.count(unread)).toThrow(IndexError);
    expect(table.count(4000)).toBe(1);
    expect(idsUnder(table, 4000)).toEqual([4]);
    for (let again = 0; again < 2; again++) expect(() => table.count(unread)).toThrow(IndexError);
    expect(idsUnder(table, 5000)).toEqual([4, 5]);
  });

  it('of many random keys takes little more than the information in them', () => {
    const random = new Random(7);
    const pairs = Array.from({ length: 20_000 }, (_, at) => [random.below(2 ** 32), at >> 6] as const);
    const table = tableOf(pairs, 2048);
    // log2(2^32 / 20,000) + log2(e) bits of key, 1 of count and 11 of id; the rest is the loss.
    expect(table.bucketStart(2 ** table.bucketBits) / pairs.length).toBeLessThan(17.7 + 1.44 + 1 + 11 + 0.1);
    expectSame(table, unitsByKey(pairs));
  });
});
