import { describe, expect, it } from 'vitest';
import { cells } from '../../../src/report/cells.ts';
import { renderText, TextReport } from '../../../src/report/text.ts';
import * as samples from './samples.ts';

const source = (file: string) => (file === samples.renamed.file ? samples.batches : null);
const plain = (width = 100) => renderText(samples.full, { color: false, width, source });
const escapes = /\x1b\[\d+m/g;

describe('renderText', () => {
  it.each([20, 60, 79, 100, 137, 200, 1000])('fits %i columns but for paths and addresses', (width) => {
    const limit = Math.min(200, Math.max(60, width));
    for (const line of plain(width).split('\n')) {
      if (cells(line) > limit) expect(line.trim()).toMatch(/^\S+$/);
    }
  });

  it.each([60, 100, 200])('says in colour what it says without, %i columns', (width) => {
    const coloured = renderText(samples.full, { color: true, width, source });
    expect(coloured).not.toBe(plain(width));
    expect(coloured.replace(escapes, '')).toBe(plain(width));
  });

  it('lets no name of a stranger steer the terminal', () => {
    expect(plain()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(plain()).toContain('x\\u{1b}[31mred\\u{202e}');
  });

  it('orders by file and line, and leaves the report as it was', () => {
    const before = JSON.stringify(samples.full);
    const places = [...plain(200).matchAll(/^(\S.*?):(\d+)\S*( {2}|$)/gm)].map((m) => `${m[1].slice(0, 12)}:${m[2]}`);
    expect(places).toEqual(['packages/pla:204', 'src/crypto/h:12', 'src/crypto/h:88', 'src/list/att:4', 'src/list/bat:4', 'src/list/bat:40', 'src/日本語 フォルダ:7']);
    expect(JSON.stringify(samples.full)).toBe(before);
  });

  it('shows twelve renames, three other holders and how many more', () => {
    expect(plain()).toContain('… and 9 more');
    expect(plain()).toContain('valkey 7.2.5, keydb 6.3.4, rust-siphash 0.3.0 and 3 more');
  });

  it('counts what is quiet by reason, and lists it with the reasons where all is asked for', () => {
    expect(plain()).toContain('Not reported: 2 matches (1 ignored, 1 vendored with their licence).\n');
    const verbose = renderText(samples.full, { color: false, width: 200, verbose: true });
    expect(verbose).toContain('  src/crypto/hash.c:12-61  redis 7.2.4: Ignored by Ada on 2026-11-22: written here first.\n');
    expect(renderText(samples.single, { color: false, width: 100 })).not.toContain('Not reported');
  });

  it('ends with the caveat where something was found, and only there', () => {
    const caveat = 'A match is a reason to look, not a legal verdict.\n';
    expect(plain().endsWith(caveat)).toBe(true);
    expect(renderText(samples.clean, { color: false, width: 80 })).toBe('✓ No copies found in 312 files with 4,180 functions in 1 min 5 s.\n');
  });

  it('says so where there was nothing to check', () => {
    const nothing = { ...samples.clean, stats: { files: 0, functions: 0, milliseconds: 2 }, skipped: [{ file: 'a.bin', reason: 'binary' }] };
    expect(renderText(nothing, { color: false, width: 80 })).toBe(
      'Nothing was checked.\nSkipped 1 file: 1 binary.\n',
    );
  });

  it('names skipped files on request', () => {
    expect(plain()).not.toContain('logo.png');
    expect(renderText(samples.full, { color: false, width: 80, verbose: true })).toContain('  assets/logo.png  binary\n');
  });

  it('is the same text where it is written file by file', () => {
    const options = { color: true, width: 90, verbose: true, source };
    const files = [...new Set([...samples.full.findings, ...samples.full.quiet].map(({ file }) => file))].sort();
    const text = new TextReport(options);
    const of = <Found extends { readonly file: string }>(all: readonly Found[], file: string) => all.filter((one) => one.file === file);
    const parts = files.map((file) => text.found({ findings: of(samples.full.findings, file), quiet: of(samples.full.quiet, file) }));
    const quietInOrder = [...samples.full.quiet].sort((a, b) => (a.file < b.file ? -1 : 1));
    expect(parts.join('') + text.end(samples.full)).toBe(renderText({ ...samples.full, quiet: quietInOrder }, options));
    expect(parts.filter((part) => part !== '').length).toBeGreaterThan(2);
  });

  it('uses signs of ASCII only where asked', () => {
    const text = renderText({ ...samples.single, findings: [samples.renamed, samples.edited] }, { color: false, width: 80, ascii: true, source });
    expect(text).toMatch(/^[\x00-\x7f]*$/);
  });

  it('shows no excerpt of a file that has become shorter', () => {
    const text = renderText(samples.single, { color: false, width: 80, source: () => 'gone\n' });
    expect(text).toBe(renderText(samples.single, { color: false, width: 80 }));
  });
});
