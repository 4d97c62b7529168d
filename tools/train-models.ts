// Trains the family models from folders of public projects (scripts/fetch-projects.mjs with grammars/training.list and grammars/makers.list) and writes
// grammars/families/FAMILY.model, without what many makers have in common: run train-common then.
//   node dist/tools/train-models.js FOLDER... [--family FAMILY]...
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readModel, writeModel, type Gram } from '../src/core/match/family-model.ts';
import { gramHash } from '../src/core/match/gram-hash.ts';
import { createAnalyser } from '../src/syntax/analyser.ts';
import { grammarFiles } from '../src/host/node/grammar-files.ts';
import { argumentsOf } from '../test/bench/arguments.ts';
import { makerOf } from './training/maker.ts';
import { countTexts } from './training/text-counts.ts';
import { trainingFiles } from './training/training-files.ts';

const ORDER = 6;
const SLOT_BITS = 16;
const MOST_GRAMS = 54_000;
const MOST_TEXTS = 8192;
const VERSION = 1;

/** Of one project, so that none speaks for its family. */
const MOST_TOKENS = 500_000;
/** Makers that a text has at least: a name of one alone is the author's own, however many files have it. */
const FEWEST_MAKERS = 2;

const { positionals: folders, values } = argumentsOf({ options: { family: { type: 'string', multiple: true } }, allowPositionals: true });
const root = resolve(import.meta.dirname, '../..');
const analyser = await createAnalyser(grammarFiles());
const byFamily = new Map<string, Trained[]>();
for await (const { project, file } of trainingFiles(analyser, { folders, only: values.family ?? [], mostTokens: MOST_TOKENS })) {
  const files = byFamily.get(file.family) ?? [];
  byFamily.set(file.family, files);
  files.push({ maker: makerOf(project), codes: file.codes, texts: file.textHashes });
}
for (const [family, files] of [...byFamily].sort()) train(family, files);

/** A file, as far as it is learned from. */
interface Trained {
  readonly maker: string;
  readonly codes: Uint8Array;
  readonly texts: Uint32Array;
}

function train(family: string, all: readonly Trained[]): void {
  // Every tenth file is held out, to say how well the small model predicts.
  const files = all.filter((_, i) => i % 10 !== 0);
  const held = all.filter((_, i) => i % 10 === 0);
  // An n-gram of codes is exact as a number: order 6 at 8 bits is 48 bits.
  const counts: Map<number, number>[] = Array.from({ length: ORDER + 1 }, () => new Map());
  for (const { codes } of files) {
    for (let at = 0; at < codes.length; at++) {
      for (let n = 1, key = 0; n <= ORDER && at + n <= codes.length; n++) {
        key = key * 256 + codes[at + n - 1];
        counts[n].set(key, (counts[n].get(key) ?? 0) + 1);
      }
    }
  }
  const total = [...counts[1].values()].reduce((sum, n) => sum + n, 0);
  const kinds: Map<number, number>[] = counts.map((map) => {
    const distinct = new Map<number, number>();
    for (const key of map.keys()) {
      const context = Math.floor(key / 256);
      distinct.set(context, (distinct.get(context) ?? 0) + 1);
    }
    return distinct;
  });
  const vocabulary = counts[1].size;
  // Witten and Bell 1991: a context that was followed by many kinds of token is trusted less.
  const probability = new Map<number, number>();
  const pOf = (n: number, key: number): number => {
    if (n === 0) return 1 / (vocabulary + 1);
    const memo = n * 2 ** 48 + key;
    const known = n <= 4 ? probability.get(memo) : undefined;
    if (known !== undefined) return known;
    const context = Math.floor(key / 256);
    const seen = n === 1 ? total : counts[n - 1].get(context) ?? 0;
    const distinct = n === 1 ? vocabulary : kinds[n].get(context) ?? 0;
    const lower = pOf(n - 1, key % 256 ** (n - 1));
    const p = distinct === 0 ? lower : ((counts[n].get(key) ?? 0) + distinct * lower) / (seen + distinct);
    if (n <= 4) probability.set(memo, p);
    return p;
  };
  const scored: { n: number; key: number; use: number }[] = [];
  for (let n = 1; n <= ORDER; n++) {
    for (const [key, count] of counts[n]) {
      if (n > 1 && count < 3) continue;
      // What is lost where this gram is left out, over the whole corpus.
      const use = n === 1 ? Infinity : count * Math.abs(Math.log2(pOf(n, key) / pOf(n - 1, key % 256 ** (n - 1))));
      scored.push({ n, key, use });
    }
  }
  scored.sort((a, b) => b.use - a.use);
  const kept = scored.slice(0, MOST_GRAMS);
  const codesOf = (n: number, key: number): Uint8Array => {
    const codes = new Uint8Array(n);
    for (let i = n - 1; i >= 0; i--, key = Math.floor(key / 256)) codes[i] = key % 256;
    return codes;
  };
  // A context gives what its kept grams leave over to the shorter context, in proportion.
  const left = new Map<number, { kept: number; lower: number }>();
  for (const { n, key } of kept) {
    if (n === 1) continue;
    const context = n * 2 ** 48 + Math.floor(key / 256);
    const sums = left.get(context) ?? { kept: 0, lower: 0 };
    left.set(context, sums);
    sums.kept += pOf(n, key);
    sums.lower += pOf(n - 1, key % 256 ** (n - 1));
  }
  const grams = kept.map(({ n, key }): Gram => {
    const sums = left.get((n + 1) * 2 ** 48 + key);
    const backoff = sums ? Math.log2(Math.max(1e-4, 1 - sums.lower)) - Math.log2(Math.max(1e-4, 1 - sums.kept)) : 0;
    return { hash: gramHash(codesOf(n, key), 0, n), surprisal: -Math.log2(pOf(n, key)), backoff: Math.max(0, backoff) };
  });
  const usual = [...countTexts(all)].filter(([, count]) => count.files >= 3 && count.makers.size >= FEWEST_MAKERS);
  const texts = usual.map(([hash, count]) => ({ hash, files: count.files })).sort((x, y) => y.files - x.files || x.hash - y.hash).slice(0, MOST_TEXTS);
  const bytes = writeModel({ version: VERSION, order: ORDER, bits: SLOT_BITS, files: all.length, grams, texts });
  writeFileSync(join(root, 'grammars/families', `${family}.model`), bytes);

  const model = readModel(family, bytes);
  let [small, full, tokens] = [0, 0, 0];
  for (const { codes } of held) {
    for (let at = 0; at < codes.length; at++, tokens++) {
      small += model.surprisal(codes, at, 0);
      let key = 0;
      const n = Math.min(ORDER, at + 1);
      for (let i = at - n + 1; i <= at; i++) key = key * 256 + codes[i];
      full -= Math.log2(pOf(n, key));
    }
  }
  console.log(`${family}: ${all.length} files, ${total} tokens, ${kept.length} grams, ${bytes.length} bytes; held out ${(small / tokens).toFixed(3)} bits a token (all grams: ${(full / tokens).toFixed(3)})`);
}
