import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/report/cells.ts';
import { evidencePage } from '../../../src/report/html/evidence-page.ts';
import { evidenceScript } from '../../../src/report/html/evidence-script.ts';
import { htmlReport, type HtmlReportOptions } from '../../../src/report/html/html-report.ts';
import { code, html } from '../../../src/report/html/markup.ts';
import { evidenceCommands, evidenceStrings } from '../../../src/report/html/strings.ts';
import { accessProblems, elementsOf, named } from './html-elements.ts';
import * as samples from './html-samples.ts';

const options: HtmlReportOptions = { toolVersion: '1.2.3', scanned: ['src', '<all>'], scannedAt: new Date(Date.UTC(2026, 1, 3, 16, 5)), indexes: ['a&b.ncx'], level: 'level normal' };
const page = htmlReport({ report: samples.report, texts: samples.texts, originals: samples.originals }, options);
const view = (input: Partial<Parameters<typeof evidencePage>[0]> = {}) =>
  evidencePage({ finding: samples.placed, ours: samples.ours, original: samples.original, strings: evidenceStrings, commands: evidenceCommands, nonce: 'abc123', cspSource: 'https://host.invalid', ...input });

describe('markup', () => {
  const unescape = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!);

  it('lets no text act, and loses none', () => {
    const unit = fc.oneof(fc.constantFrom('<', '>', '&', '"', "'", '\u202e', '\ud800', '\n', '\t'), fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)));
    fc.assert(fc.property(fc.string({ unit }), (text) => {
      const shown = html`<p title="${text}">${text}</p>`.text;
      const [, attribute, inner] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/u.exec(shown)!;
      expect([unescape(attribute), unescape(inner)]).toEqual([printable(text), printable(text)]);
    }));
  });

  it('takes markup as it is, and what is null as nothing', () => {
    expect(html`<b>${html`<i>${1}</i>`}${null}${['<', html`&amp;`]}</b>`.text).toBe('<b><i>1</i>&lt;&amp;</b>');
  });

  it('keeps tabs of code, and marks what it writes out', () => {
    expect(code('\tif (a < b) {').text).toBe('\tif (a &lt; b) {');
    expect(code('\t// \u202e"x"').text).toBe('\t// <span class="written">\\u{202e}</span>&quot;x&quot;');
  });
});

describe.each([['report', page], ['report of nothing', htmlReport({ report: samples.nothing, texts: new Map(), originals: new Map() }, options)], ['Evidence view', view()], ['Evidence view of the hostile', view({ finding: samples.hostile, ours: samples.hostileText, original: null })], ['Evidence view without any text', view({ ours: null, original: null })]])('%s', (_, text) => {
  const elements = elementsOf(text);

  it('is accessible in its structure', () => expect(accessProblems(elements)).toEqual([]));

  it('holds no inline handler, no inline style, and nothing that loads', () => {
    const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => /^on|^style$|^src|^srcset$|^action$/i.test(name))).toEqual([]);
    expect(elements.filter(({ name }) => /^(img|iframe|link|base|object|embed|form|image|use)$/.test(name))).toEqual([]);
    expect(named(elements, 'style').map((style) => style.text).join()).not.toMatch(/url\(|@import|@font-face/);
    const links = elements.flatMap(({ attributes }) => attributes['href'] ?? []);
    expect(links.filter((href) => !/^(#|https:\/\/)/.test(href))).toEqual([]);
  });

  it('lets no text of a finding end an element', () => {
    expect(text).not.toMatch(/<script>|<img|<svg onload|<iframe|<b>bold|\u202e|\u2066|\u0000/);
  });
});

describe('the report', () => {
  const elements = elementsOf(page);

  it('has a policy that allows its style and nothing else', () => {
    const [style] = named(elements, 'style');
    const policy = named(elements, 'meta').find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!.attributes['content'];
    const hash = createHash('sha256').update(style.text).digest('base64');
    expect(policy.replaceAll('&#39;', "'")).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(named(elements, 'script')).toEqual([]);
  });

  it('says what was scanned, when, with what', () => {
    const header = named(elements, 'header')[0].text;
    for (const fact of ['src, <all>', '3 February 2026', '16:05 UTC', 'a&b.ncx', 'level normal', 'Nearcopy 1.2.3']) expect(header).toContain(fact);
  });

  it('counts alike in bars and tables', () => {
    const [works, families, bits] = named(elements, 'figure').map(({ text }) => text);
    expect(works).toMatch(/redis 7\.2\.4 \(BSD-3-Clause\)\s*1\s*1\s*0/);
    expect(families).toContain('permissive');
    expect(bits).toContain('512 to 1024 bits');
    for (const figure of named(elements, 'figure')) {
      const inside = (name: string) => named(elements, name).filter(({ parent }) => [parent, parent?.parent, parent?.parent?.parent].includes(figure));
      const counts = inside('text').filter(({ attributes }) => attributes['class'] === 'count').map(({ text }) => Number(text));
      expect(counts.reduce((a, b) => a + b)).toBe(samples.report.findings.length);
    }
  });

  it('shows each finding under its file, and leads to each', () => {
    expect(named(elements, 'article')).toHaveLength(samples.report.findings.length);
    expect(named(elements, 'h3').map(({ text }) => text)).toEqual([...new Set(samples.report.findings.map(({ file }) => printable(file)))].sort());
    const links = named(elements, 'a').map(({ attributes }) => attributes['href']);
    for (const { attributes } of named(elements, 'article')) expect(links).toContain(`#${attributes['id']}`);
  });

  it('keeps what is quiet, stale or skipped behind closed details', () => {
    const details = named(elements, 'details');
    expect(details.map(({ attributes }) => attributes)).toEqual([{}, {}, {}]);
    expect(details.map(({ text }) => text).join()).toMatch(/[^]*reviewed <2024>[^]*dist\/bundle\.min\.js/);
    for (const { quiet } of samples.report.quiet) expect(details[0].text).toContain(quiet.note);
  });

  it('tells the reader where a text is missing', () => {
    expect(page).toContain('The text of this file is not at hand.');
    expect(page.match(/The original&#39;s text is not at hand/g)!.length).toBeGreaterThan(0);
  });

  it('is the same for the same input', () => {
    expect(htmlReport({ report: samples.report, texts: samples.texts, originals: samples.originals }, options)).toBe(page);
  });
});

describe('the Evidence view', () => {
  const elements = elementsOf(view());

  it('has a policy that allows what bears the nonce', () => {
    expect(view()).toContain(`content="default-src &#39;none&#39;; style-src &#39;nonce-abc123&#39; https://host.invalid; script-src &#39;nonce-abc123&#39;; font-src https://host.invalid; base-uri`);
    for (const name of ['style', 'script']) expect(named(elements, name).map(({ attributes }) => attributes)).toEqual([{ nonce: 'abc123' }]);
  });

  it('shows pairs under one number and one colour on both sides and in the table', () => {
    const pairs = elements.filter(({ attributes }) => attributes['data-pair'] === '3');
    expect(new Set(pairs.map(({ attributes }) => attributes['class']))).toEqual(new Set(['pair pair-2']));
    expect(new Set(pairs.map(({ text }) => text))).toEqual(new Set(['3', 'size', 'n']));
    expect(pairs.filter(({ name }) => name === 'button')).toHaveLength(1);
  });

  it('marks kept names, and names that break the renaming', () => {
    const of = (kind: string) => new Set(elements.filter(({ attributes }) => attributes['class'] === kind).map(({ text }) => text));
    expect([...of('kept')]).toEqual(expect.arrayContaining(['nativeMax', 'baseSlice', '0']));
    expect([...of('different')]).toEqual(expect.arrayContaining(['result', 'batches']));
  });

  it('has words for each run, and marks its lines', () => {
    const runs = named(elements, 'li').filter(({ parent }) => parent?.attributes['id'] === 'runs').map(({ text }) => text);
    expect(runs).toEqual(['run 1 of 2: 5 lines, 5 names renamed', 'run 2 of 2: 6 lines, 6 names renamed']);
    for (const run of ['0', '1']) expect(elements.filter(({ attributes }) => attributes['data-run'] === run).length).toBeGreaterThan(8);
  });

  it('has the buttons that were asked for', () => {
    const commands = (page: string) => elementsOf(page).flatMap(({ attributes }) => attributes['data-command'] ?? []);
    expect(commands(view())).toEqual([...evidenceCommands]);
    expect(commands(view({ commands: ['ignore'] }))).toEqual(['ignore']);
  });

  it('says everything in the words that it is given', () => {
    const shouted = new Map(Object.entries(evidenceStrings).map(([key, value]) => [key, typeof value === 'string' ? `«${value}»` : value]));
    const text = view({ strings: { ...evidenceStrings, ...Object.fromEntries(shouted), language: 'de' } as typeof evidenceStrings });
    expect(elementsOf(text)[0].attributes['lang']).toBe('de');
    for (const key of ['copiedFrom', 'origin', 'licenceLabel', 'kept', 'sideBySide', 'original', 'yours', 'line', 'match', 'legendRun', 'nextRun', 'caveat'] as const) expect(text).toContain(`«${evidenceStrings[key]}»`);
  });

  it('has a script that parses', () => expect(() => new Function(evidenceScript)).not.toThrow());
});
