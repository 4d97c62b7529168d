import { describe, it } from 'vitest';
import { renderComparison } from '../../../src/report/comparison-text.ts';
import { evidencePage } from '../../../src/report/html/evidence-page.ts';
import { htmlReport } from '../../../src/report/html/html-report.ts';
import { evidenceCommands, evidenceStrings } from '../../../src/report/html/strings.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { renderText } from '../../../src/report/text.ts';
import * as pages from '../../unit/report/html-samples.ts';
import { comparison, noMatch } from '../../unit/report/comparison-samples.ts';
import * as samples from '../../unit/report/samples.ts';
import { expectGolden } from './golden.ts';

const source = (file: string) => (file === samples.renamed.file ? samples.batches : null);

describe('reports look as they did', () => {
  it.each([60, 80, 100, 200])('text, %i columns', (width) => {
    expectGolden(`full-${width}.txt`, renderText(samples.full, { color: false, width, source }));
  });
  it('text in colour', () => expectGolden('full-100.ansi', renderText(samples.full, { color: true, width: 100, source })));
  it('text in ASCII, verbose', () => {
    expectGolden('full-ascii.txt', renderText(samples.full, { color: false, width: 100, ascii: true, verbose: true, source }));
  });
  it('one finding', () => expectGolden('single.txt', renderText(samples.single, { color: false, width: 80 })));
  it('nothing found', () => expectGolden('clean.txt', renderText(samples.clean, { color: false, width: 80 })));
  it('JSON', () => expectGolden('full.json', renderJson(samples.full)));
  it.each(['full', 'clean', 'absolute'] as const)('SARIF, %s', (name) => {
    expectGolden(`${name}.sarif`, renderSarif(samples[name], { toolVersion: '0.1.0' }));
  });
  it.each([90, 130])('comparison, %i columns', (width) => {
    expectGolden(`comparison-${width}.txt`, renderComparison(comparison, { color: false, width }));
  });
  it('comparison in colour', () => expectGolden('comparison-130.ansi', renderComparison(comparison, { color: true, width: 130 })));
  it('no match', () => expectGolden('no-match.txt', renderComparison(noMatch, { color: false, width: 80 })));
  it.each(['report', 'nothing'] as const)('HTML, %s', (name) => {
    const about = { toolVersion: '0.1.0', scanned: ['src'], scannedAt: new Date(Date.UTC(2026, 1, 3, 16, 5)), indexes: ['packages.ncx'], level: 'level normal' };
    expectGolden(`${name}.html`, htmlReport({ report: pages[name], texts: pages.texts, originals: pages.originals }, about));
  });
  it.each([['evidence', pages.original], ['evidence-alone', null]])('HTML, %s', (name, original) => {
    expectGolden(`${name}.html`, evidencePage({ finding: pages.placed, ours: pages.ours, original, strings: evidenceStrings, commands: evidenceCommands, nonce: 'N0nce', cspSource: 'https://example.com' }));
  });
});
