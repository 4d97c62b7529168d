import { describe, expect, it } from 'vitest';
import { cells } from '../../../src/report/cells.ts';
import { renderComparison } from '../../../src/report/comparison-text.ts';
import { linePairs } from '../../../src/report/line-pairs.ts';
import { comparison, noMatch } from './comparison-samples.ts';

const never = () => false;
const show = (input: Parameters<typeof linePairs>[0]) =>
  linePairs(input).map((r) => (r.type === 'gap' ? `gap ${r.aLines} ${r.bLines}` : `${r.a ?? '-'} ${r.b ?? '-'}${r.matched ? ' *' : ''}`));

describe('linePairs', () => {
  it('shows every line once, also where runs share one', () => {
    const runs = [
      { aStart: 1, aEnd: 2, bStart: 1, bEnd: 2, tokens: 9 },
      { aStart: 2, aEnd: 3, bStart: 4, bEnd: 4, tokens: 9 },
    ];
    expect(show({ runs, aLines: 3, bLines: 4, alike: never })).toEqual(['1 1 *', '2 2 *', '- 3', '3 4 *']);
  });
  it('leaves far-off lines out', () => {
    const runs = [{ aStart: 21, aEnd: 21, bStart: 1, bEnd: 1, tokens: 9 }];
    expect(show({ runs, aLines: 40, bLines: 3, alike: never })).toEqual([
      'gap 18 0', '19 -', '20 -', '21 1 *', '22 2', '23 3', 'gap 17 0',
    ]);
  });
  it('keeps a run in step by its like lines', () => {
    const runs = [{ aStart: 1, aEnd: 3, bStart: 1, bEnd: 2, tokens: 9 }];
    expect(show({ runs, aLines: 3, bLines: 2, alike: (a, b) => a === 3 && b === 2 })).toEqual(['1 1 *', '2 - *', '3 2 *']);
  });
  it('copes with runs beyond the text', () => {
    const runs = [{ aStart: 1, aEnd: 99, bStart: 5, bEnd: 99, tokens: 9 }];
    expect(show({ runs, aLines: 2, bLines: 1, alike: never })).toEqual(['- 1', '1 - *', '2 - *']);
  });
});

describe('renderComparison', () => {
  it('stands side by side from 120 columns on', () => {
    expect(renderComparison(comparison, { color: false, width: 119 })).not.toContain(' │ ');
    const wide = renderComparison(comparison, { color: false, width: 120 });
    const bars = wide.split('\n').filter((line) => line.includes(' │')).map((line) => cells(line.slice(0, line.indexOf(' │'))));
    expect(new Set(bars).size).toBe(1);
    for (const line of wide.split('\n')) expect(cells(line)).toBeLessThanOrEqual(120);
  });
  it.each([80, 140])('says in colour what it says without, %i columns', (width) => {
    const coloured = renderComparison(comparison, { color: true, width });
    const stripped = coloured.replace(/\x1b\[\d+m/g, '').replace(/ +$/gm, '');
    expect(stripped).toBe(renderComparison(comparison, { color: false, width }));
    expect(coloured).toContain('\x1b[36marray\x1b[39m');
    expect(coloured).toContain('\x1b[33mitems\x1b[39m');
    expect(coloured).toContain('\x1b[36marray\x1b[39m.length;');
  });
  it('says when there is no significant match', () => {
    expect(renderComparison(noMatch, { color: false, width: 80 })).toBe('a.py and b.py: no significant match\n');
  });
  it('is plain ASCII where asked', () => {
    expect(renderComparison(comparison, { color: false, width: 140, ascii: true })).toMatch(/^[\x00-\x7f]*$/);
  });
});
