import { describe, expect, it } from 'vitest';
import { checkSegment } from '../../../src/core/index/segment-check.ts';
import { memoryIndex } from '../../../src/core/index/memory-index.ts';
import { idsUnder } from './ids-under.ts';
import { contentOf, ENGINE, syntheticFile, syntheticWork } from './synthetic.ts';

const seeds = Array.from({ length: 40 }, (_, seed) => seed);
const files = seeds.map((seed) => syntheticFile(seed, seed % 4));
const works = [syntheticWork('first', seeds.slice(0, 25)), syntheticWork('second', seeds.slice(20), { license: 'ISC', date: '2019-05-06' })];

describe('a segment', () => {
  const index = memoryIndex(works, files, ENGINE, { keepNames: true, keepSource: true });
  const [segment] = index.segments;

  it('gives back every file as it was pushed', () => {
    files.forEach((file, number) => {
      expect(segment!.content(number)).toBe(file.content);
      expect(segment!.flags(number)).toEqual({ isTest: file.isTest, isGenerated: file.isGenerated });
      const { codes, links, textHashes, texts, firstLines, lastLines, language, family } = file;
      const read = segment!.tokens(number);
      expect({ codes: read.codes, links: read.links, textHashes: read.textHashes, language: read.language, family: read.family }).toEqual({ codes, links, textHashes, language, family });
      expect(segment!.text(number)).toEqual({ texts, firstLines, lastLines });
      expect(segment!.source(number)).toBe(file.source);
    });
  });

  it('gives back every unit', () => {
    let id = 0;
    files.forEach((file, number) => {
      const first = id;
      for (const unit of file.units) {
        expect(segment!.unit(id++)).toEqual({
          file: number,
          start: unit.start,
          end: unit.end,
          kind: unit.kind,
          parent: unit.parent < 0 ? -1 : first + unit.parent,
          nameText: unit.name < 0 ? -1 : file.links[unit.name]! - 1,
        });
      }
    });
    expect(id).toBe(segment!.units);
  });

  it('finds the innermost unit around a token', () => {
    files.forEach((file, number) => {
      for (let token = 0; token < file.codes.length; token++) {
        const around = file.units.filter(({ start, end }) => start <= token && token < end);
        const innermost = around.reduce<(typeof around)[number] | null>((a, b) => (a && a.end - a.start < b.end - b.start ? a : b), null);
        const found = segment!.unitAt(number, token);
        expect(found && [found.start, found.end, found.file]).toEqual(innermost && [innermost.start, innermost.end, number]);
      }
    });
  });

  it('finds exactly the units of each key, in order', () => {
    const expected = new Map<number, number[]>();
    let first = 0;
    for (const file of files) {
      file.keys.forEach((key, at) => expected.set(key, [...(expected.get(key) ?? []), first + file.keyUnits[at]!]));
      first += file.units.length;
    }
    for (const [key, units] of expected) {
      expect(idsUnder(segment!, key)).toEqual(units.sort((a, b) => a - b));
      expect(segment!.count(key)).toBe(units.length);
      for (const near of [key + 1, key - 1, key ^ 0x80000000]) if (!expected.has(near >>> 0)) expect(segment!.count(near)).toBe(0);
    }
    expect(Math.max(...[...expected.values()].map(({ length }) => length))).toBeGreaterThan(10);
  });

  it('counts the files of each text, also those of one file', () => {
    for (const family of ['ecmascript', 'python', 'none']) {
      const own = files.filter((file) => file.family === family);
      expect(segment!.files(family)).toBe(own.length);
      expect(segment!.familyTokens(family)).toBe(own.reduce((sum, { codes }) => sum + codes.length, 0));
      for (const hash of new Set(files.flatMap((file) => [...file.textHashes]))) {
        expect(segment!.documentFrequency(family, hash)).toBe(own.filter((file) => file.textHashes.includes(hash)).length);
      }
    }
  });

  it('is sound', () => {
    expect(checkSegment(segment!)).toEqual([]);
    expect(index.stats).toMatchObject({ works: 2, files: 40, functions: files.reduce((sum, file) => sum + file.units.filter(({ start, end }) => end - start >= 24).length, 0) });
  });

  it('keeps neither names nor sources unless asked to', () => {
    const bare = memoryIndex(works, files, ENGINE, { keepNames: false, keepSource: false }).segments[0]!;
    expect(bare.text(1).texts.every((text) => text === '')).toBe(true);
    expect(bare.text(1).firstLines).toEqual(files[1]!.firstLines);
    expect(bare.tokens(1).textHashes).toEqual(files[1]!.textHashes);
    expect(bare.source(1)).toBeNull();
  });
});

describe('holders', () => {
  const index = memoryIndex(works, files, ENGINE);

  it('are all places of a content, earliest first, with the licence of the file or else of the work', () => {
    const both = index.holders(contentOf(21));
    expect(both.map(({ work, path, license }) => [work.name, path, license])).toEqual([
      ['second', 'src/file00021.ts', 'Apache-2.0'],
      ['first', 'src/file00021.ts', 'Apache-2.0'],
    ]);
    expect(index.holders(contentOf(22)).map(({ license }) => license)).toEqual(['ISC', 'MIT']);
    expect(index.holders(contentOf(3))).toHaveLength(1);
  });

  it('are none for an unknown content', () => {
    expect(index.holders(contentOf(999))).toEqual([]);
    expect(index.has(contentOf(999))).toBe(false);
    expect(index.has(contentOf(0))).toBe(true);
  });
});

it('an index without any file opens and answers', () => {
  const index = memoryIndex([], [], ENGINE);
  expect(index.segments[0]!.count(5)).toBe(0);
  expect(index.holders(contentOf(1))).toEqual([]);
  expect(checkSegment(index.segments[0]!)).toEqual([]);
});
