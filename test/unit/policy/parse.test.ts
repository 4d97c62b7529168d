import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy, PolicyError } from '../../../src/policy/parse.ts';
import { defaultPolicy } from '../../../src/policy/policy.ts';
import { defaultSeverities } from '../../../src/policy/severity.ts';

const schema = JSON.parse(readFileSync(new URL('../../../src/policy/policy.schema.json', import.meta.url), 'utf8')) as Record<string, never>;
const isValid = new Ajv({ allErrors: true }).compile(schema);
const problems = (text: string): string[] => parsePolicy(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a policy', () => {
  it('may say everything', () => {
    const json = {
      $schema: 'policy.schema.json',
      level: 'strict',
      expectedAtMost: 0.001,
      failOn: 'error',
      projectLicense: 'MIT OR Apache-2.0',
      severity: { families: { 'strong-copyleft': 'error', permissive: 'information' }, kinds: { edited: 'ignore' } },
      ownWorks: ['@ada/*', 'pkg:npm/sums'],
      ignore: [{ key: '9f3c0d5e7a1b2c44', work: 'lodash', file: 'src/a.ts', reason: 'Three lines.', date: '2026-11-22', by: 'Ada' }, { key: '0123456789abcdef', reason: 'Old.' }],
      ignoreWorks: [{ work: 'left-pad', reason: 'Everybody has it.' }],
      paths: ['/legacy/', '*.gen.ts'],
    };
    expect(isValid(json)).toBe(true);
    expect(parsePolicy(JSON.stringify(json))).toEqual({
      problems: [],
      policy: {
        level: 'strict',
        expectedAtMost: 0.001,
        failOn: 'error',
        projectLicense: 'MIT OR Apache-2.0',
        severity: { families: { ...defaultSeverities.families, 'strong-copyleft': 'error', permissive: 'information' }, kinds: { ...defaultSeverities.kinds, edited: 'ignore' } },
        ownWorks: ['@ada/*', 'pkg:npm/sums'],
        ignore: [{ key: '9f3c0d5e7a1b2c44', work: 'lodash', file: 'src/a.ts', reason: 'Three lines.', date: '2026-11-22', by: 'Ada' }, { key: '0123456789abcdef', work: null, file: null, reason: 'Old.', date: null, by: null }],
        ignoreWorks: [{ work: 'left-pad', reason: 'Everybody has it.', date: null, by: null }],
        paths: ['/legacy/', '*.gen.ts'],
      },
    });
  });

  it.each(['{}', '', ' \n', '\uFEFF{}', '// nothing yet\n{\n}\n', '/* nothing */'])('may say nothing: %j', (text) => expect(parsePolicy(text)).toEqual({ policy: defaultPolicy, problems: [] }));

  it('may have comments and trailing commas', () => {
    expect(parsePolicy('{\n  // for gates\n  "level": "strict",\n}').policy?.level).toBe('strict');
  });
});

describe('a mistake', () => {
  it.each([
    ['{\n  "levle": "strict"\n}', ['2:3 levle is unknown; known are "$schema", "level", "expectedAtMost", "failOn", "projectLicense", "severity", "ownWorks", "ignore", "ignoreWorks", "paths".']],
    ['{"level": "wild"}', ['1:11 level must be one of "strict", "normal", "thorough".']],
    ['{"expectedAtMost": 0}', ['1:20 expectedAtMost must be above 0.']],
    ['{"expectedAtMost": "0.1"}', ['1:20 expectedAtMost must be a number, not a text.']],
    ['{\r\n"severity": {\r\n\t"families": {"gpl": "error"}}}', ['3:15 severity.families.gpl is unknown; known are "public-domain", "permissive", "weak-copyleft", "strong-copyleft", "network-copyleft", "proprietary", "unknown".']],
    ['{"ignore": [{"key": "9f3c0d5e"}, {"key": "x", "reason": ""}]}', ['1:13 ignore[0] must have "reason".', '1:42 ignore[1].key is not in the form that is asked for. The key of the finding, as reports show it. It stays when the code moves.', '1:57 ignore[1].reason must not be empty.']],
    ['{"paths": "src"}', ['1:11 paths must be a list, not a text.']],
    ['[]', ['1:1 The policy must be an object, not a list.']],
    ['{"level": "strict", "level": "normal"}', ['1:21 level stands here twice.']],
    ['{"projectLicense": "my own"}', ['1:20 projectLicense must be an SPDX expression, such as "MIT" or "GPL-3.0-or-later", not "my own".']],
    ['{"level": strict}', ['1:11 This word is not JSON: texts stand in double quotes.']],
    ['{"level": "strict"', ['1:19 A closing brace } is missing.']],
    ['{"level": "strict" "failOn": "error"}', ['1:20 A comma is expected here.']],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
    expect(parsePolicy(text).policy).toBeNull();
  });

  it('is told with the file and the way out', () => {
    expect(new PolicyError('x/policy.json', parsePolicy('{"level": 1}').problems).message).toBe('x/policy.json:1:11: level must be one of "strict", "normal", "thorough".\nCorrect the policy, or leave it out with --no-policy.');
  });
});

describe('the schema', () => {
  const word = fc.constantFrom('error', 'warning', 'ignore', 'strict', 'never', 'MIT', '', '9f3c0d5e7a1b2c44', '2026-11-22', 'x');
  const value: fc.Arbitrary<unknown> = fc.oneof(word, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.boolean(), fc.array(word, { maxLength: 2 }));
  const names = (node: { properties?: Record<string, never>; items?: never }): string[] => [...Object.entries(node.properties ?? {}).flatMap(([name, child]) => [name, ...names(child)]), ...node.items ? names(node.items) : []];
  const all = [...new Set(names(schema as never)), 'other'];
  const nested = fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, value, fc.dictionary(fc.constantFrom(...all), tie('tree'), { maxKeys: 3 }), fc.array(tie('tree'), { maxLength: 2 })) })).tree;
  const policyLike = fc.record({
    level: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('strict', 'normal') }, value),
    severity: fc.oneof(fc.record({ families: fc.dictionary(fc.constantFrom('permissive', 'unknown', 'gpl'), word), kinds: fc.dictionary(fc.constantFrom('idiom', 'test'), word) }, { requiredKeys: [] }), nested),
    ignore: fc.oneof(fc.array(fc.record({ key: word, reason: word, date: word, by: word, other: word }, { requiredKeys: ['key'] }), { maxLength: 2 }), nested),
    expectedAtMost: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), value),
  }, { requiredKeys: [] });

  it('is what the reader follows, property by property', () => {
    // What another reader of schemas takes, ours takes, and the other way round; duplicate names and SPDX are beyond both.
    const seen = { valid: 0, invalid: 0 };
    fc.assert(fc.property(fc.oneof(policyLike, nested), (json) => {
      const expected = isValid(json);
      seen[expected ? 'valid' : 'invalid']++;
      const found = parsePolicy(JSON.stringify(json)).problems.filter(({ message }) => !message.includes('SPDX'));
      expect([found.length === 0, JSON.stringify(json)]).toEqual([expected, JSON.stringify(json)]);
    }), { numRuns: 2000, seed: 7 });
    expect(seen.valid).toBeGreaterThan(100);
    expect(seen.invalid).toBeGreaterThan(100);
  });

  it('describes every property, for completion', () => {
    const described = (node: { description?: string; properties?: Record<string, never> }): boolean => Object.values(node.properties ?? {}).every((child: { description?: string }) => child.description !== undefined && described(child as never));
    expect(described(schema as never)).toBe(true);
  });

  it('names the defaults as they are', () => {
    const of = (group: 'families' | 'kinds'): Record<string, string> => Object.fromEntries(Object.entries((schema as never as { properties: { severity: { properties: Record<string, { properties: Record<string, { description: string }> }> } } }).properties.severity.properties[group].properties).map(([name, { description }]) => [name, /Default: (\w+)/.exec(description)![1]]));
    expect({ families: of('families'), kinds: of('kinds') }).toEqual(defaultSeverities);
  });
});
