import { describe, expect, it } from 'vitest';
import { companionSet } from '../../../src/core/match/companions.ts';
import { readModel, withSections, writeModel } from '../../../src/core/match/family-model.ts';
import { gramHash } from '../../../src/core/match/gram-hash.ts';

const codes = Uint8Array.from([7, 8, 9, 7, 8]);
const plain = writeModel({
  version: 1, order: 2, bits: 6, files: 16,
  grams: [{ hash: gramHash(codes, 0, 1), surprisal: 2, backoff: 1 }, { hash: gramHash(codes, 0, 2), surprisal: 0.5, backoff: 0 }],
  texts: [{ hash: 5, files: 4 }],
});
const sets = [{ length: 20, hashes: Uint32Array.of(3, 70_000, 0xffffff) }, { length: 14, hashes: Uint32Array.of(0) }];
const companions = companionSet([{ hash: 9, bits: 0.5 }, { hash: 0xfffffff0, bits: 7.25 }]);
const none = companionSet([]);
const full = withSections(plain, { commonplaces: sets, companions });
/** As version 2 had it, byte for byte, with both sets of `sets`. */
const older = Uint8Array.from(Buffer.from('TkNNMQIAAAACAAAABgAAABAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE+5IBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABDOwgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAUAAAAQLMN2khQDA+2iBI/d+wcOAQB8OQn6', 'base64'));

describe.each([['alone', plain, 1, [], none], ['with commonplaces', older, 2, sets, none], ['with all sections', full, 3, sets, companions]] as const)('a model %s', (_, bytes, version, commonplaces, pairs) => {
  const model = readModel('test', bytes);

  it('says what was written', () => {
    expect(model.version).toBe(version);
    expect(model.surprisal(codes, 0, 0)).toBe(2);
    expect(model.surprisal(codes, 1, 0)).toBe(0.5);
    expect(model.documentFrequency(5)).toBeCloseTo(4, 6);
    expect(model.documentFrequency(6)).toBe(0);
    expect(model.commonplaces.sets).toEqual(commonplaces);
    expect(model.companions.set).toEqual(pairs);
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

it('new sections take the place of old ones, of any version, and none are as good as a model that never had any', () => {
  expect(withSections(full, { commonplaces: sets, companions })).toEqual(full);
  expect(withSections(older, { commonplaces: sets, companions })).toEqual(full);
  const emptied = readModel('test', withSections(full, { commonplaces: [], companions: none }));
  expect(emptied.commonplaces.sets).toEqual([]);
  expect(emptied.companions.set).toEqual(none);
  expect(emptied.surprisal(codes, 1, 0)).toBe(0.5);
});
