// What SPDX 2.3 (clauses 6 to 11) asks of the members that our documents have: no package ships its JSON schema.

const text = { type: 'string', minLength: 1 } as const;
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' } as const;
const reference = { type: 'string', pattern: '^SPDXRef-[A-Za-z0-9.-]+$' } as const;

const object = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const workPackage = object({
  SPDXID: reference,
  name: text,
  versionInfo: text,
  downloadLocation: text,
  filesAnalyzed: { const: false },
  homepage: { type: 'string', format: 'uri' },
  licenseConcluded: text,
  licenseDeclared: text,
  licenseComments: text,
  copyrightText: text,
  externalRefs: { type: 'array', items: object({ referenceCategory: { const: 'PACKAGE-MANAGER' }, referenceType: { const: 'purl' }, referenceLocator: { type: 'string', pattern: '^pkg:[^ ]+$' } }) },
  releaseDate: time,
  comment: text,
}, ['versionInfo', 'homepage', 'licenseComments', 'externalRefs', 'releaseDate', 'comment']);

export const spdxSchema = object({
  spdxVersion: { const: 'SPDX-2.3' },
  dataLicense: { const: 'CC0-1.0' },
  SPDXID: { const: 'SPDXRef-DOCUMENT' },
  name: text,
  // A URI without a fragment, which no other document has.
  documentNamespace: { type: 'string', format: 'uri', pattern: '^[^#]+$' },
  comment: text,
  creationInfo: object({ created: time, creators: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^(Tool|Person|Organization): .+' } } }),
  packages: { type: 'array', items: workPackage },
  hasExtractedLicensingInfos: { type: 'array', items: object({ licenseId: { type: 'string', pattern: '^LicenseRef-[A-Za-z0-9.-]+$' }, extractedText: text, comment: text }) },
  relationships: { type: 'array', items: object({ spdxElementId: reference, relationshipType: { const: 'DESCRIBES' }, relatedSpdxElement: reference }) },
}, ['comment', 'hasExtractedLicensingInfos']);
