import { licensesIn, parseExpression } from '../core/license/expression.ts';
import type { Match } from '../core/report.ts';
import { packageOfPurl } from './project/package-key.ts';

/** What of a match an attribution names. */
export type AttributedWork = Pick<Match, 'work' | 'version' | 'purl' | 'license' | 'url'>;

/**
 * The comments of a source text that speak of licences, copyright or origin, in any language: as plain text without comment marks, a
 * blank line between them; '' where there are none. Small enough to be kept with what is known of a file.
 */
export function attributionOf(source: string): string {
  return commentsOf(source).filter((comment) => LEGAL.test(comment)).join('\n\n').slice(0, LONGEST);
}

/**
 * Whether a text attributes code to a work: some paragraph or comment names the work, as one names what one took, and states
 * a licence or copyright. A name that merely occurs is not enough: works are called "express", "once" and "is".
 */
export function attributes(text: string, work: AttributedWork): boolean {
  const [namesLicense, namesIt] = [licenseIn(work.license), namerOf(work)];
  return paragraphs(text).some((paragraph) => (LICENSING.test(paragraph) || namesLicense(paragraph)) && namesIt(paragraph));
}

/** Whether a notices file names the work, and its licence near it: in the lines that follow, as such files are laid out. */
export function notices(text: string, work: AttributedWork): boolean {
  const lines = text.split(/\r?\n/);
  const [namesLicense, namesIt] = [licenseIn(work.license), namerOf(work)];
  return lines.some((line, at) => namesIt(line) && namesLicense(lines.slice(at, at + NOTICE_LINES).join('\n')));
}

/** Whether a text names a work the way attributions do: by its address or package URL, with its version, as the origin, or as a heading. */
export function namesWork(text: string, work: AttributedWork): boolean {
  return namerOf(work)(text);
}

/** The same for many texts. */
function namerOf({ work, version, purl, url }: AttributedWork): Test {
  const key = packageOfPurl(purl);
  const address = url === null ? '' : bare(url);
  const name = `(?<![\\w@/-])["'\`*_]{0,2}${escape(work.toLowerCase())}["'\`*_]{0,2}(?:\\.js)?(?![\\w/-])`;
  const named = [
    `${name}[ ,@]*(?:version |v\\.?)?${version === null ? '\\d+\\.\\d' : escape(version.toLowerCase())}`,
    `(?:from|based on|part of|copy of|port of|version of|fork of) (?:the )?${name}`,
    `(?:origin|source|work|package|library|project|software|component|name|module): *${name}`,
    `^[\\s#=*-]*(?:\\d+[.)] *)?${name} *(?:$|[(<:,–—|-])`,
    `^[\\s#=*-]*${name}[^.\\n]{0,40} v?\\d+\\.\\d`,
  ];
  const byKey = key === null ? null : new RegExp(`pkg:${escape(key)}(?![\\w./-])`);
  const byName = new RegExp(named.join('|'), 'm');
  return (text) => {
    const small = text.toLowerCase();
    return byKey?.test(decodeAt(small)) === true || (address.includes('/') && small.includes(address)) || byName.test(small);
  };
}

type Test = (text: string) => boolean;

const LONGEST = 20_000;
const NOTICE_LINES = 60;

const LEGAL = /licen[cs]e|copyright|©|\(c\) |spdx-|\borigin(al|ally|ated)?\b|\b(adapted|derived|ported|copied|taken|borrowed|based)\b/i;
const LICENSING = /spdx-license-identifier|copyright|©|\(c\) *\d{4}|\b(un)?licen[cs]ed?\b/i;

/** Tells whether a text names a licence of an SPDX expression. */
function licenseIn(expression: string): Test {
  const node = parseExpression(expression);
  const named = node === null ? [] : licensesIn(node).map(({ license }) => {
    const plain = license.replace(/-(only|or-later)$/, '');
    // `BSD-3-Clause` is written as "BSD 3-Clause", `Apache-2.0` as "Apache License, Version 2.0", `GPL-2.0` as "GPLv2".
    const words = plain.split(/[-.]0?/).filter((word) => word !== '').map(escape);
    return new RegExp(`(?<![\\w])${words.join('(?:[\\s,.()-]|v(?=\\.?\\d)|licen[cs]e|version|public|the)*')}(?![a-z])`, 'i');
  });
  return (text) => named.some((license) => license.test(text));
}

/** Comments in a row count as one; the text of each without its marks. Strings that look like comments do no harm here. */
function commentsOf(source: string): string[] {
  const comments: string[] = [];
  let lines: string[] = [];
  let end: string | null = null;
  const finish = (): void => {
    if (lines.length > 0) comments.push(lines.join('\n'));
    lines = [];
  };
  for (const line of source.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim().slice(0, LONGEST_LINE);
    if (end !== null) {
      lines.push(unmarked(trimmed.replace(end, '')));
      if (trimmed.includes(end)) end = null;
      continue;
    }
    const block = BLOCKS.find(([start]) => trimmed.startsWith(start));
    if (block) {
      const rest = trimmed.slice(block[0].length);
      lines.push(unmarked(rest.replace(block[1], '')));
      if (!rest.includes(block[1])) end = block[1];
    } else if (LINE.test(trimmed)) lines.push(unmarked(trimmed.replace(LINE, '')));
    else finish();
  }
  finish();
  return comments;
}

const LONGEST_LINE = 1000;
const BLOCKS: readonly (readonly [string, string])[] = [['/*', '*/'], ['<!--', '-->'], ['"""', '"""'], ["'''", "'''"], ['--[[', ']]'], ['=begin', '=end'], ['(*', '*)'], ['{-', '-}']];
const LINE = /^(\/\/+!?|#+!?|--+|;+|%+)/;

const unmarked = (line: string): string => line.replace(/^[\s*!]+/, '').trimEnd();
const paragraphs = (text: string): string[] => text.split(/\n[ \t]*\n(?=[ \t]*\S)/).flatMap((part, at, all) => (at > 0 ? [part, `${all[at - 1]}\n${part}`] : [part]));
const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const bare = (url: string): string => url.toLowerCase().replace(/^https?:\/\/(www\.)?/, '').replace(/[#?].*$/, '').replace(/(\.git)?\/*$/, '');
const decodeAt = (text: string): string => text.replaceAll('%40', '@').replaceAll('%2f', '/');
