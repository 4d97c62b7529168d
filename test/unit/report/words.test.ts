import { describe, expect, it } from 'vitest';
import { cells, cut, padEnd, printable } from '../../../src/report/cells.ts';
import { explainEvidence } from '../../../src/report/evidence.ts';
import { flow } from '../../../src/report/flow.ts';
import { renderJson } from '../../../src/report/json.ts';
import { count, duration, explainKind, licenceName, percent } from '../../../src/report/phrases.ts';
import * as samples from './samples.ts';

describe('explainEvidence', () => {
  it.each([
    [143.2, 3e-31, 'very strong evidence: 143 bits; expected by chance 3e-31 times'],
    [88.7, 4.2e-5, 'strong evidence: 89 bits; expected by chance 4e-5 times'],
    [71, 4e-4, 'fair evidence: 71 bits; expected by chance 4e-4 times'],
    [3.14, 0.5, 'weak evidence: 3.1 bits; expected by chance 0.5 times'],
    [1, 1, 'weak evidence: 1 bit; expected by chance once'],
    [900, 0, 'very strong evidence: 900 bits; expected by chance fewer than 1e-300 times'],
    [0, Infinity, 'weak evidence: 0 bits; expected by chance more than 1,000 times'],
    [120, null, 'very strong evidence: 120 bits'],
    [20, null, 'weak evidence: 20 bits'],
  ])('%d bits, %d', (bits, expected, words) => expect(explainEvidence(bits, expected)).toBe(words));
});

describe('phrases', () => {
  it('explain the kinds', () => {
    expect(explainKind('verbatim', 1, 0)).toBe('identical');
    expect(explainKind('renamed', 1, 14)).toBe('same code, 14 names changed');
    expect(explainKind('renamed', 1, 1)).toBe('same code, 1 name changed');
    expect(explainKind('renamed', 1, 0)).toBe('same code, other values in it');
    expect(explainKind('edited', 0.87, 0)).toBe('edited copy: 87% of it matches');
  });
  it('never round up to all nor down to nothing', () => {
    expect([1, 0.9999, 0.5, 0.0001, 0].map(percent)).toEqual(['100%', '99%', '50%', '1%', '0%']);
  });
  it('count, time and name', () => {
    expect([count(1, 'file'), count(0, 'file'), count(12345, 'file')]).toEqual(['1 file', '0 files', '12,345 files']);
    expect([0.4, 999, 1934, 59_990, 125_000].map(duration)).toEqual(['0 ms', '999 ms', '1.9 s', '1 min 0 s', '2 min 5 s']);
    expect([licenceName('NOASSERTION'), licenceName('MIT')]).toEqual(['licence unknown', 'MIT']);
  });
});

describe('cells', () => {
  it.each([
    ['abc', 3], ['é', 1], ['e\u0301', 1], ['日本', 4], ['한글', 4], ['ｱ', 1], ['👩‍👩‍👧', 2], ['🇩🇪', 2], ['→', 1], ['', 0],
  ])('measure %j', (text, width) => expect(cells(text)).toBe(width));
  it('cut and pad by what is seen', () => {
    expect(cut('日本語', 5, '…')).toBe('日本…');
    expect(cut('日本語', 4, '…')).toBe('日…');
    expect(cut('abc', 0, '...')).toBe('');
    expect(padEnd('日', 4)).toBe('日  ');
  });
  it('write controls out', () => expect(printable('a\r\n\x07\u2028b\u200b')).toBe('a\\r\\n\\u{7}\\u{2028}b\\u{200b}'));
});

describe('flow', () => {
  const loud = (text: string) => `<${text}>`;
  it('breaks between words, not within solid spans or styled words', () => {
    const spans = [{ text: 'see ' }, { text: 'a b', style: loud, solid: true }, { text: ', or (' }, { text: 'c', style: loud }, { text: ')' }];
    expect(flow(spans, { width: 9, indent: 2 })).toEqual(['see <a b>,', '  or (<c>)']);
    expect(flow(spans, { width: 7, indent: 2 })).toEqual(['see', '  <a b>,', '  or', '  (<c>)']);
  });
});

describe('renderJson', () => {
  it('is the report word for word', () => {
    for (const report of [samples.full, samples.clean, samples.absolute]) expect(JSON.parse(renderJson(report))).toEqual(report);
  });
  it('holds nothing beyond the contract', () => {
    const inner = { ...samples.single, cache: 1, findings: [{ ...samples.renamed, tokens: [1] }] };
    expect(renderJson(inner)).toBe(renderJson(samples.single));
  });
});
