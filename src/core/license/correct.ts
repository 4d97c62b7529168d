import guess from 'spdx-correct';
import { canonicalExpression, joinExpressions } from './expression.ts';
import { spdxIdentifier } from './identifier.ts';
import { licenseOfUrl } from './license-urls.ts';

export interface CorrectedLicense {
  readonly expression: string;
  /** Whether the text was something else than this expression. */
  readonly corrected: boolean;
}

/**
 * The SPDX expression that a licence field of a package means, or null where that can't be told: `Apache 2`, `GPLv2+`,
 * `MIT/Apache-2.0`, the address of a licence, but not `BSD` or `GPL`, which leave open which one.
 */
export function correctLicense(field: string): CorrectedLicense | null {
  const text = field.trim().replace(/\s+/g, ' ');
  const exact = canonicalExpression(text);
  if (exact !== null) return { expression: exact, corrected: false };
  if (text === '' || text.length > LONGEST_FIELD || AMBIGUOUS.test(text)) return null;
  const expression = /^https?:\/\//i.test(text) ? licenseOfUrl(text)
    : SPDX_OPERATOR.test(text) ? correctExpression(text) ?? correctOne(text)
    : isList(text) ? correctList(text)
      : correctOne(text);
  return expression === null ? null : { expression, corrected: true };
}

/** What is not free to use, as packages write it; SPDX has no identifier for it. */
export const PROPRIETARY = 'LicenseRef-Proprietary';

/** Given to the public without one of the texts for it that SPDX knows. */
export const PUBLIC_DOMAIN = 'LicenseRef-Public-Domain';

const LONGEST_FIELD = 200;

/** Names of families of licences, which guessing would make into one of their members. */
const AMBIGUOUS = /^(the )?(gnu )?(bsd|bsd[- ]?(like|style)|l?gpl|agpl|(gnu )?(lesser |affero )?general public licen[cs]e|mpl|cc|creative commons|artistic|python|open source|free software|other|custom|dual|unknown|none)([- ]licen[cs]e)?$/i;

/** A field that speaks about licences instead of naming one is not for guessing. */
const PROSE = /\b(not|no|other than|custom|see|various|mixed|similar|commercial|dual|modified|based|variant|variation)\b/i;

const SPDX_OPERATOR = / (and|or|with) /i;

/** A map: a field may be called `constructor`. */
const EXACT: ReadonlyMap<string, string> = new Map(Object.entries({
  unlicensed: PROPRIETARY,
  proprietary: PROPRIETARY,
  commercial: PROPRIETARY,
  'all rights reserved': PROPRIETARY,
  'public domain': PUBLIC_DOMAIN,
  expat: 'MIT',
  'mit/x11': 'MIT',
  'bsd-2': 'BSD-2-Clause',
  'bsd-3': 'BSD-3-Clause',
  'bsd-2-clauses': 'BSD-2-Clause',
  'bsd-3-clauses': 'BSD-3-Clause',
  'the python software foundation license': 'PSF-2.0',
  'python software foundation license': 'PSF-2.0',
  'psf license': 'PSF-2.0',
  'zlib/libpng': 'Zlib',
  'postgresql license': 'PostgreSQL',
  'boost software license': 'BSL-1.0',
  'apache software license': 'Apache-2.0',
}));

/** `MIT or Apache-2.0`, `(mit OR gpl-3)`, `GPL-2+ with Classpath-exception-2.0`: a structure is there, only the parts are off. */
function correctExpression(text: string): string | null {
  const parts = text.split(/(\s+(?:and|or|with)\s+|[()])/i);
  const fixed: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.trim() === '') continue;
    if (/^(\s+(and|or|with)\s+|[()])$/i.test(part)) fixed.push(part.trim().toUpperCase());
    else if (fixed[fixed.length - 1] === 'WITH') fixed.push(part.trim());
    else {
      const one = correctOne(part);
      if (one === null) return null;
      fixed.push(one);
    }
    if (index > 40) return null;
  }
  return canonicalExpression(fixed.join(' '));
}

/** Cargo used to write `MIT/Apache-2.0` for a choice, and others `MIT, GPL-2.0`. */
function isList(text: string): boolean {
  return !EXACT.has(text.toLowerCase()) && /[/,|]/.test(text) && !/,\s*(v|ver\.?|version)?\s*\d/i.test(text);
}

function correctList(text: string): string | null {
  const parts = text.split(/\s*(?:\/|,|\|\|?)\s*/).filter((part) => part !== '');
  const fixed = parts.map((part) => correctOne(part));
  return fixed.length > 0 && fixed.every((part) => part !== null) ? joinExpressions(fixed, 'or') : null;
}

/** The licence of a name that means only one, without any guess: an identifier in any case, `GPLv2+`, `Expat`; or null. */
export function namedLicense(name: string): string | null {
  return EXACT.get(name.toLowerCase()) ?? canonicalExpression(name) ?? gnuLicense(name) ?? spdxIdentifier(name);
}

function correctOne(field: string): string | null {
  const text = field.trim();
  const known = namedLicense(text);
  if (known !== null) return known;
  if (AMBIGUOUS.test(text) || PROSE.test(text)) return null;
  const guessed = guessOne(text);
  return guessed === null ? null : canonicalExpression(withVersionOf(text, guessed));
}

/** The guesser throws on texts without a word, such as "+". */
function guessOne(text: string): string | null {
  try {
    return guess(text);
  } catch {
    return null;
  }
}

/** The guesser knows most names and is careless with versions: what the field says of the version holds. */
function withVersionOf(text: string, guessed: string): string {
  const version = /(?:^|[^\d.])(\d(?:\.\d)?)(?:[^\d.]|\.0|$)/.exec(text)?.[1];
  if (version === undefined || /clause/i.test(guessed) || !/-\d/.test(guessed)) return guessed;
  return guessed.replace(/-\d+(\.\d+)?/, `-${version.includes('.') ? version : `${version}.0`}`);
}

/** `GPLv2+`, `LGPL 2.1 or later`, `GNU AGPL v3`, `GNU General Public License v3 (GPLv3)`. "Or later" only where it says so. */
function gnuLicense(text: string): string | null {
  const plain = text.replace(/\s*\((?:[AL]?GPL)[^)]*\)$/i, '');
  const match = GNU.exec(plain);
  if (match === null) return null;
  const [, affero, lesser, short, major, minor, later] = match;
  const family = affero || /^a/i.test(short ?? '') ? 'AGPL' : lesser || /^l/i.test(short ?? '') ? 'LGPL' : 'GPL';
  const version = `${major}.${minor ?? '0'}`;
  return canonicalExpression(`${family}-${version}-${later !== undefined && !/only/i.test(later) ? 'or-later' : 'only'}`);
}

const GNU = /^(?:the )?(?:gnu )?(?:(affero )|(lesser |library ))?(?:general public licen[cs]e|([al]?gpl))(?: licen[cs]e)?,?[- ]*(?:v|ver\.?|version)?[- .]*(\d)(?:\.(\d))?[- ]*(?:licen[cs]e)?[- ,]*(\+|only|\(?or[- ](?:any[- ])?(?:later|newer|above|greater)(?:[- ]versions?)?\)?)?$/i;
