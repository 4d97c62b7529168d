import { describe, expect, it } from 'vitest';
import { partAround, partAt, placeOf, refuseLinesAfterCode, refuseLinesOutside } from '../../../src/cli/case-place.ts';
import type { IndexedFile } from '../../../src/store/indexed-file.ts';

/** 100 tokens, ten a line, with nothing on line 11; a function on lines 3 to 8 with another one on 4 to 6, and one of ten tokens on line 10. */
const file: IndexedFile = {
  language: 'c', family: 'c',
  codes: new Uint8Array(100), links: new Uint32Array(100), textHashes: new Uint32Array(0),
  firstLines: Uint32Array.from({ length: 100 }, (_, token) => Math.floor(token / 10)),
  lastLines: Uint32Array.from({ length: 100 }, (_, token) => Math.floor(token / 10)),
  units: [
    { kind: 'function', start: 20, end: 80, parent: -1, name: -1 },
    { kind: 'function', start: 30, end: 60, parent: 0, name: -1 },
    { kind: 'function', start: 90, end: 100, parent: -1, name: -1 },
  ],
};
const range = ({ start, end }: { readonly start: number; readonly end: number }): number[] => [start, end];

describe('a place', () => {
  it.each([
    ['src/a.ts', 'src/a.ts', null],
    ['src/a.ts:10', 'src/a.ts', { startLine: 10, endLine: 10 }],
    ['C:\\src\\a.ts:10-40', 'C:\\src\\a.ts', { startLine: 10, endLine: 40 }],
    ['odd:name', 'odd:name', null],
  ])('%s is a path and lines', (written, path, lines) => expect(placeOf(written)).toEqual({ written, path, lines }));

  it('whose lines are reversed is refused', () => {
    expect(() => placeOf('src/a.ts:10-5')).toThrow('src/a.ts:10-5: the lines are reversed; write src/a.ts:5-10');
    expect(placeOf('a.ts:5-5').lines).toEqual({ startLine: 5, endLine: 5 });
  });

  it.each([
    ['a.c:0', 'one\ntwo\n', 'a.c:0: a.c has 2 lines, counted from 1'],
    ['a.c:0-2', 'one\ntwo\n', 'a.c:0-2: a.c has 2 lines, counted from 1'],
    ['a.c:3', 'one\ntwo\n', 'a.c:3: a.c has 2 lines, counted from 1'],
    ['a.c:1-4', 'one\r\ntwo\r\nthree', 'a.c:1-4: a.c has 3 lines, counted from 1'],
    ['a.c:9999', 'one', 'a.c:9999: a.c has 1 line, counted from 1'],
  ])('%s in %j is refused', (written, text, message) => expect(() => refuseLinesOutside(text, placeOf(written))).toThrow(message));

  it.each([['a.c', ''], ['a.c:1', 'one'], ['a.c:2', 'one\ntwo'], ['a.c:1-2', 'one\ntwo\n']])('%s in %j is not', (written, text) => refuseLinesOutside(text, placeOf(written)));

  it('in an index may end after the code, which is all that is known of its lines, but not begin there', () => {
    refuseLinesAfterCode(file, placeOf('a.c'));
    refuseLinesAfterCode(file, placeOf('a.c:10-12'));
    for (const written of ['a.c:11', 'a.c:0']) expect(() => refuseLinesAfterCode(file, placeOf(written))).toThrow(`${written}: in the index, a.c has code up to line 10, counted from 1`);
  });

  it('is all of a file, the very lines, or the function at a line', () => {
    expect(range(partAt(file, placeOf('a.c')))).toEqual([0, 100]);
    expect(range(partAt(file, placeOf('a.c:2-3')))).toEqual([10, 30]);
    expect(range(partAt(file, placeOf('a.c:5')))).toEqual([30, 60]);
    expect(range(partAt(file, placeOf('a.c:8')))).toEqual([20, 80]);
  });

  it('is the line itself where no function of 24 tokens is around it', () => {
    expect(range(partAt(file, placeOf('a.c:1')))).toEqual([0, 10]);
    expect(range(partAt(file, placeOf('a.c:10')))).toEqual([90, 100]);
  });

  it('on a line without code is the function around it', () => {
    const parted = { ...file, firstLines: file.firstLines.map((line) => (line < 4 ? line : line + 1)), lastLines: file.lastLines.map((line) => (line < 4 ? line : line + 1)) };
    expect(range(partAt(parted, placeOf('a.c:5')))).toEqual([30, 60]);
  });

  it('without code is refused', () => {
    expect(() => partAt(file, placeOf('a.c:11'))).toThrow('a.c:11 holds no code');
    expect(() => partAt({ ...file, codes: new Uint8Array(0) }, placeOf('a.c'))).toThrow('a.c holds no code');
  });

  it('of a finding is the smallest function around all of it', () => {
    expect(range(partAround(file, { startLine: 4, endLine: 5 }))).toEqual([30, 60]);
    expect(range(partAround(file, { startLine: 6, endLine: 8 }))).toEqual([20, 80]);
    expect(range(partAround(file, { startLine: 1, endLine: 4 }))).toEqual([0, 40]);
  });
});
