import { NOASSERTION, canonicalExpression, joinExpressions } from './expression.ts';
import { normaliseLicenseText } from './normalise.ts';
import { recogniseLicense } from './recognise.ts';

/** The licence that a source file states for itself at its head, as an SPDX expression, or null where it states none that is recognised. */
export function fileLicense(text: string): string | null {
  const head = headOf(text);
  return taggedLicense(head) ?? headerLicense(head);
}

/** The licence of a file as something outside of it states it. */
export interface StatedLicense {
  /** SPDX expression. */
  readonly expression: string;
  /** Which counts where the file states one itself: this one, both, or the file's own. */
  readonly precedence: 'override' | 'aggregate' | 'closest';
}

/** The licence of a file by what it states for itself and what is stated for it elsewhere, or null where neither says anything. */
export function licenseOfFile(text: string, stated: StatedLicense | null): string | null {
  if (stated?.precedence === 'override') return stated.expression;
  const own = fileLicense(text);
  if (own === null || stated === null) return own ?? stated?.expression ?? null;
  return stated.precedence === 'aggregate' ? joinExpressions([own, stated.expression], 'and') : own;
}

/** Enough for the BSD licence in full, after a few lines. */
const HEAD_LINES = 60;
const HEAD_LENGTH = 8_000;

const TAG = /SPDX-License-Identifier:[ \t]*([^\n\r]+)/;

/** The expression after the first `SPDX-License-Identifier:`, or null where there is none that is valid. */
export function taggedLicense(head: string): string | null {
  const line = TAG.exec(head)?.[1];
  if (line === undefined) return null;
  const expression = line.replace(/(\*\/|-->|\*\)|-\}|"""|''').*$/, '').replace(/["'`;,*\s]+$/, '').trim();
  if (expression === NOASSERTION || expression === 'NONE') return null;
  return canonicalExpression(expression);
}

/** Notices that name a licence, then whole texts, then what the notices of the GNU licences have in common. */
function headerLicense(head: string): string | null {
  const normal = normaliseLicenseText(head);
  return NOTICES.find(({ pattern }) => pattern.test(normal))?.id ?? recogniseLicense(head)?.expression ?? gnuNotice(normal);
}

/** The licence that a notice names, as it stands at the head of files, or alone in a LICENSE file instead of the licence itself; or null. */
export function noticedLicense(text: string): string | null {
  const normal = normaliseLicenseText(text.slice(0, HEAD_LENGTH));
  return NOTICES.find(({ pattern }) => pattern.test(normal))?.id ?? (GRANT.test(normal) ? gnuNotice(normal) : null);
}

/** Without it, a licence is only spoken about. */
const GRANT = /\b((terms|conditions) of|(licensed|released|distributed|covered|available) (under|by)) (the |either )*gnu\b/;

const NOTICES: readonly { readonly id: string; readonly pattern: RegExp }[] = [
  { id: 'Apache-2.0 WITH LLVM-exception', pattern: /\bapache license v(ersion )?2\.0 with llvm exceptions\b/ },
  { id: 'Apache-2.0 OR MIT', pattern: /\blicensed under the apache license version 2\.0 .{0,200}\bor the mit license\b.{0,200}\bat your option\b/ },
  { id: 'MIT OR Apache-2.0', pattern: /\bdual[- ]licensed under (the )?(mit( license)? (and|or) (the )?apache(-| license |)(version |v)?2\.0|apache(-| license |)(version |v)?2\.0( license)? (and|or) (the )?mit)\b/ },
  { id: 'Artistic-1.0-Perl OR GPL-1.0-or-later', pattern: /\b(under )?the same terms as (the )?perl( 5)?( programming language)?( system)? itself\b/ },
  { id: 'Apache-2.0', pattern: /\b(licensed under|under the terms of|licenses this file to you under) the apache license,? (version |v)?2\.0\b/ },
  { id: 'MPL-2.0', pattern: /\bsubject to the terms of the mozilla public license v(ersion)? ?\.? ?2\.0\b/ },
  { id: 'MPL-1.1', pattern: /\bsubject to the mozilla public license version 1\.1\b(?!.{0,2000}\bgnu\b)/ },
  { id: 'EPL-2.0', pattern: /\bunder the terms of the eclipse public license v?(ersion )?\.? ?2\.0\b/ },
  { id: 'EPL-1.0', pattern: /\bunder the terms of the eclipse public license v?(ersion )?\.? ?1\.0\b/ },
  { id: 'BSL-1.0', pattern: /\b(distributed|use modification and distribution (is|are) subject to|licensed) (under )?the boost software license,? version 1\.0\b/ },
  { id: 'MIT', pattern: /\b(licensed|released|distributed|available|provided)( as open source)?( software)? (under|with)( the terms of)? (the |an? )?mit[- ](style[- ])?licens(e|ed)\b(?!.{0,40}\b(or|and)\b.{0,20}\b(gpl|apache|bsd|lgpl)\b)/ },
];

/** `under the terms of the GNU Lesser General Public License as published by the FSF; either version 2.1, or (at your option) any later version`. */
function gnuNotice(normal: string): string | null {
  const found = [GNU_NOTICE, GNU_SHORT].flatMap((pattern) => [...normal.matchAll(pattern)].filter(({ index }) => !COMPARED.test(normal.slice(Math.max(0, index - 40), index))).map(gnuExpression)).filter((expression) => expression !== null);
  if (found.length === 0) return null;
  return /\bdual[- ]licensed\b/.test(normal) ? joinExpressions(found, 'or') : found[0];
}

/** What stands before a licence that another is only held against. */
const COMPARED = /\b(in)?compatib\w+( \w+){0,3} $/;

function gnuExpression({ groups }: RegExpMatchArray): string | null {
  const { kind, version, version2, later } = groups ?? {};
  const number = version ?? version2;
  if (number === undefined) return null;
  const family = /affero|^agpl/.test(kind) ? 'AGPL' : /lesser|library|^lgpl/.test(kind) ? 'LGPL' : 'GPL';
  const full = number.includes('.') ? number : `${number}.0`;
  return canonicalExpression(`${family}-${full}-${later === undefined ? 'only' : 'or-later'}`);
}

const LATER = String.raw`(?<later>\+|,? ?or ?(?:at your (?:option|discretion|choice) ?)?(?:any )?(?:later|newer|greater|higher)(?: version)?|,? and later)`;

const GNU_NOTICE = new RegExp(
  String.raw`\bgnu (?<kind>(?:lesser |library |affero )?(?:general|[al]?gpl)) ?(?:public )?(?:license)?(?: ?(?:version |v\.? ?)(?<version>\d(?:\.\d)?))?`
  + String.raw`(?: as published by the free software foundation)?(?: ?(?:either )?(?:version |v\.? ?)(?<version2>\d(?:\.\d)?)(?: of the license)?)?(?: only)? ?${LATER}?`,
  'g',
);

/** `GPLv2 or later`, `Licensed under GPLv2+, see file LICENSE in this source tree`. */
const GNU_SHORT = new RegExp(
  String.raw`\b(?:licensed|released|distributed|covered|available) (?:under|by) (?:the )?(?:terms of )?(?:the )?(?:gnu )?(?<kind>[al]?gpl),? ?(?:version |v\.? ?)?(?<version>\d(?:\.\d)?)(?:\.\d)?(?: only)? ?(?<later>\+|,? ?or (?:any )?(?:later|newer))?`,
  'g',
);

/** The first lines; long ones cut, since no notice has such and generated files do. */
function headOf(text: string): string {
  const lines = text.slice(0, HEAD_LENGTH).split('\n', HEAD_LINES);
  return lines.join('\n');
}
