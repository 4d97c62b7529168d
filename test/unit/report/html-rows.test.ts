import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceRows, originLines } from '../../../src/report/html/evidence-rows.ts';
import { LinedText } from '../../../src/report/html/lined-text.ts';
import { MarkedText, spanOfLines } from '../../../src/report/html/marked-text.ts';
import { original, ours, placed } from './html-samples.ts';

describe('MarkedText', () => {
  const spans = (text: string) => fc.array(fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })), { maxLength: 6 });

  it('cuts every line into what it consists of, whatever is marked', () => {
    const input = fc.string({ unit: fc.constantFrom('a', ' ', '\t', ';', '\n', '\r\n', '\r'), maxLength: 60 }).chain((text) => fc.record({ text: fc.constant(text), runs: spans(text), names: spans(text) }));
    fc.assert(fc.property(input, ({ text, runs, names }) => {
      const marked = new MarkedText(new LinedText(text), runs, names);
      const lines = text.split(/\r\n|\r|\n/);
      if (lines.length > 1 && lines.at(-1) === '') lines.pop();
      expect(marked.lines).toEqual(lines);
      lines.forEach((line, i) => expect(marked.line(i + 1).segments.map((segment) => segment.text).join('')).toBe(line));
    }));
  });

  it('tells lines that a run covers from those that it only touches', () => {
    const text = 'a = b;\n  c(\n\n  d);\ne\n';
    const marked = new MarkedText(new LinedText(text), [{ from: text.indexOf('b'), to: text.indexOf('d') + 1 }], []);
    expect([1, 2, 3, 4, 5].map((line) => marked.line(line).run)).toEqual([-1, 0, 0, 0, -1]);
    expect(marked.line(1).segments).toEqual([{ text: 'a = ', run: -1, name: -1 }, { text: 'b;', run: 0, name: -1 }]);
  });

  it('takes the inner of two names, such as in a template', () => {
    const text = '`${x} and ${y}`';
    const marked = new MarkedText(new LinedText(text), [], [{ from: 0, to: text.length }, { from: 3, to: 4 }, { from: 12, to: 13 }]);
    expect(marked.line(1).segments.filter(({ name }) => name >= 0)).toEqual([{ text: 'x', run: -1, name: 1 }, { text: 'y', run: -1, name: 2 }]);
  });

  it('marks a name of several lines on each, and counts it where it begins', () => {
    const text = 'x = """one\r\ntwo""";\r\n';
    const marked = new MarkedText(new LinedText(text), [], [null, { from: 4, to: text.indexOf(';') }]);
    expect([1, 2].map((line) => marked.line(line).segments.find(({ name }) => name === 1)?.text)).toEqual(['"""one', 'two"""']);
    expect([1, 2].map((line) => marked.namesOf(line))).toEqual([[1], []]);
  });
});

describe('spanOfLines', () => {
  it.each([[1, 1, 'one'], [2, 3, 'two\r\nthree'], [3, 4, 'three\rfour'], [4, 9, 'four']])('%i to %i', (from, to, expected) => {
    const text = 'one\ntwo\r\nthree\rfour';
    const span = spanOfLines(text, from, to);
    expect(text.slice(span.from, span.to)).toBe(expected);
  });
});

describe('evidenceRows', () => {
  const both = (limit = 1000) => evidenceRows({ finding: placed, ours, original }, limit);

  it('sets each line of ours beside its counterpart', () => {
    const pairs = both().rows.flatMap((row) => (row.type === 'pair' ? [[row.original, row.ours, row.sign]] : []));
    expect(pairs).toContainEqual([4, 6, '~']);
    expect(pairs).toContainEqual([6, 8, '=']);
    expect(pairs).toContainEqual([null, 10, '']);
    for (const side of [0, 1]) {
      const lines = pairs.map((pair) => pair[side]).filter((line) => line !== null);
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => Number(a) - Number(b)));
    }
  });

  it('leaves out what does not fit, and says how much', () => {
    const { rows } = both(3);
    expect(rows).toHaveLength(4);
    const whole = both().rows.slice(3);
    const count = (side: 'original' | 'ours') => whole.reduce((sum, row) => sum + (row.type === 'gap' ? row[side] : row[side] === null ? 0 : 1), 0);
    expect(rows[3]).toEqual({ type: 'gap', original: count('original'), ours: count('ours') });
  });

  it('knows the lines of the original without its text', () => {
    const evidence = evidenceRows({ finding: placed, ours, original: null }, 1000);
    expect(evidence.original).toBeNull();
    expect(evidence.rows.every((row) => row.type === 'gap' || (row.original === null && row.ours !== null && row.sign === ''))).toBe(true);
    expect([4, 5, 10, 12].map((line) => originLines(evidence, line))).toEqual([{ start: 2, end: 2 }, { start: 3, end: 3 }, null, { start: 10, end: 10 }]);
  });

  it('shows the lines of a finding without detail', () => {
    const { detail, ...plain } = placed;
    expect(detail).toBeDefined();
    const { rows, ours: marked, runs } = evidenceRows({ finding: plain, ours, original }, 1000);
    expect(runs).toEqual([{ lines: 14, renamed: 0 }]);
    expect([2, 4, 17].map((line) => marked.line(line).run)).toEqual([-1, 0, 0]);
    expect(rows.filter((row) => row.type === 'pair' && row.sign === '~').length).toBeGreaterThan(8);
  });

  it('takes whole lines of an original in which the evidence is not placed', () => {
    const nowhere = { from: null, to: null };
    const detail = { ...placed.detail!, runs: placed.detail!.runs.map((run) => ({ ...run, theirs: { ...run.theirs, ...nowhere } })), names: placed.detail!.names.map((name) => ({ ...name, theirs: { ...name.theirs, ...nowhere } })) };
    const evidence = evidenceRows({ finding: { ...placed, detail }, ours, original }, 1000);
    expect([1, 2, 6, 9].map((line) => evidence.original!.line(line).run)).toEqual([-1, 0, 0, 1]);
    expect(evidence.original!.line(3).segments.every(({ name }) => name === -1)).toBe(true);
  });

  it('survives a text that has changed since', () => {
    const { rows } = evidenceRows({ finding: placed, ours: 'gone\n', original }, 1000);
    expect(rows.every((row) => row.type === 'gap' || row.ours === null || row.ours === 1)).toBe(true);
  });
});
