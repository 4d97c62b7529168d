import { FAMILY_OF } from '../core/license/family-table.ts';

/** Where the text of a licence can be read, or null: an expression of several licences and a made-up name have no page. */
export function licenceUri(license: string): string | null {
  return FAMILY_OF.has(license.replace(/-(only|or-later)$/, '')) ? `https://spdx.org/licenses/${license}.html` : null;
}
