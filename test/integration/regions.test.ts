import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/report.ts';
import { scan, scanOne, succeed } from './support/cli.ts';
import { caseOf, markedLines, markedText, variantText, withWords } from './support/copies.ts';
import { Workspace } from './support/workspace.ts';

// What counts as one copied region, and which lines it has.

const space = new Workspace();
const js = caseOf('javascript');
const original = variantText(js, 'original');
const renamed = variantText(js, 'renamed');
afterAll(() => space.dispose());

const nested = `export function createStore(size) {
  const rows = new Map();
  function evict(wanted) {
    let oldest = null;
    for (const [name, row] of rows) {
      if (name !== wanted && (oldest === null || row.used < rows.get(oldest).used)) oldest = name;
    }
    if (oldest !== null && rows.size > size) {
      rows.delete(oldest);
      evict(wanted);
    }
  }
  function touch(name, make) {
    let row = rows.get(name);
    if (row === undefined) {
      row = { value: make(name), used: 0, made: Date.now() };
      rows.set(name, row);
      evict(name);
    }
    row.used += 1;
    return row.value;
  }
  return { touch, evict, count: () => rows.size };
}
`;
const nestedCopy = withWords(nested, { createStore: 'makeCache', rows: 'items', size: 'most', evict: 'drop', touch: 'use', oldest: 'stale', row: 'item', used: 'hits', wanted: 'keep', make: 'load' });

beforeAll(async () => {
  space.work('kit', { name: 'kit', version: '1.0.0', license: 'MIT' }, { 'src/lanes.js': original });
  space.work('store', { name: 'store', license: 'MIT' }, { 'store.js': nested });
  space.write('nested.js', nestedCopy);
  for (const name of ['kit', 'store']) await succeed(['index', 'build', '-o', `${name}.ncx`, name], { cwd: space.path });
});

describe.concurrent('line ends and byte order marks', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  const here = markedLines(renamed, js.unit);
  const there = markedLines(original, js.unit);

  it.each([
    ['CRLF', crlf(renamed)],
    ['a BOM', `\uFEFF${renamed}`],
    ['a BOM and CRLF', `\uFEFF${crlf(renamed)}`],
    ['no newline at the end', renamed.trimEnd()],
  ])('give the right lines in a scanned file with %s', async (name, text) => {
    const file = space.write(`ends/${name.replaceAll(' ', '-')}.js`, text);
    expect(await scanOne(['-i', 'kit.ncx', file], { cwd: space.path })).toMatchObject({ ...here, match: there, kind: 'renamed' });
  });

  it('give the right lines in a scanned file in UTF-16, of either byte order', async () => {
    const little = Buffer.from(`\uFEFF${crlf(renamed)}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const [name, bytes] of [['little', little], ['big', big]] as const) {
      const file = space.write(`ends/utf16-${name}.js`, bytes);
      expect(await scanOne(['-i', 'kit.ncx', file], { cwd: space.path })).toMatchObject({ ...here, match: there, renames: expect.arrayContaining([{ from: 'spans', to: 'shifts' }]) });
    }
  });

  it('give the right lines in indexed files, and the same findings', async () => {
    const [plain, ...others] = await Promise.all([['plain', original], ['crlf', crlf(original)], ['bom', `\uFEFF${crlf(original)}`]].map(async ([name, text]) => {
      space.work(`ends-${name}`, { name: 'kit', version: '1.0.0', license: 'MIT' }, { 'src/lanes.js': text });
      await succeed(['index', 'build', '-o', `ends-${name}.ncx`, `ends-${name}`], { cwd: space.path });
      return scanOne(['-i', `ends-${name}.ncx`, space.write('ends/asked.js', renamed)], { cwd: space.path });
    }));
    expect(plain).toMatchObject({ ...here, match: there });
    // Only the file that is named is another one.
    for (const other of others) expect(other).toEqual({ ...plain, match: { ...plain.match, content: other.match.content } });
  });
});

describe.concurrent('a region', () => {
  it('is reported once where functions are nested', async () => {
    const finding = await scanOne(['-i', 'store.ncx', 'nested.js'], { cwd: space.path });
    expect(finding).toMatchObject({ startLine: 1, endLine: 24, kind: 'renamed', match: { startLine: 1, endLine: 24 } });
    const inner = nestedCopy.split('\n').slice(12, 22).join('\n');
    expect(await scanOne(['-i', 'store.ncx', space.write('inner.js', inner)], { cwd: space.path })).toMatchObject({ startLine: 1, endLine: 10, match: { unit: 'touch', startLine: 13, endLine: 22 } });
  });

  it('is named for the function that it makes up, not for one inside it', async () => {
    const { match } = await scanOne(['-i', 'store.ncx', 'nested.js'], { cwd: space.path });
    expect(match.unit).toBe('createStore');
  });

  it('ends where the copy ends, where only the head of a function was taken', async () => {
    const head = markedText(renamed, js.unit).split('\n').slice(0, 7);
    const own = ['      try {', "        switch (typeof rows) { case 'string': throw new TypeError('rows'); default: delete shift.end; }", '      } finally {', '        console.log(`${lost} lost`);', '      }',
      '    }', '  }', '  do {', '    shifts.reverse();', '  } while (Math.random() > 0.5);', '  return lost;', '}', ''];
    const { startLine, endLine, match } = await scanOne(['-i', 'kit.ncx', space.write('head.js', [...head, ...own].join('\n'))], { cwd: space.path });
    expect([startLine, match.startLine]).toEqual([1, 4]);
    expect(endLine).toBeLessThanOrEqual(head.length + 1);
    expect(match.endLine).toBeLessThanOrEqual(3 + head.length + 1);
  });

  it('is reported for each copy in a file, in the order of lines', async () => {
    const second = withWords(markedText(original, 'describeGaps'), { describeGaps: 'emptySpots', lane: 'belt', span: 'box', lines: 'notes', previous: 'last', width: 'gap', unit: 'scale' });
    const text = `${renamed}\n${second}`;
    const { findings } = await scan(['-i', 'kit.ncx', space.write('two.js', text)], { cwd: space.path });
    expect(findings.map(({ match }) => match.unit)).toEqual(['packIntervals', 'describeGaps']);
    expect(disjoint(findings)).toBe(true);
    const twice = `${markedText(renamed, js.unit)}\n${withWords(markedText(renamed, js.unit), { layOutShifts: 'again', tracks: 'lines' })}`;
    const both = (await scan(['-i', 'kit.ncx', space.write('twice.js', twice)], { cwd: space.path })).findings;
    expect(both.map(({ startLine, endLine, match }) => [startLine, endLine, match.startLine, match.endLine])).toEqual([[1, 18, 4, 21], [20, 37, 4, 21]]);
    expect(both[0].key).toBe(both[1].key);
  });

  it('has no line in two findings, however long the wrapper around a library is', async () => {
    const functions = Array.from({ length: 60 }, (_, n) => `  function step${n}(list, factor) {
    let sum${n} = ${n};
    for (let i = ${n % 7}; i < list.length - ${n % 5}; i++) {
      if (list[i].${'abcdefgh'[n % 8]} > factor * ${n + 1}) sum${n} ${['+=', '-=', '*=', '|='][n % 4]} list[i].value${n % 3 === 0 ? ' << 2' : ` - ${n}`};
      ${n % 2 ? `else list.splice(i, ${n}, factor);` : `while (sum${n} > 100) sum${n} = Math.floor(sum${n} / ${n + 2});`}
    }
    return ${n % 3 ? `{ sum: sum${n}, factor }` : `[sum${n}, ...list.filter((one) => one.ok)]`};
  }`);
    const library = `(function (root) {\n${functions.join('\n\n')}\n  root.steps = [step0, step1];\n})(this);\n`;
    space.work('umd', { name: 'umd', license: 'MIT' }, { 'umd.js': library });
    await succeed(['index', 'build', '-o', 'umd.ncx', 'umd'], { cwd: space.path });
    const { findings } = await scan(['-i', 'umd.ncx', space.write('wrapped.js', library)], { cwd: space.path });
    expect(findings.length).toBeGreaterThan(0);
    expect(disjoint(findings)).toBe(true);
    for (const { startLine, endLine, match } of findings) expect([match.startLine, match.endLine]).toEqual([startLine, endLine]);
    const lines = findings.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0);
    expect(lines).toBeGreaterThan(0.95 * (library.split('\n').length - 1));
  });

  it('keeps its key where code moves, stands between other code or gets a line put in, and has another where it is cut', async () => {
    const body = markedText(renamed, js.unit);
    const keyOf = async (name: string, text: string) => (await scanOne(['-i', 'kit.ncx', space.write(name, text)], { cwd: space.path })).key;
    const key = await keyOf('key-here.js', body);
    expect(await keyOf('elsewhere/key-moved.js', `\n\n// moved\n${body}`)).toBe(key);
    expect(await keyOf('key-between.js', `${variantText(js, 'unrelated')}\n${body}`)).toBe(key);
    expect(await keyOf('key-edited.js', variantText(js, 'edited'))).toBe(key);
    expect(await keyOf('key-partial.js', variantText(js, 'partial'))).not.toBe(key);
  });
});

describe.concurrent('the last line', () => {
  it.each([
    ['javascript', 'js', `export function settle(list, factor) {
  for (const item of list) {
    item.sum = item.count * factor + item.extra;
    item.done = item.sum > factor && !item.open;
    item.late = item.done ? item.sum - factor : 0;
  }
}
`],
    ['c', 'c', `void settle(struct item *list, int length, int factor)
{
    for (int i = 0; i < length; i++) {
        list[i].sum = list[i].count * factor + list[i].extra;
        list[i].done = list[i].sum > factor && !list[i].open;
        list[i].late = list[i].done ? list[i].sum - factor : 0;
    }
}
`],
    ['go', 'go', `func Settle(list []Item, factor int) {
	for i := range list {
		list[i].Sum = list[i].Count*factor + list[i].Extra
		list[i].Done = list[i].Sum > factor && !list[i].Open
		list[i].Late = list[i].Sum - factor*len(list)
	}
}
`],
  ])('of a %s function of one statement is its closing brace', async (name, extension, text) => {
    const end = text.split('\n').length - 1;
    space.work(`short-${name}`, { name: `short-${name}`, license: 'MIT' }, { [`short.${extension}`]: text });
    await succeed(['index', 'build', '-o', `short-${name}.ncx`, `short-${name}`], { cwd: space.path });
    expect(await scanOne(['-i', `short-${name}.ncx`, space.write(`asked-short.${extension}`, text)], { cwd: space.path })).toMatchObject({ startLine: 1, endLine: end, match: { startLine: 1, endLine: end } });
  });
});

describe.concurrent('languages of one family', () => {
  it('find a JavaScript original of TypeScript code with types', async () => {
    const typed = markedText(renamed, js.unit).replace('(shifts, rows)', '(shifts: Shift[], rows: number)').replace('const tracks', 'const tracks: Track[]');
    expect(await scanOne(['-i', 'kit.ncx', space.write('typed.ts', typed)], { cwd: space.path })).toMatchObject({ startLine: 1, endLine: 18, kind: 'renamed', match: { path: 'src/lanes.js' } });
  });
});

function disjoint(findings: readonly Finding[]): boolean {
  return findings.every((one, i) => findings.every((other, j) => i === j || one.endLine < other.startLine || other.endLine < one.startLine));
}
