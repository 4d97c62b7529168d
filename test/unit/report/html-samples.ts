// Findings with their evidence placed in both texts, for the tests of the pages.

import type { DetailName, EvidenceDetail, Finding, Report } from '../../../src/core/report.ts';
import { comparison } from './comparison-samples.ts';
import { batches, clean, full, lodash, renamed, unicode } from './samples.ts';

export const ours = comparison.b.text;
export const original = comparison.a.text;

/** An edited copy in two runs, with one name that breaks the renaming. */
export const placed: Finding = {
  ...renamed,
  file: comparison.b.name,
  startLine: 4,
  endLine: 17,
  kind: 'edited',
  similarity: 0.91,
  renames: comparison.renames,
  kept: comparison.kept,
  match: { ...lodash, path: comparison.a.name, startLine: 2, endLine: 16 },
  detail: detailOf([
    ['function toBatches', 'return [];', 'function chunk', 'return [];'],
    ['at = 0', 'return batches', 'index = 0', 'return result'],
  ]),
};

/** Every text in it tries to leave its place in the page. */
export const hostile: Finding = {
  ...unicode,
  file: '"><img src=x onerror=alert(1)>/</style><script>alert(1)</script>.js',
  startLine: 1,
  endLine: 2,
  renames: [{ from: '</td></table><script>alert(1)</script>', to: '" onmouseover="alert(1)' }],
  kept: ["' style='color:red"],
  match: { ...unicode.match, path: '--><svg onload=alert(1)>', url: 'https://example.com/?"><script>alert(1)</script>', license: '</title><script>alert(1)</script>' },
  alsoIn: [{ work: '<iframe src=//example.com>', version: null }],
  note: { because: 'attributed', note: '<b>bold</b>' },
};
export const hostileText = 'const a = "</script><script>alert(1)</script>"; // \u202e\u2066\u0000\n\treturn a && b < c;\n';

export const report: Report = {
  ...full,
  findings: [...full.findings, placed, hostile],
  stale: [{ key: '0123456789abcdef', work: 'left-pad', reason: 'reviewed <2024>' }],
};
export const texts = new Map([[renamed.file, batches], [placed.file, ours], [hostile.file, hostileText]]);
export const originals = new Map([[lodash.content, original]]);
export const nothing: Report = clean;

/** The detail of runs that are named by what begins and ends them, in ours and in the original. Words that both sides share are kept. */
function detailOf(places: readonly (readonly [string, string, string, string])[]): EvidenceDetail {
  const span = (text: string, first: string, last: string) => {
    const from = text.indexOf(first);
    return { from, to: text.indexOf(last, from) + last.length };
  };
  const lineAt = (offset: number) => original.slice(0, offset).split('\n').length;
  const pairs = comparison.renames;
  const runs = places.map(([first, last, theirFirst, theirLast]) => ({ mine: span(ours, first, last), theirs: span(original, theirFirst, theirLast) }));
  const words = (text: string, { from, to }: { from: number; to: number }) =>
    [...text.slice(from, to).matchAll(/[A-Za-z]\w*|\d+/g)].map((word) => ({ text: word[0], from: from + word.index, to: from + word.index + word[0].length })).filter((word) => !['let', 'const', 'var'].includes(word.text));
  const range = ({ from, to }: { from: number; to: number }) => ({ tokens: [from, to] as const, startLine: lineAt(from), endLine: lineAt(to - 1), from, to });
  const names = runs.flatMap(({ mine, theirs }) => {
    const others = words(original, theirs);
    return words(ours, mine).flatMap((word, i): DetailName[] => {
      const other = others[i];
      const pair = pairs.findIndex(({ from, to }) => from === other.text && to === word.text);
      if (pair < 0 && word.text === other.text && !comparison.kept.includes(word.text)) return [];
      const relation = word.text === other.text ? 'kept' : pair >= 0 && word.from < ours.lastIndexOf('batches') ? 'renamed' : 'different';
      return [{ from: word.from, to: word.to, name: word.text, original: other.text, relation, pair: relation === 'renamed' ? pair : -1, theirs: range(other) }];
    });
  });
  return { runs: runs.map(({ mine, theirs }) => ({ ...mine, tokens: 60, theirs: range(theirs) })), names, source: original };
}
