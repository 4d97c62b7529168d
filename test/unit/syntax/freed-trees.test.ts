import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Parser } from 'web-tree-sitter';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createAnalyser, isRefusal, type Analyser } from '../../../src/syntax/analyser.ts';
import { liveTrees } from './live-trees.ts';

// Trees lie in the memory of the parser, which never shrinks: each has to be deleted.

const WHOLE = 'export class Shelf {\n  put(book) { this.books.push(book); return this.books.length; }\n}\n';
const FRAGMENT = '  put(book) { this.books.push(book); return this.books.length; }\n';
const BROKEN = 'export class Shelf {\n  put(book) { this.books.push(book; return } ] this.books.length;\n}\n';
const TEXTS = [WHOLE, FRAGMENT, BROKEN, ''];

const live = liveTrees();

/** web-tree-sitter lends its memory to the first analyser of a process only: the others read trees through the cursor. */
describe.each(['heap', 'cursor'])('with the walk over the %s', (walk) => {
  let analyser: Analyser;
  /** Milliseconds that pass each time that somebody looks at the clock. */
  let step = 0;
  let time = 0;
  beforeAll(async () => {
    analyser = await createAnalyser({ ...grammarFiles(), now: () => (time += step), parseBudget: 10 });
    analyser.syntax.useCursor(walk === 'cursor');
    expect((await analyser.syntax.load('javascript')).walk).toBe(walk);
    expect(live.size).toBe(0);
  });
  afterAll(() => analyser.dispose());
  const javascript = () => [analyser.languages.named('javascript')!];
  const headers = () => analyser.languages.ofPath('shelf.h');

  it('a text leaves no tree behind', async () => {
    for (const text of TEXTS) {
      for (const candidates of [javascript(), headers()]) await analyser.analyse(text, candidates);
      expect(live.size).toBe(0);
    }
  });

  it('a followed text has one tree a language through its changes, and none once it is disposed of', async () => {
    for (const candidates of [javascript(), headers()]) {
      const followed = analyser.follow(candidates);
      for (const text of [...TEXTS, ...TEXTS.map((one) => `// moved\n${one}`), WHOLE, WHOLE, BROKEN, `${BROKEN}\n`]) {
        await followed.analyse(text);
        expect(live.size).toBeGreaterThan(0);
        expect(live.size).toBeLessThanOrEqual(candidates.length);
      }
      followed.dispose();
      followed.dispose();
      expect(live.size).toBe(0);
    }
  });

  it('a parse that takes too long leaves none', async () => {
    const long = Array.from({ length: 20_000 }, (_, n) => `call(${n});`).join('\n');
    const followed = analyser.follow(javascript());
    await followed.analyse(WHOLE);
    step = 20;
    expect(isRefusal(await followed.analyse(long))).toBe(true);
    expect(isRefusal(await analyser.analyse(long, javascript()))).toBe(true);
    step = 0;
    expect(live.size).toBe(0);
    followed.dispose();
  });
});

it('the parser goes with the analyser', async () => {
  const deleted = vi.spyOn(Parser.prototype, 'delete');
  const another = await createAnalyser(grammarFiles());
  await another.analyse(WHOLE, [another.languages.named('javascript')!]);
  another.dispose();
  expect(deleted).toHaveBeenCalledTimes(1);
});
