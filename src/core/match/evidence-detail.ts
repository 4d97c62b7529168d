import type { IndexedText } from '../index/contract.ts';
import { ID } from '../tokens/language.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import { offsetsOf, spellingOf } from '../tokens/token-text.ts';
import type { DetailName, DetailRun, EvidenceDetail, OriginalRange } from '../report.ts';
import { shownRenaming } from './evidence.ts';
import type { Alignment } from './matcher.ts';

/**
 * Where exactly the evidence of an alignment stands: its runs and the names in them. `source` is the text of the checked file,
 * the last argument what the index knows of the original's.
 */
export function evidenceDetail(alignment: Alignment, file: TokenFile, source: string, { texts, firstLines, lastLines }: IndexedText): EvidenceDetail {
  const { runs, tokens, candidate } = alignment;
  const pairs = new Map<number, { readonly y: number; readonly pair: number }>();
  let pair = 0;
  for (const [x, y] of shownRenaming(file, tokens, runs)) if (file.textHashes[x - 1] !== tokens.textHashes[y - 1]) pairs.set(x, { y, pair: pair++ });
  const names: DetailName[] = [];
  const original = (at: number, end: number): OriginalRange => ({
    tokens: [at, end],
    startLine: 1 + firstLines.subarray(at, end).reduce((a, b) => Math.min(a, b)),
    endLine: 1 + lastLines.subarray(at, end).reduce((a, b) => Math.max(a, b)),
    from: null,
    to: null,
  });
  const detailed = runs.map(({ aAt, bAt, length }): DetailRun => {
    for (let t = 0; t < length; t++) {
      const [x, y] = [file.links[aAt + t], tokens.links[bAt + t]];
      if (!x || !y) continue;
      const kept = file.textHashes[x - 1] === tokens.textHashes[y - 1];
      const renaming = pairs.get(x);
      const isRenamed = !kept && renaming?.y === y;
      if (!kept && !isRenamed && file.codes[aAt + t] !== ID) continue;
      names.push({
        from: file.starts[aAt + t],
        to: file.ends[aAt + t],
        name: spellingOf(file, source, x),
        original: texts[y - 1] || null,
        relation: kept ? 'kept' : isRenamed ? 'renamed' : 'different',
        pair: isRenamed ? renaming.pair : -1,
        theirs: original(bAt + t, bAt + t + 1),
      });
    }
    return { ...offsetsOf(file, aAt, aAt + length), tokens: length, theirs: original(bAt, bAt + length) };
  });
  return { runs: detailed, names, source: candidate.segment.source(candidate.file) };
}

/** The same with offsets in the original's text: `original` are the tokens of the very content that the index knows. */
export function placedInOriginal(detail: EvidenceDetail, original: TokenFile): EvidenceDetail {
  const placed = (range: OriginalRange): OriginalRange => (range.tokens[1] > original.codes.length ? range : { ...range, ...offsetsOf(original, range.tokens[0], range.tokens[1]) });
  return {
    ...detail,
    runs: detail.runs.map((run) => ({ ...run, theirs: placed(run.theirs) })),
    names: detail.names.map((name) => ({ ...name, theirs: placed(name.theirs) })),
  };
}
