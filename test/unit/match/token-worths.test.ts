import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SegmentReader } from '../../../src/core/index/contract.ts';
import { FileTexts } from '../../../src/core/match/file-texts.ts';
import { TextWeights } from '../../../src/core/match/text-weights.ts';
import { TokenWorths } from '../../../src/core/match/token-worths.ts';
import { model, someTokens, tokensOf } from './support.ts';

/** A range of a list of so many. */
const rangeOf = (length: number, from: number, tokens: number): [number, number] => {
  const start = from % (length + 1);
  return [start, start + (tokens % (length - start + 1))];
};

describe('the worth of tokens', () => {
  it('counts a 4-gram once in a range, whatever range was asked for before', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 6, max: 9 }), { maxLength: 60 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }), (codes, ranges) => {
      const worths = new TokenWorths(Uint8Array.from(codes), model);
      for (const [from, tokens] of ranges) {
        const [start, end] = rangeOf(codes.length, from, tokens);
        const worth = worths.of(start, end);
        const seen = new Set<string>();
        for (let at = start; at < end; at++) {
          const gram = at - start < 3 ? `${at}` : codes.slice(at - 3, at + 1).join();
          if (seen.has(gram)) expect(worth[at]).toBeLessThan(1);
          else expect(worth[at]).toBe(2.5);
          seen.add(gram);
        }
      }
    }));
  });
});

describe('the known texts of a range', () => {
  it('are each met once, in order of their first places, with their bits', () => {
    const segment = { files: () => 1000, documentFrequency: (_: string, text: number) => text % 3 } as unknown as SegmentReader;
    const weights = new TextWeights('test', model, [segment]);
    fc.assert(fc.property(someTokens(0, 80), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }), ({ codes, texts }, ranges) => {
      const tokens = tokensOf(codes, texts);
      const file = new FileTexts(tokens, weights);
      for (const [from, count] of ranges) {
        const [start, end] = rangeOf(codes.length, from, count);
        const { texts: found, bits } = file.known(start, end);
        const known = [...new Set(texts.slice(start, end).filter((text) => text % 3 > 0))];
        expect([...found].map((text) => file.hash(text))).toEqual(known);
        expect(bits).toBeCloseTo(known.reduce((sum, text) => sum + weights.of(text).bits, 0), 6);
      }
    }));
  });
});
