// Invented reports, as realistic as possible, for the unit and golden tests of src/report.

import type { Finding, Match, QuietFinding, Rename, Report } from '../../../src/core/report.ts';

export const lodash: Match = {
  work: 'lodash',
  version: '4.17.21',
  purl: 'pkg:npm/lodash@4.17.21',
  license: 'MIT',
  licenseFamily: 'permissive',
  path: 'lodash.js',
  copyright: ['Copyright JS Foundation and other contributors'],
  content: '4dd8495f4d218ba33a2364257801b301',
  startLine: 6896,
  endLine: 6911,
  url: 'https://github.com/lodash/lodash/blob/4.17.21/lodash.js#L6896-L6911',
  unit: 'chunk',
};

export const renamed: Finding = {
  key: '9f3c0d5e7a1b2c44',
  file: 'src/list/batches.ts',
  startLine: 4,
  endLine: 19,
  kind: 'renamed',
  severity: 'warning',
  similarity: 1,
  evidenceBits: 143.2,
  expectedByChance: 3e-31,
  renames: names('array items', 'size n', 'guard strict', 'length total', 'index at', 'resIndex slot', 'result batches', 'chunk toBatches'),
  kept: ['Array', 'length', 'nativeCeil', 'baseSlice', '0', '1'],
  match: lodash,
  alsoIn: [
    { work: 'lodash-es', version: '4.17.21' },
    { work: 'lodash.chunk', version: '4.2.0' },
  ],
};

export const verbatim: Finding = {
  key: '01aa77d3c5e9f6b0',
  file: 'src/crypto/hash.c',
  startLine: 88,
  endLine: 141,
  kind: 'verbatim',
  severity: 'error',
  similarity: 1,
  evidenceBits: 612.4,
  expectedByChance: 0,
  renames: [],
  kept: ['siphash', 'uint64_t', 'ROTL', '0x736f6d6570736575ULL', 'k0', 'k1', 'v0', 'v1', 'v2', 'v3', 'left', 'inlen', 'in', 'end'],
  match: {
    work: 'redis',
    version: '7.2.4',
    purl: 'pkg:github/redis/redis@7.2.4',
    license: 'BSD-3-Clause',
    licenseFamily: 'permissive',
    path: 'src/siphash.c',
    copyright: ['Copyright JS Foundation and other contributors'],
    content: 'fea4ccf7783fdaf0730bbc81d6ab05d3',
    startLine: 112,
    endLine: 165,
    url: 'https://github.com/redis/redis/blob/7.2.4/src/siphash.c#L112-L165',
    unit: 'siphash',
  },
  alsoIn: ['valkey 7.2.5', 'keydb 6.3.4', 'rust-siphash 0.3.0', 'cpython 3.12.1', 'perl 5.38.0', 'ruby 3.3.0'].map((name) => {
    const [work, version] = name.split(' ');
    return { work, version };
  }),
};

export const edited: Finding = {
  key: '5be2f01c77d80a93',
  file: 'src/crypto/hash.c',
  startLine: 12,
  endLine: 61,
  kind: 'edited',
  severity: 'warning',
  similarity: 0.8731,
  evidenceBits: 88.71,
  expectedByChance: 4.21e-9,
  renames: names(
    'dictEntry slot_t', 'he cur', 'nextHe following', 'prevHe before', 'table tab', 'key needle', 'dict map', 'ht table', 'size cells',
    'used fill', 'mask bits', 'h code', 'idx at', 'nofree keep', 'type ops', 'privdata user', 'rehashidx moving', 'iterators walkers',
    'metadata extra', 'entry e', 'dictGenericDelete map_remove',
  ),
  kept: ['NULL'],
  match: {
    work: 'redis',
    version: '7.2.4',
    purl: null,
    license: 'BSD-3-Clause',
    licenseFamily: 'permissive',
    path: 'src/dict.c',
    copyright: ['Copyright JS Foundation and other contributors'],
    content: '6c2e16c97afc5e23ea87083865cd712a',
    startLine: 430,
    endLine: 489,
    url: null,
    unit: 'dictGenericDelete',
  },
  alsoIn: [],
};

/** An index without names, a work without version or licence, a path too long for one line. */
export const nameless: Finding = {
  key: 'cafe00000000d00d',
  file: 'packages/platform/services/accounts/src/main/java/com/example/accounts/internal/scheduling/RetryingTaskScheduler.java',
  startLine: 204,
  endLine: 204,
  kind: 'renamed',
  severity: 'warning',
  similarity: 1,
  evidenceBits: 71,
  expectedByChance: 0.0004,
  renames: ['attempts', 'delay', 'jitter', 'task'].map((to) => ({ from: null, to })),
  kept: [],
  match: {
    work: 'internal-monolith',
    version: null,
    purl: null,
    license: 'NOASSERTION',
    licenseFamily: 'unknown',
    path: 'legacy/scheduler/Backoff.java',
    copyright: ['Copyright JS Foundation and other contributors'],
    content: '26b80faba0b5c439f4176c47d71a920c',
    startLine: 31,
    endLine: 31,
    url: null,
    unit: null,
  },
  alsoIn: [],
};

/** Wide letters, combining marks, and names that try to steer the terminal or break the Markdown. */
export const unicode: Finding = {
  key: '7777abcd7777abcd',
  file: 'src/日本語 フォルダ/été.py',
  startLine: 7,
  endLine: 21,
  kind: 'edited',
  severity: 'warning',
  similarity: 0.9996,
  evidenceBits: 96.5,
  expectedByChance: 2e-13,
  renames: [
    { from: 'count', to: '数' },
    { from: 'total', to: '合計金額' },
    { from: 'naïve', to: 'nai\u0308f' },
    { from: null, to: '結果' },
    { from: 'a|b`c', to: 'x\x1b[31mred\u202e' },
  ],
  kept: ['"two\nlines"', "'{0} of {1}'", 'sorted'],
  match: {
    work: 'pandas [fork] <b>',
    version: '2.2.0',
    purl: 'pkg:pypi/pandas@2.2.0',
    license: 'BSD-3-Clause OR Apache-2.0',
    licenseFamily: 'permissive',
    path: 'core/[id]/groupby.py',
    copyright: ['Copyright JS Foundation and other contributors'],
    content: 'dce800d17d782e4ec229be2c81339119',
    startLine: 1,
    endLine: 15,
    url: 'javascript:alert(1)',
    unit: 'group_sum',
  },
  alsoIn: [{ work: 'モジュール', version: null }],
};

export const idiom: Finding = {
  ...renamed,
  key: '1d10m00000000000',
  file: 'src/list/batches.ts',
  startLine: 40,
  endLine: 46,
  severity: 'information',
  evidenceBits: 61.3,
  expectedByChance: 0.0021,
  renames: names('object target', 'key name', 'result out'),
  kept: ['hasOwnProperty'],
  match: { ...lodash, startLine: 3000, endLine: 3006, unit: 'baseHas', url: null },
  alsoIn: ['underscore', 'ramda', 'jquery'].map((work) => ({ work, version: null })),
  idiom: true,
};

/** A finding that the file's own attribution has made milder. */
export const attributed: Finding = {
  ...renamed,
  key: 'a77a77a77a77a77a',
  file: 'src/list/attributed.ts',
  severity: 'information',
  alsoIn: [],
  note: { because: 'attributed', note: 'The file names lodash and its terms.' },
};

export const vendored: QuietFinding = {
  ...verbatim,
  key: '2222222222222222',
  file: 'third_party/redis/src/siphash.c',
  severity: 'warning',
  quiet: { because: 'vendored', note: 'redis lies in third_party/redis with its licence beside it.' },
};

export const ignored: QuietFinding = {
  ...edited,
  key: '3333333333333333',
  quiet: { because: 'ignored', note: 'Ignored by Ada on 2026-11-22: written here first.' },
};

export const full: Report = {
  version: 1,
  stats: { files: 312, functions: 4180, milliseconds: 1934.4 },
  findings: [renamed, attributed, verbatim, edited, nameless, unicode, idiom],
  quiet: [vendored, ignored],
  stale: [{ key: '0123456789abcdef', work: 'left-pad', reason: 'Three lines that anybody would write.' }],
  skipped: [
    { file: 'assets/logo.png', reason: 'binary' },
    { file: 'assets/photo 1.jpg', reason: 'binary' },
    { file: 'dist/bundle.min.js', reason: 'too large' },
    { file: 'docs/notes.tex', reason: 'unknown language' },
  ],
};

export const single: Report = { version: 1, stats: { files: 1, functions: 3, milliseconds: 48 }, findings: [renamed], quiet: [], stale: [], skipped: [] };

export const clean: Report = { version: 1, stats: { files: 312, functions: 4180, milliseconds: 65_400 }, findings: [], quiet: [], stale: [], skipped: [] };

export const absolute: Report = {
  version: 1,
  stats: { files: 3, functions: 9, milliseconds: 5 },
  findings: [
    { ...renamed, file: 'C:/Users/Ada L/100%/app.ts' },
    { ...renamed, file: '/srv/data#1/app.ts' },
    { ...renamed, file: '//server/share/ä.ts' },
    { ...renamed, file: 'odd:name/\ud800?.ts' },
  ],
  quiet: [],
  stale: [],
  skipped: [{ file: 'C:/x y/z.bin', reason: 'binary' }],
};

export const batches = `// Helpers for lists.
import { baseSlice, nativeCeil } from './native';

export function toBatches(items, n, strict) {
\tif (strict ? isIterateeCall(items, n, strict) : n === undefined) {
\t\tn = 1;
\t} else {
\t\tn = nativeMax(toInteger(n), 0);
\t}
\tconst total = items == null ? 0 : items.length;
\tif (!total || n < 1) {
\t\treturn [];
\t}
\tlet at = 0, slot = 0;
\tconst batches = Array(nativeCeil(total / n));
\twhile (at < total) {
\t\tbatches[slot++] = baseSlice(items, at, (at += n));
\t} return batches;
}
`;

function names(...pairs: string[]): Rename[] {
  return pairs.map((pair) => ({ from: pair.split(' ')[0], to: pair.split(' ')[1] }));
}
