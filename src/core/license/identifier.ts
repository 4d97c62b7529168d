import { canonicalExpression } from './expression.ts';
import { FAMILY_OF } from './family-table.ts';

/** The SPDX identifier in its own spelling for one in any case, such as `bsd-3-clause`; null for anything else. Of the licences that we know. */
export function spdxIdentifier(text: string): string | null {
  const [, base, suffix] = /^(.*?)(-only|-or-later|\+)?$/.exec(text.toLowerCase()) ?? [];
  const known = SPELLINGS.get(base);
  return known === undefined ? null : canonicalExpression(`${known}${suffix ?? ''}`);
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([...FAMILY_OF.keys()].map((id) => [id.toLowerCase(), id]));
