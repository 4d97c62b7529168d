import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedLines, type LineChange } from '../../../src/vscode/moved-lines.ts';

const item = { startLine: 10, endLine: 14 };
const change = (startLine: number, endLine: number, breaks: number, atLineStart = true): LineChange => ({ startLine: startLine - 1, endLine: endLine - 1, breaks, atLineStart });

describe('lines of a finding after a change', () => {
  it.each([
    ['lines put in above', change(3, 3, 2), { startLine: 12, endLine: 16 }],
    ['lines taken out above', change(3, 6, 0), { startLine: 7, endLine: 11 }],
    ['a line put in right before', change(10, 10, 1), { startLine: 11, endLine: 15 }],
    ['the line above joined to the first', change(9, 10, 0, false), { startLine: 9, endLine: 13 }],
    ['typing in the first line', change(10, 10, 0, false), item],
    ['a break in the first line', change(10, 10, 1, false), { startLine: 10, endLine: 15 }],
    ['lines put in inside', change(12, 12, 3), { startLine: 10, endLine: 17 }],
    ['lines taken out inside', change(11, 13, 0), { startLine: 10, endLine: 12 }],
    ['lines put in after', change(15, 15, 5), item],
    ['the end replaced with what follows', change(13, 20, 0), { startLine: 10, endLine: 13 }],
    ['the beginning replaced with what stands before', change(5, 11, 0), { startLine: 5, endLine: 8 }],
  ])('%s', (_, one, expected) => expect(movedLines(item, [one])).toEqual(expected));

  it('is gone when all of it was replaced', () => expect(movedLines(item, [change(8, 20, 3)])).toBeNull());

  it('comes back where it was when a change above is undone', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 }), (line, breaks) => {
      expect(movedLines(item, [change(line, line, breaks), change(line, line + breaks, 0)])).toEqual(item);
    }));
  });

  it('never ends before it begins', () => {
    const any = fc.record({ startLine: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 0, max: 10 }), breaks: fc.integer({ min: 0, max: 10 }), atLineStart: fc.boolean() }).map(({ length, ...rest }) => ({ ...rest, endLine: rest.startLine + length }));
    fc.assert(fc.property(fc.array(any, { maxLength: 6 }), (changes) => {
      const moved = movedLines(item, changes);
      if (moved) expect(moved.endLine).toBeGreaterThanOrEqual(moved.startLine);
      if (moved) expect(moved.startLine).toBeGreaterThanOrEqual(1);
    }));
  });
});
