import { PUBLIC_DOMAIN, namedLicense } from './correct.ts';
import type { CorrectedLicense } from './correct.ts';
import { canonicalExpression, joinExpressions } from './expression.ts';

/**
 * The SPDX expression of a licence in debian/copyright (DEP-5): `GPL-2+ or Artistic`, `Expat, and BSD-3-clause`, `LGPL-2.1+ with Foo exception`.
 * Null where a part is a name that the file itself explains, such as `BSD-variant`, or leaves open which licence it is. What an exception allows, where SPDX doesn't
 * know it, is left out: the licence holds without it, too.
 */
export function debianLicense(field: string): CorrectedLicense | null {
  const text = field.trim().replace(/\s+/g, ' ');
  const exact = canonicalExpression(text);
  if (exact !== null) return { expression: exact, corrected: false };
  const choices = text.split(/,? or /i).map((choice) => joined(choice.split(/,? and (?:\/ ?or )?|, /i).map(one), 'and'));
  const expression = joined(choices, 'or');
  return expression === null ? null : { expression, corrected: true };
}

function joined(parts: readonly (string | null)[], conjunction: 'and' | 'or'): string | null {
  return parts.length > 0 && parts.every((part) => part !== null) ? joinExpressions(parts, conjunction) : null;
}

function one(part: string): string | null {
  const [name, exception] = part.trim().split(/ with /i);
  const license = NAMES.get(name.toLowerCase()) ?? namedLicense(versioned(name));
  if (license === null || exception === undefined) return license;
  return canonicalExpression(`${license} WITH ${EXCEPTIONS.get(exception.toLowerCase().replace(/[- ]exception(s)?$/, '')) ?? exception.trim().replaceAll(' ', '-')}`) ?? license;
}

/** `GPL-2.0.0`, `Apache-2`, `MPL-1.1`: SPDX has two numbers where it has any. */
function versioned(name: string): string {
  return name.replace(/^(Apache|MPL|CDDL|EPL|CPL|LPPL|QPL|AFL|OFL|EUPL|ZPL|BSL|UPL|OSL|AGPL|GFDL|Artistic|CC0|CC-BY(?:-SA)?)-(\d)(\+?)$/i, '$1-$2.0$3').replace(/^GFDL-NIV-/i, 'GFDL-');
}

/** Names of DEP-5, and some that many use, where SPDX has another. A map: a field may be called `constructor`. */
const NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  expat: 'MIT',
  'mit/expat': 'MIT',
  // As in /usr/share/common-licenses.
  artistic: 'Artistic-1.0-Perl',
  'artistic-1': 'Artistic-1.0-Perl',
  perl: 'GPL-1.0-or-later OR Artistic-1.0-Perl',
  'bsd-2': 'BSD-2-Clause',
  'bsd-3': 'BSD-3-Clause',
  'bsd-4': 'BSD-4-Clause',
  'bsd-2-clauses': 'BSD-2-Clause',
  'bsd-3-clauses': 'BSD-3-Clause',
  'zlib/libpng': 'Zlib',
  psf: 'PSF-2.0',
  'psf-2': 'PSF-2.0',
  'python-2': 'Python-2.0',
  boost: 'BSL-1.0',
  'boost-1.0': 'BSL-1.0',
  cc0: 'CC0-1.0',
  'public-domain': PUBLIC_DOMAIN,
  pd: PUBLIC_DOMAIN,
}));

const EXCEPTIONS: ReadonlyMap<string, string> = new Map(Object.entries({
  autoconf: 'Autoconf-exception-generic',
  'autoconf-data': 'Autoconf-exception-generic',
  bison: 'Bison-exception-2.2',
  classpath: 'Classpath-exception-2.0',
  font: 'Font-exception-2.0',
  libtool: 'Libtool-exception',
  llvm: 'LLVM-exception',
}));
