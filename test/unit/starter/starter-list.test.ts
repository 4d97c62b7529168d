import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { NOASSERTION, canonicalExpression } from '../../../src/core/license/expression.ts';
import { licenseFamily } from '../../../src/core/license/family.ts';
import { parseIntegrity } from '../../../src/sources/integrity.ts';
import { parseNpmSpec } from '../../../src/sources/npm-spec.ts';
import { parsePurl } from '../../../src/sources/package-url.ts';
import { parseSourceList, readSourceList } from '../../../src/sources/source-list.ts';

const folder = join(import.meta.dirname, '../../../index');
const file = join(folder, 'starter.json');
const text = readFileSync(file, 'utf8');
const list = JSON.parse(text) as { without: string; works: { source: string; integrity: string; license: string; date?: string }[] };
const sources = parseSourceList(text, file, folder);

const schema = {
  type: 'object',
  required: ['without', 'works'],
  additionalProperties: false,
  properties: {
    without: { type: 'string', minLength: 1 },
    works: {
      type: 'array',
      items: {
        type: 'object',
        required: ['source', 'integrity', 'license'],
        additionalProperties: false,
        properties: {
          source: { type: 'string', pattern: '^(npm:(@[^/@]+/)?[^/@]+@\\d|pkg:deb/debian/[a-z0-9.%B-]+@\\d)' },
          integrity: { type: 'string', pattern: '^sha(256|512)-[A-Za-z0-9+/]+=*$' },
          license: { type: 'string', minLength: 1 },
          date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
          only: { type: 'string', minLength: 1 },
          without: { type: 'string', minLength: 1 },
          note: { type: 'string', minLength: 1 },
        },
      },
    },
  },
};

/** A source without its version. */
const nameOf = (spec: string): string => spec.replace(/^(npm:@?[^@]+|pkg:[^@?]+)(?:@[^?]*)?/, '$1');

describe('the list of the starter index', () => {
  it('is well-formed, and the program reads it', () => {
    const validate = new Ajv({ allErrors: true }).compile(schema);
    expect(validate(list), JSON.stringify(validate.errors)).toBe(true);
    expect(sources).toHaveLength(list.works.length);
  });

  it('has at least 500 works, none of them twice', () => {
    expect(list.works.length).toBeGreaterThanOrEqual(500);
    expect(new Set(list.works.map(({ source }) => nameOf(source))).size).toBe(list.works.length);
    expect(new Set(list.works.map(({ integrity }) => integrity)).size).toBe(list.works.length);
  });

  it('names an exact version and an integrity hash for each', () => {
    const vague = sources.filter(({ spec, integrity }) => {
      const purl = parsePurl(spec);
      const version = purl === null ? parseNpmSpec(spec, null)?.version : purl.version;
      return !/^\d[\w.+:~-]*$/.test(version ?? '') || parseIntegrity(integrity ?? '') === null;
    });
    expect(vague).toEqual([]);
  });

  it('states each licence in SPDX, in its canonical form', () => {
    expect(list.works.filter(({ license }) => license !== NOASSERTION && canonicalExpression(license) !== license)).toEqual([]);
    expect(list.works.filter(({ license }) => license === NOASSERTION).length).toBeLessThan(list.works.length / 20);
  });

  it('has works of every family of licences that hurts', () => {
    const families = new Map<string, number>();
    for (const { license } of list.works) families.set(licenseFamily(license), (families.get(licenseFamily(license)) ?? 0) + 1);
    for (const [family, least] of [['permissive', 300], ['weak-copyleft', 20], ['strong-copyleft', 20], ['network-copyleft', 1]] as const) expect(families.get(family) ?? 0, family).toBeGreaterThanOrEqual(least);
  });

  it('has what its list of names has, by language', async () => {
    const names = join(folder, 'starter.names');
    expect((await readSourceList(names)).map(({ spec }) => nameOf(spec)).sort()).toEqual(sources.map(({ spec }) => nameOf(spec)).sort());
    const sections = readFileSync(names, 'utf8').split(/^# (?=[A-Z][\w+#]*(?: \(.*\))?$)/m).slice(1);
    const works = new Map(sections.map((section) => [/^\S+/.exec(section)![0], section.split('\n').filter((line) => /^(npm|pkg):/.test(line)).length]));
    expect([...works.keys()].sort()).toEqual(['C', 'C#', 'C++', 'Go', 'Java', 'JavaScript', 'Kotlin', 'PHP', 'Python', 'Ruby', 'Rust', 'TypeScript']);
    expect([...works].filter(([, count]) => count < 8)).toEqual([]);
  });
});
