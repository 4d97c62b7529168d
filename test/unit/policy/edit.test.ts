import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addIgnore, addOwnWork, ignoreWork, removeIgnore, removeIgnoredWork, removeOwnWork } from '../../../src/policy/edit.ts';
import { parsePolicy } from '../../../src/policy/parse.ts';
import type { Policy } from '../../../src/policy/policy.ts';

const read = (text: string): Policy => {
  const { policy, problems } = parsePolicy(text);
  expect(problems).toEqual([]);
  return policy!;
};
const entry = { key: '9f3c0d5e7a1b2c44', work: 'lodash 4.17.21', file: 'src/a.ts', reason: 'Three lines.', date: '2026-11-22', by: null };

describe('an edit', () => {
  it('begins a policy where there is none', () => {
    expect(addIgnore('', entry)).toBe(`{
  "ignore": [
    {
      "key": "9f3c0d5e7a1b2c44",
      "work": "lodash 4.17.21",
      "file": "src/a.ts",
      "reason": "Three lines.",
      "date": "2026-11-22"
    }
  ]
}
`);
    expect(read(addOwnWork('// ours\n', 'kit'))).toMatchObject({ ownWorks: ['kit'] });
    expect(addOwnWork('// ours\n', 'kit')).toMatch(/^\/\/ ours\n\{/);
  });

  it('keeps comments, order, indentation and line ends', () => {
    const text = '{\r\n\t// gates\r\n\t"level": "strict", // for CI\r\n\t"ownWorks": ["kit"],\r\n\t"paths": [\r\n\t\t"/old/"\r\n\t]\r\n}\r\n';
    const edited = addIgnore(text, entry);
    for (const line of text.split('\r\n').filter((part) => part.length > 1 && part !== '\t]')) expect(edited).toContain(`${line}\r\n`);
    expect(edited).not.toMatch(/[^\r]\n/);
    expect(edited).toContain('\r\n\t\t\t"key": "9f3c0d5e7a1b2c44",\r\n');
    expect(read(edited)).toMatchObject({ level: 'strict', ownWorks: ['kit'], paths: ['/old/'], ignore: [entry] });
    expect(read(removeIgnore(edited, entry.key))).toMatchObject({ level: 'strict', ignore: [] });
    expect(removeIgnore(edited, entry.key)).toContain('// for CI');
  });

  it('replaces the reason of what is ignored already', () => {
    const twice = addIgnore(addIgnore('', entry), { key: entry.key, reason: 'Written here first.', by: 'Ada' });
    expect(read(twice).ignore).toEqual([{ key: entry.key, work: null, file: null, reason: 'Written here first.', date: null, by: 'Ada' }]);
    const works = ignoreWork(ignoreWork('', { work: 'kit', reason: 'One.' }), { work: 'kit', reason: 'Two.' });
    expect(read(works).ignoreWorks.map(({ reason }) => reason)).toEqual(['Two.']);
  });

  it('says each own work once, and takes it out again', () => {
    const text = addOwnWork(addOwnWork(addOwnWork('', 'kit'), 'sums'), 'kit');
    expect(read(text).ownWorks).toEqual(['kit', 'sums']);
    expect(read(removeOwnWork(text, 'kit')).ownWorks).toEqual(['sums']);
    expect(removeOwnWork(text, 'other')).toBe(text);
    expect(read(removeIgnoredWork(ignoreWork('', { work: 'kit', reason: 'One.' }), 'kit')).ignoreWorks).toEqual([]);
  });

  it('of any kind, in any order, leaves a policy that says what was asked for', () => {
    const key = fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc');
    const work = fc.constantFrom('kit', '@a/b', 'odd "name" \\ */');
    const step = fc.oneof(
      fc.record({ do: fc.constant('ignore' as const), key, reason: fc.string({ minLength: 1, unit: 'grapheme' }) }),
      fc.record({ do: fc.constant('unignore' as const), key }),
      fc.record({ do: fc.constant('own' as const), work }),
      fc.record({ do: fc.constant('disown' as const), work }),
    );
    fc.assert(fc.property(fc.constantFrom('', '{}', '{ "level": "strict" }', '{\n    "ignore": [], // none\n    "ownWorks": [ ],\n}'), fc.array(step, { maxLength: 12 }), (start, steps) => {
      const ignored = new Map<string, string>();
      const own = new Set<string>();
      let text: string = start;
      for (const one of steps) {
        if (one.do === 'ignore') [text] = [addIgnore(text, one), ignored.set(one.key, one.reason)];
        else if (one.do === 'unignore') [text] = [removeIgnore(text, one.key), ignored.delete(one.key)];
        else if (one.do === 'own') [text] = [addOwnWork(text, one.work), own.add(one.work)];
        else [text] = [removeOwnWork(text, one.work), own.delete(one.work)];
      }
      const policy = read(text);
      expect(new Map(policy.ignore.map((ignore) => [ignore.key, ignore.reason]))).toEqual(ignored);
      expect(new Set(policy.ownWorks)).toEqual(own);
      expect(policy.ignore.length + policy.ownWorks.length).toBe(ignored.size + own.size);
    }), { numRuns: 300, seed: 7 });
  });
});
