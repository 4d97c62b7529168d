import { licensesIn, NOASSERTION, parseExpression } from '../core/license/expression.ts';
import type { BilledWork, IndexBill } from '../store/bill.ts';
import { count } from './phrases.ts';
import { referencesOf, uuidOf, type SbomFacts } from './sbom-identity.ts';
import { webUri } from './web-uri.ts';

/** SPDX wants a time of creation; where none is given it is the beginning of time, and says nothing. */
const NO_TIME = '1970-01-01T00:00:00Z';

/** An SPDX 2.3 document: the works are packages whose files were not analysed in the sense of SPDX. */
export function spdx({ digest, engine, works }: IndexBill, { name, toolVersion, created }: SbomFacts): object {
  const references = referencesOf(works);
  const extracted = unlistedLicenses(works);
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `https://spdx.org/spdxdocs/nearcopy-index-${uuidOf(digest)}`,
    comment: `The works of a Nearcopy index with the digest ${digest}, built by the engine ${engine}.`,
    creationInfo: { created: created ?? NO_TIME, creators: [`Tool: nearcopy-${toolVersion}`] },
    packages: works.map((work) => packageOf(work, references.get(work)!)),
    ...(extracted.length === 0 ? {} : { hasExtractedLicensingInfos: extracted }),
    relationships: [...references.values()].map((reference) => ({ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: `SPDXRef-${reference}` })),
  };
}

function packageOf({ id, labels, files, fileLicenses }: BilledWork, reference: string): object {
  const { version, purl, license, licenseSource, copyright, date } = labels;
  const url = webUri(labels.url);
  const comments = [
    ...(licenseSource === null ? [] : [`The licence was found in ${licenseSource}.`]),
    ...fileLicenses.map((own) => `${count(own.files, 'file')} of its own licence: ${own.license}.`),
  ];
  return {
    SPDXID: `SPDXRef-${reference}`,
    name: labels.name,
    ...(version === null ? {} : { versionInfo: version }),
    downloadLocation: NOASSERTION,
    filesAnalyzed: false,
    ...(url === null ? {} : { homepage: url }),
    licenseConcluded: NOASSERTION,
    licenseDeclared: license,
    ...(comments.length === 0 ? {} : { licenseComments: comments.join(' ') }),
    copyrightText: copyright.length === 0 ? NOASSERTION : copyright.join('\n'),
    ...(purl === null ? {} : { externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }] }),
    ...(date === null ? {} : { releaseDate: `${date}T00:00:00Z` }),
    comment: `Nearcopy identity ${id}, ${count(files, 'file')}.`,
  };
}

/** SPDX wants the text of each licence that is not on its list; an index doesn't keep it. */
function unlistedLicenses(works: readonly BilledWork[]): object[] {
  const ids = new Set(works.flatMap(({ labels }) => {
    const tree = parseExpression(labels.license);
    return tree === null ? [] : licensesIn(tree).map(({ license }) => license).filter((id) => id.startsWith('LicenseRef-'));
  }));
  return [...ids].sort().map((licenseId) => ({ licenseId, extractedText: NOASSERTION, comment: 'The index keeps the name of this licence, not its text.' }));
}
