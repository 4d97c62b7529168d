import { NOASSERTION, parseExpression } from './expression.ts';
import type { ExpressionNode, LicenseNode } from './expression.ts';
import { FAMILY_OF } from './family-table.ts';

/** What a licence asks of those who copy from the work, from nothing to no copying at all. */
export type LicenseFamily =
  | 'public-domain'
  | 'permissive'
  | 'weak-copyleft'
  | 'strong-copyleft'
  | 'network-copyleft'
  | 'proprietary'
  | 'unknown';

/** The family of an SPDX expression: of alternatives the most permissive, of several that all hold the strictest. */
export function licenseFamily(expression: string): LicenseFamily {
  if (expression === NOASSERTION) return 'unknown';
  const node = parseExpression(expression);
  return node === null ? 'unknown' : familyOf(node);
}

/** From the most permissive to the strictest. What is unknown may be anything, and comes last. */
export const licenseFamilies: readonly LicenseFamily[] = [
  'public-domain', 'permissive', 'weak-copyleft', 'strong-copyleft', 'network-copyleft', 'proprietary', 'unknown',
];

/** Exceptions that let the work be linked or copied into others turn strong copyleft into weak. */
const WEAKENING = /^(Classpath|GCC|Linux-syscall|Autoconf|Bison|Libtool|LLVM|Font|OpenJDK|eCos|WxWindows|GNU-compiler|u-boot|freertos|Universal-FOSS|mif|LGPL-3\.0-linking|FLTK|i2p|openvpn-openssl|Bootloader|GNAT|OCaml-LGPL-linking|Nokia-Qt|Qt|SWI|Swift)-/i;

function familyOf(node: ExpressionNode): LicenseFamily {
  if (!('conjunction' in node)) return familyOfLicense(node);
  const ranks = [node.left, node.right].map((side) => licenseFamilies.indexOf(familyOf(side)));
  return licenseFamilies[node.conjunction === 'or' ? Math.min(...ranks) : Math.max(...ranks)];
}

/** Licences that SPDX has no text of, by what their names say. */
const PROPRIETARY = /proprietary|commercial|unlicensed/i;
const PUBLIC_DOMAIN = /(?<!\b(no|not|non)-)\b(public-?domain|PD)\b/i;

function familyOfLicense({ license, exception }: LicenseNode): LicenseFamily {
  const family = FAMILY_OF.get(license.replace(/-(only|or-later)$/, '')) ?? 'unknown';
  if (license.startsWith('LicenseRef-')) return PROPRIETARY.test(license) ? 'proprietary' : PUBLIC_DOMAIN.test(license) ? 'public-domain' : 'unknown';
  return family === 'strong-copyleft' && exception !== undefined && WEAKENING.test(exception) ? 'weak-copyleft' : family;
}
