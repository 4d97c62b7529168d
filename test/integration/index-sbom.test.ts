import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearcopy, succeed } from './support/cli.ts';
import { caseOf, variantText } from './support/copies.ts';
import { spdxSchema } from './support/spdx-schema.ts';
import { Workspace } from './support/workspace.ts';

// Bills of materials of an index: valid, complete, and the same bytes for the same works.

const space = new Workspace();
const cwd = space.path;
const [js, py] = [caseOf('javascript'), caseOf('python')];
afterAll(() => space.dispose());

const sbom = (format: string, ...args: string[]): Promise<string> => succeed(['index', 'export', 'works.ncx', '--sbom', format, ...args], { cwd, env: { SOURCE_DATE_EPOCH: '' } });

beforeAll(async () => {
  space.work('plain', { name: '@scope/plain', version: '1.2.3', license: 'MIT', homepage: 'https://example.org/plain' }, {
    'a.js': variantText(js, 'original'),
    'b.js': `// SPDX-License-Identifier: GPL-2.0-only\n${variantText(js, 'unrelated')}`,
  });
  space.work('dated', { name: 'acme/dated', version: '2.0', license: 'MIT OR Apache-2.0', time: '2019-05-06' }, { 't.py': variantText(py, 'original') });
  space.work('bare', { name: 'bare' }, { 't.py': variantText(py, 'unrelated') });
  space.work('own', { name: 'own', version: '1', license: 'LicenseRef-Acme' }, { 't.py': variantText(py, 'renamed') });
  await succeed(['index', 'build', '-o', 'works.ncx', 'plain', 'dated', 'bare', 'own'], { cwd });
});

/** `others`: schemas that this one refers to, by the name that it uses. */
function validator(schema: object, others: Readonly<Record<string, object>> = {}) {
  const ajv = new Ajv({ strict: false, formats: { 'idn-email': true, 'iri-reference': /^\S+$/ } });
  for (const [name, other] of Object.entries(others)) ajv.addSchema({ ...other, $id: `http://cyclonedx.org/schema/${name}` });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** An official schema, as the project's own library ships it. */
function cycloneDxSchema(name: string): object {
  const folder = dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json'));
  return JSON.parse(readFileSync(`${folder}/res/schema/${name}`, 'utf8')) as object;
}

interface Component {
  readonly name: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

describe.concurrent('CycloneDX', () => {
  it('is valid by the official schema of version 1.6, with and without a time', async () => {
    const others = ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'].map((name) => [name, cycloneDxSchema(name)] as const);
    const validate = validator(cycloneDxSchema('bom-1.6.SNAPSHOT.schema.json'), Object.fromEntries(others));
    for (const args of [[], ['--created', '2026-01-31T12:00:00+01:00']]) {
      const document = JSON.parse(await sbom('cyclonedx', ...args)) as { metadata: { timestamp?: string } };
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      expect(document.metadata.timestamp).toBe(args.length > 0 ? '2026-01-31T11:00:00Z' : undefined);
    }
    expect(validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'library' }] })).toBe(false);
  });

  it('tells each work with licence, origin, and the licences that files have of their own', async () => {
    const { components } = JSON.parse(await sbom('cyclonedx')) as { components: Component[] };
    expect(components.map(({ name }) => name)).toEqual(['@scope/plain', 'acme/dated', 'bare', 'own']);
    expect(components[0]).toMatchObject({
      version: '1.2.3', purl: 'pkg:npm/%40scope/plain@1.2.3', licenses: [{ expression: 'MIT', acknowledgement: 'declared' }],
      externalReferences: [{ type: 'website', url: 'https://example.org/plain' }],
    });
    expect(components[0]!.properties).toContainEqual({ name: 'nearcopy:fileLicense', value: 'GPL-2.0-only (1)' });
    expect(components[1]!.properties).toContainEqual({ name: 'nearcopy:date', value: '2019-05-06' });
    expect(components[2]).not.toHaveProperty('licenses');
    expect(components[2]).not.toHaveProperty('version');
  });
});

describe.concurrent('SPDX', () => {
  it('has all that version 2.3 asks for, and no member that it does not know', async () => {
    const validate = validator(spdxSchema);
    for (const args of [[], ['--created', '2026-01-31T12:00:00Z']]) {
      const document = JSON.parse(await sbom('spdx', ...args)) as { creationInfo: { created: string } };
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      expect(document.creationInfo.created).toBe(args.length > 0 ? '2026-01-31T12:00:00Z' : '1970-01-01T00:00:00Z');
    }
    expect(validate({ spdxVersion: 'SPDX-2.3' })).toBe(false);
  });

  it('tells each work as a package that the document describes', async () => {
    const document = JSON.parse(await sbom('spdx')) as { packages: { SPDXID: string; name: string }[]; relationships: { relatedSpdxElement: string }[]; hasExtractedLicensingInfos: unknown };
    expect(document.packages.map(({ name }) => name)).toEqual(['@scope/plain', 'acme/dated', 'bare', 'own']);
    expect(document.packages[0]).toMatchObject({ versionInfo: '1.2.3', licenseDeclared: 'MIT', licenseConcluded: 'NOASSERTION', filesAnalyzed: false, homepage: 'https://example.org/plain', externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:npm/%40scope/plain@1.2.3' }] });
    expect(document.packages[1]).toMatchObject({ licenseDeclared: 'MIT OR Apache-2.0', releaseDate: '2019-05-06T00:00:00Z' });
    expect(document.packages[2]).toMatchObject({ licenseDeclared: 'NOASSERTION', copyrightText: 'NOASSERTION' });
    expect(document.relationships.map(({ relatedSpdxElement }) => relatedSpdxElement)).toEqual(document.packages.map(({ SPDXID }) => SPDXID));
    expect(document.hasExtractedLicensingInfos).toMatchObject([{ licenseId: 'LicenseRef-Acme' }]);
  });
});

describe.concurrent('a bill of materials', () => {
  it('is the same bytes for the same works, however the index came about, and says which works', async () => {
    await succeed(['index', 'build', '-o', 'steps/works.ncx', 'own'], { cwd });
    await succeed(['index', 'add', 'steps/works.ncx', 'bare', 'dated', 'plain'], { cwd });
    for (const format of ['cyclonedx', 'spdx']) {
      const before = await sbom(format);
      expect(await sbom(format)).toBe(before);
      expect(await succeed(['index', 'export', 'steps/works.ncx', '--sbom', format], { cwd, env: { SOURCE_DATE_EPOCH: '' } })).toBe(before);
    }
    await succeed(['index', 'remove', 'steps/works.ncx', 'own'], { cwd });
    const identity = (text: string): string => (JSON.parse(text) as { serialNumber: string }).serialNumber;
    expect(identity(await succeed(['index', 'export', 'steps/works.ncx', '--sbom', 'cyclonedx'], { cwd }))).not.toBe(identity(await sbom('cyclonedx')));
  });

  it('goes to a file in one step, takes its time from SOURCE_DATE_EPOCH, and minds its options', async () => {
    expect(await succeed(['index', 'export', 'works.ncx', '--sbom', 'cyclonedx', '-o', 'bill.json'], { cwd, env: { SOURCE_DATE_EPOCH: '1700000000' } })).toBe('wrote bill.json: 4 works\n');
    expect(JSON.parse(space.read('bill.json'))).toMatchObject({ metadata: { timestamp: '2023-11-14T22:13:20Z' } });
    for (const [args, message] of [[[], /give either --single FILE or --sbom/], [['--sbom', 'spdx', '--created', 'yesterday'], /--created takes a time, not 'yesterday'/], [['--sbom', 'swid'], /cyclonedx, spdx/]] as const) {
      const { code, stderr } = await nearcopy(['index', 'export', 'works.ncx', ...args], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
  });
});
