import { NOASSERTION, canonicalExpression } from './expression.ts';
import { normaliseLicenseText } from './normalise.ts';

/** The licence that a source file states for itself at its head, as an SPDX expression, or null where it states none that is recognised. */
export function fileLicense(text: string): string | null {
  const head = headOf(text);
  return taggedLicense(head) ?? headerLicense(head);
}

const HEAD_LINES = 40;
const HEAD_LENGTH = 8_000;

const TAG = /SPDX-License-Identifier:[ \t]*([^\n\r]+)/;

function taggedLicense(head: string): string | null {
  const line = TAG.exec(head)?.[1];
  if (line === undefined) return null;
  const expression = line.replace(/(\*\/|-->|\*\)|-\}|"""|''').*$/, '').replace(/["'`;,*\s]+$/, '').trim();
  if (expression === NOASSERTION || expression === 'NONE') return null;
  return canonicalExpression(expression);
}

/** Whole texts before notices, and the GNU licences by what their notices have in common. */
function headerLicense(head: string): string | null {
  const normal = normaliseLicenseText(head);
  for (const { id, pattern } of NOTICES) if (pattern.test(normal)) return id;
  return gnuNotice(normal) ?? TEXTS_IN_HEADERS.find(({ all, none }) => all.every((phrase) => normal.includes(phrase)) && !none?.some((phrase) => normal.includes(phrase)))?.id ?? null;
}

const NOTICES: readonly { readonly id: string; readonly pattern: RegExp }[] = [
  { id: 'Apache-2.0 WITH LLVM-exception', pattern: /\bapache license v(ersion )?2\.0 with llvm exceptions\b/ },
  { id: 'Apache-2.0 OR MIT', pattern: /\blicensed under the apache license version 2\.0 .{0,200}\bor the mit license\b.{0,200}\bat your option\b/ },
  { id: 'Apache-2.0', pattern: /\b(licensed under|under the terms of|licenses this file to you under) the apache license,? (version |v)?2\.0\b/ },
  { id: 'MPL-2.0', pattern: /\bsubject to the terms of the mozilla public license v(ersion)? ?\.? ?2\.0\b/ },
  { id: 'MPL-1.1', pattern: /\bsubject to the mozilla public license version 1\.1\b(?!.{0,2000}\bgnu\b)/ },
  { id: 'EPL-2.0', pattern: /\bunder the terms of the eclipse public license v?(ersion )?\.? ?2\.0\b/ },
  { id: 'EPL-1.0', pattern: /\bunder the terms of the eclipse public license v?(ersion )?\.? ?1\.0\b/ },
  { id: 'BSL-1.0', pattern: /\b(distributed|use modification and distribution (is|are) subject to|licensed) (under )?the boost software license,? version 1\.0\b/ },
  { id: 'MIT', pattern: /\b(licensed|released|distributed|available|provided)( as open source)?( software)? (under|with)( the terms of)? (the |an? )?mit[- ](style[- ])?licens(e|ed)\b(?!.{0,40}\b(or|and)\b.{0,20}\b(gpl|apache|bsd|lgpl)\b)/ },
];

const TEXTS_IN_HEADERS: readonly { readonly id: string; readonly all: readonly string[]; readonly none?: readonly string[] }[] = [
  { id: 'X11', all: ['permission is hereby granted free of charge to any person obtaining a copy', 'shall not be used in advertising or otherwise to promote'] },
  { id: 'MIT', all: ['permission is hereby granted free of charge to any person obtaining a copy', 'the above copyright notice and this permission notice'] },
  { id: 'ISC', all: ['software for any purpose with or without fee is hereby granted', 'notice and this permission notice appear in all copies'], none: ['and its documentation'] },
  { id: 'BSD-4-Clause', all: ['redistribution and use in source and binary forms', 'redistributions of source code must retain', 'all advertising materials mentioning features'] },
  { id: 'BSD-3-Clause', all: ['redistribution and use in source and binary forms', 'redistributions of source code must retain', 'to endorse or promote products'] },
  { id: 'BSD-2-Clause', all: ['redistribution and use in source and binary forms', 'redistributions of source code must retain', 'redistributions in binary form must reproduce', 'provided by the'], none: ['to endorse or promote'] },
  { id: 'Unlicense', all: ['this is free and unencumbered software released into the public domain'] },
  { id: 'Zlib', all: ['provided as-is without any express or implied warranty', 'the origin of this software must not be misrepresented'] },
];

/** `under the terms of the GNU Lesser General Public License as published by the FSF; either version 2.1, or (at your option) any later version`. */
function gnuNotice(normal: string): string | null {
  const match = GNU_NOTICE.exec(normal) ?? GNU_SHORT.exec(normal);
  const { kind, version, version2, later } = match?.groups ?? {};
  const number = version ?? version2;
  if (match === null || number === undefined) return null;
  const family = /affero|^agpl/.test(kind) ? 'AGPL' : /lesser|library|^lgpl/.test(kind) ? 'LGPL' : 'GPL';
  const full = number.includes('.') ? number : `${number}.0`;
  return canonicalExpression(`${family}-${full}-${later === undefined ? 'only' : 'or-later'}`);
}

const LATER = String.raw`(?<later>,? ?or ?(?:at your (?:option|discretion|choice) ?)?(?:any )?(?:later|newer|greater|higher)(?: version)?|,? and later)`;

const GNU_NOTICE = new RegExp(
  String.raw`\bgnu (?<kind>(?:lesser |library |affero )?(?:general|gpl)) ?(?:public )?(?:license)?(?: (?:version |v\.? ?)(?<version>\d(?:\.\d)?))?`
  + String.raw`(?: as published by the free software foundation)?(?: ?(?:either )?(?:version |v\.? ?)(?<version2>\d(?:\.\d)?)(?: of the license)?)?(?: only)? ?${LATER}?`,
);

/** `GPLv2 or later`, `Licensed under GPLv2+, see file LICENSE in this source tree`. */
const GNU_SHORT = new RegExp(
  String.raw`\b(?:licensed|released|distributed|covered|available) (?:under|by) (?:the )?(?:terms of )?(?:the )?(?:gnu )?(?<kind>[al]?gpl),? ?(?:version |v\.? ?)?(?<version>\d(?:\.\d)?)(?:\.\d)?(?: only)? ?(?<later>\+|,? ?or (?:any )?(?:later|newer))?`,
);

/** The first lines; long ones cut, since no notice has such and generated files do. */
function headOf(text: string): string {
  const lines = text.slice(0, HEAD_LENGTH).split('\n', HEAD_LINES);
  return lines.join('\n');
}
