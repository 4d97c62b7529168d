import type { IndexBill } from '../store/bill.ts';
import { cycloneDx } from './sbom-cyclonedx.ts';
import type { SbomFacts } from './sbom-identity.ts';
import { spdx } from './sbom-spdx.ts';

export const sbomFormats = ['cyclonedx', 'spdx'] as const;
export type SbomFormat = (typeof sbomFormats)[number];

/** The works of an index as CycloneDX 1.6 or SPDX 2.3, JSON in either case. */
export function renderSbom(format: SbomFormat, bill: IndexBill, facts: SbomFacts): string {
  const document = format === 'cyclonedx' ? cycloneDx(bill, facts) : spdx(bill, facts);
  return `${JSON.stringify(document, null, 2)}\n`;
}
