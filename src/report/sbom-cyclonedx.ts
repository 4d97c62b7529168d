import { NOASSERTION } from '../core/license/expression.ts';
import type { BilledWork, IndexBill } from '../store/bill.ts';
import { referencesOf, uuidOf, type SbomFacts } from './sbom-identity.ts';
import { webUri } from './web-uri.ts';

/** A CycloneDX 1.6 document: the works are its components. What it has no member for stands in properties that begin with `nearcopy:`. */
export function cycloneDx({ digest, engine, works }: IndexBill, { name, toolVersion, created }: SbomFacts): object {
  const references = referencesOf(works);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    version: 1,
    metadata: {
      ...(created === null ? {} : { timestamp: created }),
      tools: { components: [{ type: 'application', name: 'nearcopy', version: toolVersion }] },
      component: { type: 'data', 'bom-ref': 'index', name },
      properties: properties({ digest, engine }),
    },
    components: works.map((work) => component(work, references.get(work)!)),
    dependencies: [{ ref: 'index', dependsOn: [...references.values()] }],
  };
}

function component({ id, labels, files, fileLicenses }: BilledWork, reference: string): object {
  const { version, purl, license, licenseSource, copyright, date } = labels;
  const url = webUri(labels.url);
  return {
    type: 'library',
    'bom-ref': reference,
    name: labels.name,
    ...(version === null ? {} : { version }),
    ...(license === NOASSERTION ? {} : { licenses: [{ expression: license, acknowledgement: 'declared' }] }),
    ...(copyright.length === 0 ? {} : { copyright: copyright.join('\n') }),
    ...(purl === null ? {} : { purl }),
    ...(url === null ? {} : { externalReferences: [{ type: 'website', url }] }),
    properties: [
      ...properties({ identity: id, files: String(files), date, licenseSource }),
      ...fileLicenses.map((own) => ({ name: 'nearcopy:fileLicense', value: `${own.license} (${own.files})` })),
    ],
  };
}

function properties(values: Readonly<Record<string, string | null>>): object[] {
  return Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [{ name: `nearcopy:${name}`, value }]));
}
