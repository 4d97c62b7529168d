import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Aligner } from '../../../src/core/match/align.ts';
import type { Run, Sides } from '../../../src/core/match/runs.ts';
import { seedHashes } from '../../../src/core/match/seeds.ts';
import { chainOf, someCodes, someTokens, tokensOf } from './support.ts';

const total = (chain: readonly Run[]): number => chain.reduce((sum, { length }) => sum + length, 0);

describe('a chain', () => {
  it('is of runs of equal tokens, increasing on both sides and not overlapping', () => {
    const edit = fc.record({ at: fc.nat(400), cut: fc.nat(12), put: someCodes(0, 12) });
    fc.assert(fc.property(someCodes(0, 300), someCodes(0, 300), fc.array(edit, { maxLength: 5 }), fc.boolean(), (first, other, edits, isRelated) => {
      const second = isRelated ? edits.reduce((codes, { at, cut, put }) => [...codes.slice(0, at), ...put, ...codes.slice(at + cut)], first) : other;
      let [aEnd, bEnd] = [0, 0];
      for (const { aAt, bAt, length } of chainOf(tokensOf(first), tokensOf(second))) {
        expect(length).toBeGreaterThan(0);
        expect(aAt).toBeGreaterThanOrEqual(aEnd);
        expect(bAt).toBeGreaterThanOrEqual(bEnd);
        [aEnd, bEnd] = [aAt + length, bAt + length];
        expect(aEnd).toBeLessThanOrEqual(first.length);
        expect(bEnd).toBeLessThanOrEqual(second.length);
        expect(second.slice(bAt, bEnd)).toEqual(first.slice(aAt, aEnd));
      }
    }));
  });

  it('is one run over everything for equal sides', () => {
    fc.assert(fc.property(someTokens(5, 400), ({ codes, texts }) => {
      const tokens = tokensOf(codes, texts);
      expect(chainOf(tokens, tokens)).toEqual([{ aAt: 0, bAt: 0, length: codes.length }]);
    }));
  });

  it('is found in code of which no turn tells much', () => {
    // One bit a token: no five of them tell as much as is asked of a seed elsewhere.
    const codes = Array.from({ length: 80 }, (_, i) => 6 + ((i * i * 7 + i) % 31));
    const { codes: a } = tokensOf(codes);
    const sides: Sides = { a, aStart: 0, aEnd: a.length, b: a, bStart: 0, bEnd: a.length, worth: new Float32Array(a.length).fill(1), sameText: () => 0 };
    const aligner = new Aligner().query(sides);
    expect(aligner.align(sides, seedHashes(a), 40)).toEqual([{ aAt: 0, bAt: 0, length: a.length }]);
    expect(aligner.align(sides, seedHashes(a), 90)).toEqual([]);
  });

  it('is one run over a copy that was pasted into other code with all its names changed', () => {
    // The code around it shares no token with the copy, so that the run can't reach into it.
    const around = fc.array(fc.integer({ min: 40, max: 60 }), { maxLength: 60 });
    fc.assert(fc.property(someTokens(12, 200), around, around, around, around, ({ codes, texts }, before, after, otherBefore, otherAfter) => {
      const a = tokensOf([...before, ...codes, ...after], [...before.map(() => 0), ...texts.map((text) => (text ? text + 100 : 0))]);
      const b = tokensOf([...otherBefore.map((code) => code + 30), ...codes, ...otherAfter.map((code) => code + 30)], [...otherBefore.map(() => 0), ...texts]);
      expect(chainOf(a, b)).toEqual([{ aAt: before.length, bAt: otherBefore.length, length: codes.length }]);
    }));
  });

  it('goes on behind a statement that was put in or taken out', () => {
    fc.assert(fc.property(someCodes(30, 100), someCodes(30, 100), fc.array(fc.integer({ min: 40, max: 60 }), { minLength: 1, maxLength: 20 }), (head, tail, extra) => {
      const [whole, edited] = [tokensOf([...head, ...tail]), tokensOf([...head, ...extra, ...tail])];
      for (const [a, b] of [[whole, edited], [edited, whole]]) expect(total(chainOf(a, b))).toBeGreaterThanOrEqual(head.length + tail.length - 3);
    }));
  });

  it('is empty where no five tokens in a row are equal', () => {
    expect(chainOf(tokensOf([]), tokensOf([]))).toEqual([]);
    expect(chainOf(tokensOf([1, 7, 1, 8]), tokensOf([1, 7, 1, 8]))).toEqual([]);
    expect(chainOf(tokensOf([1, 7, 1, 8, 9, 10, 1, 11]), tokensOf([1, 7, 1, 8, 20, 10, 1, 11]))).toEqual([]);
  });

  it('prefers the twin with the same names', () => {
    const body = [1, 7, 1, 8, 9, 1, 10, 11, 1, 12];
    const named = (name: number): number[] => body.map((code) => (code === 1 ? name : 0));
    const query = tokensOf(body, named(5));
    const twins = tokensOf([...body, 39, 38, ...body, 37, ...body], [...named(2), 0, 0, ...named(5), 0, ...named(3)]);
    expect(chainOf(query, twins)).toEqual([{ aAt: 0, bAt: body.length + 2, length: body.length }]);
  });

  it('puts a gap where it leaves names with their equals', () => {
    // log ( x ) ; sort ( x ) against sort ( x ): which call was put in is told by its name.
    const call = [1, 20, 1, 21];
    const [head, tail] = [[1, 7, 1, 8, 9, 22, 23], [30, 31, 32, 33, 1, 34]];
    const b = tokensOf([...head, ...call, ...tail], [1, 0, 2, 0, 0, 0, 0, 50, 0, 3, 0]);
    const a = tokensOf([...head, ...call, ...call, ...tail], [1, 0, 2, 0, 0, 0, 0, 60, 0, 4, 0, 50, 0, 3, 0]);
    const pairs = chainOf(a, b).flatMap(({ aAt, bAt, length }) => Array.from({ length }, (_, t) => [aAt + t, bAt + t]));
    expect(pairs).toContainEqual([head.length + call.length, head.length]);
  });

  it('is the same from an aligner that was used before', () => {
    fc.assert(fc.property(fc.array(someCodes(0, 120), { minLength: 2, maxLength: 5 }), (texts) => {
      const all = () => texts.flatMap((a) => texts.map((b) => chainOf(tokensOf(a), tokensOf(b))));
      expect(all()).toEqual(all());
    }), { numRuns: 20 });
  });

  it('takes no longer than a blink for a table of equal rows', () => {
    const table = tokensOf(Array.from({ length: 4000 }, (_, i) => [1, 20, 3, 21][i % 4]));
    const started = performance.now();
    expect(total(chainOf(table, table))).toBeGreaterThan(3900);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
