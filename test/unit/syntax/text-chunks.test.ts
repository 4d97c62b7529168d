import { beforeAll, describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { grammarFiles } from '../../../src/host/node/grammar-files.ts';
import { createAnalyser } from '../../../src/syntax/analyser.ts';
import { textChunks } from '../../../src/syntax/text-chunks.ts';

const samples: Readonly<Record<string, string>> = {
  scala: 'object Till {\n  // 🧾 each of these ends at another place of a chunk\n  def sum(prices: Seq[Int]): Int =\n    val all = prices.map { price => price + 1 }\n    all.sum\n  val mark = "🧾🧾"\n}\n',
  python: 'def sum(prices):\n    """🧾 all of them"""\n    for price in prices:\n        yield f"🧾{price}"\n',
  javascript: 'function sum(prices) {\n  return prices.map((price) => `🧾${price}`).join("🧾🧾");\n}\n',
};

describe.each(Object.keys(samples))('%s', (language) => {
  let parser: Parser;
  beforeAll(async () => {
    (await createAnalyser(grammarFiles())).dispose(); // starts the parser's runtime
    parser = new Parser().setLanguage(await Language.load(await grammarFiles().grammar(`${language}.wasm`)));
  });

  it('has the same tree in chunks as in one piece, wherever they cut it', () => {
    for (let shift = 0; shift < 8; shift++) {
      const text = `${' '.repeat(shift)}\n${samples[language]!.repeat(20)}`;
      const [whole, inChunks] = [parser.parse(text)!, parser.parse(textChunks(text))!];
      const shape = (tree: typeof whole): string => [tree.rootNode.toString(), ...tree.rootNode.descendantsOfType(['identifier', 'string', 'comment']).map((node) => `${node!.startIndex} ${node!.endIndex}`)].join('\n');
      expect(shape(inChunks)).toBe(shape(whole));
      expect(inChunks.rootNode.endIndex).toBe(text.length);
      for (const tree of [whole, inChunks]) tree.delete();
    }
  });
});
