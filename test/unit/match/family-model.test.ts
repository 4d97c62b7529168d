import { describe, expect, it } from 'vitest';
import { readModel, withCommonplaces, writeModel } from '../../../src/core/match/family-model.ts';
import { gramHash } from '../../../src/core/match/gram-hash.ts';

const codes = Uint8Array.from([7, 8, 9, 7, 8]);
const plain = writeModel({
  version: 1, order: 2, bits: 6, files: 16,
  grams: [{ hash: gramHash(codes, 0, 1), surprisal: 2, backoff: 1 }, { hash: gramHash(codes, 0, 2), surprisal: 0.5, backoff: 0 }],
  texts: [{ hash: 5, files: 4 }],
});
const sets = [{ length: 20, hashes: Uint32Array.of(3, 70_000, 0xffffff) }, { length: 14, hashes: Uint32Array.of(0) }];
const full = withCommonplaces(plain, sets);

describe.each([['without commonplaces', plain, 1, []], ['with commonplaces', full, 2, sets]] as const)('a model %s', (_, bytes, version, commonplaces) => {
  const model = readModel('test', bytes);

  it('says what was written', () => {
    expect(model.version).toBe(version);
    expect(model.surprisal(codes, 0, 0)).toBe(2);
    expect(model.surprisal(codes, 1, 0)).toBe(0.5);
    expect(model.documentFrequency(5)).toBeCloseTo(4, 6);
    expect(model.documentFrequency(6)).toBe(0);
    expect(model.commonplaces.sets).toEqual(commonplaces);
  });

  it('is refused where any byte has changed, or any is missing, with the name of its family', () => {
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = bytes.slice();
      damaged[at] ^= 1;
      expect(() => readModel('test', damaged), `byte ${at}`).toThrow('the model of the family test ');
    }
    for (let length = 0; length < bytes.length; length += 7) expect(() => readModel('test', bytes.subarray(0, length)), `${length} bytes`).toThrow('the model of the family test ');
  });
});

it('new commonplaces take the place of old ones, and none are as good as a model that never had any', () => {
  expect(withCommonplaces(full, sets)).toEqual(full);
  const emptied = readModel('test', withCommonplaces(full, []));
  expect(emptied.commonplaces.sets).toEqual([]);
  expect(emptied.surprisal(codes, 1, 0)).toBe(0.5);
});
