import type { FindingKind, Rename } from '../report.ts';
import { TYPE } from '../tokens/language.ts';
import { LineTable } from '../tokens/line-table.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { lineRange, offsetsOf, spellingOf } from '../tokens/token-text.ts';
import { Aligner } from './align.ts';
import { EvidenceScale, shownRenaming } from './evidence.ts';
import type { FamilyModel } from './family-model.ts';
import type { Run, Sides } from './runs.ts';
import { seedHashes } from './seeds.ts';
import { sameTextBits, TextWorths } from './text-worths.ts';
import { TokenWorths } from './token-worths.ts';

export interface ComparedFile {
  readonly name: string;
  readonly text: string;
  readonly tokens: TokenFile;
}

/** Lines are 1-based and inclusive. */
export interface ComparedLines {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
  readonly tokens: number;
}

/** What two files have in common: one best chain of equal tokens. */
export interface FileComparison {
  readonly a: ComparedFile;
  readonly b: ComparedFile;
  /** Null where the evidence is what unrelated files of this size have, too. */
  readonly kind: FindingKind | null;
  readonly similarity: number;
  readonly evidenceBits: number;
  readonly runs: readonly ComparedLines[];
  readonly renames: readonly (Rename & { readonly from: string })[];
  readonly kept: readonly string[];
}

/** Bits that two unrelated files hardly have in common when they alone are compared. */
const SIGNIFICANT = 30;

/** Compares two files of one family without an index. */
export function compareFiles(a: ComparedFile, b: ComparedFile, model: FamilyModel): FileComparison {
  const rarity = (hash: number): number => Math.log2((model.files + 1) / (model.documentFrequency(hash) + 1));
  const sides: Sides = {
    a: a.tokens.codes, aStart: 0, aEnd: a.tokens.codes.length,
    b: b.tokens.codes, bStart: 0, bEnd: b.tokens.codes.length,
    worth: new TokenWorths(a.tokens.codes, model).of(0, a.tokens.codes.length),
    sameText: sameTextBits(a.tokens, b.tokens, new TextWorths(a.tokens, rarity)),
  };
  const chain = new Aligner().query(sides).align(sides, seedHashes(sides.b));
  const evidence = chain.length === 0 ? null : new EvidenceScale().weigh(a.tokens, b.tokens, chain, model, rarity);
  if (!evidence) return { a, b, kind: null, similarity: 0, evidenceBits: 0, runs: [], renames: [], kept: [] };
  const runs = chain.slice(evidence.firstRun, evidence.lastRun + 1);
  const [first, last] = [runs[0], runs[runs.length - 1]];
  const longer = Math.max(last.aAt + last.length - first.aAt, last.bAt + last.length - first.bAt);
  const { renames, kept, isVerbatim } = names(a, b, runs);
  const kind = evidence.bits < SIGNIFICANT ? null : runs.length > 1 ? 'edited' : isVerbatim ? 'verbatim' : 'renamed';
  return { a, b, kind, similarity: evidence.matched / longer, evidenceBits: Math.round(evidence.bits * 10) / 10, runs: linesOf(a, b, runs), renames, kept };
}

function linesOf(a: ComparedFile, b: ComparedFile, runs: readonly Run[]): ComparedLines[] {
  const rows = { a: new LineTable(a.text), b: new LineTable(b.text) };
  const range = ({ tokens }: ComparedFile, lines: LineTable, at: number, length: number) => {
    const { from, to } = offsetsOf(tokens, at, at + length);
    return lineRange(lines, from, to);
  };
  return runs.map(({ aAt, bAt, length }) => {
    const inA = range(a, rows.a, aAt, length);
    const inB = range(b, rows.b, bAt, length);
    return { aStart: inA.startLine, aEnd: inA.endLine, bStart: inB.startLine, bEnd: inB.endLine, tokens: length };
  });
}

function names(a: ComparedFile, b: ComparedFile, runs: readonly Run[]) {
  const spelling = ({ text, tokens }: ComparedFile, link: number): string => spellingOf(tokens, text, link);
  const renames: { from: string; to: string }[] = [];
  for (const [x, y] of shownRenaming(a.tokens, b.tokens, runs)) {
    if (a.tokens.textHashes[x - 1] !== b.tokens.textHashes[y - 1]) renames.push({ from: spelling(a, x), to: spelling(b, y) });
  }
  const kept = new Set<string>();
  let isVerbatim = true;
  for (const run of runs) {
    for (let t = 0; t < run.length; t++) {
      const [i, j] = [run.aAt + t, run.bAt + t];
      const [x, y] = [a.tokens.links[i], b.tokens.links[j]];
      if (x === 0 || y === 0 || a.tokens.codes[i] === TYPE) continue;
      if (a.tokens.textHashes[x - 1] === b.tokens.textHashes[y - 1]) kept.add(spelling(a, x));
      else isVerbatim = false;
    }
  }
  return { renames, kept: [...kept], isVerbatim };
}
