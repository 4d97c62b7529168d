import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_SIZE, LineCache } from '../../../src/core/index/line-cache.ts';

/** A cache of so many lines, for a file of that many. */
function cacheOf(lines: number, registered: number): LineCache {
  const cache = new LineCache(lines * LINE_SIZE);
  cache.register(registered);
  return cache;
}

/** The bytes of a line: its number, again and again. */
const bytesOf = (line: number): Uint8Array => new Uint8Array(LINE_SIZE).map((_, at) => (at % 2 === 0 ? line >>> 8 : line & 255));

describe('a cache of lines', () => {
  it('never gives another line than the one asked for, and keeps places until its turn changes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 600, size: 'max' }), fc.constantFrom(1, 64, 300), (asked, lines) => {
        const cache = cacheOf(lines, 401);
        let [turn, kept] = [cache.turn, new Map<number, number>()];
        const isAt = (place: number, line: number): boolean => cache.view.getUint16(place) === line && cache.view.getUint16(place + LINE_SIZE - 2) === line;
        for (const line of asked) {
          const found = cache.find(line);
          const place = found < 0 ? cache.put(line, bytesOf(line)) : found;
          if (cache.turn !== turn) [turn, kept] = [cache.turn, new Map()];
          kept.set(line, place);
          for (const [other, at] of kept) if (!isAt(at, other)) throw new Error(`line ${other} is not at ${at}`);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('copies what it is given, and gives copies', () => {
    const cache = cacheOf(1, 8);
    const bytes = bytesOf(7);
    const place = cache.put(7, bytes);
    bytes.fill(0);
    const copy = cache.copy(place + 2, 4);
    expect([...copy]).toEqual([0, 7, 0, 7]);
    copy.fill(0);
    expect([...cache.copy(place, 2)]).toEqual([0, 7]);
  });

  it('holds all lines of a file that fits in', () => {
    const cache = cacheOf(700, 700);
    for (let round = 0; round < 2; round++) for (let line = 0; line < 700; line++) if (cache.find(line) < 0) cache.put(line, bytesOf(line));
    const found = Array.from({ length: 700 }, (_, line) => cache.find(line) >= 0);
    expect(found.every(Boolean)).toBe(true);
    expect(cache.turn).toBe(0);
  });

  it('gives up what is asked for once before what is asked for again', () => {
    const cache = cacheOf(512, 9000);
    const often = Array.from({ length: 100 }, (_, line) => line);
    let missed = 0;
    for (let once = 1000; once < 9000; once++) {
      const line = often[once % often.length];
      if (cache.find(line) < 0) {
        missed++;
        cache.put(line, bytesOf(line));
      }
      if (cache.find(once) < 0) cache.put(once, bytesOf(once));
    }
    expect(missed).toBeLessThan(250);
    expect(cache.find(1000)).toBe(-1);
  });

  it('sets files apart', () => {
    const cache = cacheOf(1, 0);
    expect([cache.register(10), cache.register(3), cache.register(1)]).toEqual([0, 10, 13]);
  });

  it('keeps what it has when another file comes', () => {
    const cache = cacheOf(4, 8);
    const place = cache.put(7, bytesOf(7));
    const other = cache.register(300);
    expect([cache.find(7), cache.find(other)]).toEqual([place, -1]);
  });
});
