import type { Match } from '../core/report.ts';

/** Where a copy stands in the project. */
export interface NoticedCopy {
  readonly path: string;
  /** The original's name of what was copied, or null. */
  readonly unit: string | null;
}

/**
 * The text of a THIRD-PARTY-NOTICES.md with a work and a copy of its code: a section for a work that it doesn't have yet, a line
 * in the section where it does. What somebody else wrote stays as it is.
 */
export function noticesWith(text: string, match: Match, copy: NoticedCopy): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const heading = `## ${match.work}${match.version ? ` ${match.version}` : ''}`;
  const used = `- Used in: ${copy.path}${copy.unit ? ` (${copy.unit})` : ''}`;
  const lines = text === '' ? [TITLE, '', INTRODUCTION] : text.trimEnd().split(/\r?\n/);
  const at = lines.indexOf(heading);
  if (at < 0) {
    lines.push('', heading, '', `- Licence: ${match.license === 'NOASSERTION' ? 'unknown; ask the authors' : match.license}`);
    for (const copyright of match.copyright) lines.push(`- ${/^copyright|©/i.test(copyright) ? '' : 'Copyright: '}${copyright}`);
    if (match.url) lines.push(`- Source: ${match.url}`);
    if (match.purl) lines.push(`- Package: ${match.purl}`);
    lines.push(used);
  } else {
    const next = lines.findIndex((line, i) => i > at && line.startsWith('## '));
    const end = next < 0 ? lines.length : next;
    if (lines.slice(at, end).includes(used)) return text;
    let last = end;
    while (last > at + 1 && lines[last - 1].trim() === '') last--;
    lines.splice(last, 0, used);
  }
  return `${lines.join(eol)}${eol}`;
}

const TITLE = '# Third-party notices';
const INTRODUCTION = 'This project contains code of the following works. Add the text of each licence where the licence asks for it.';
