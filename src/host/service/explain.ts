import type { Engine } from '../../core/engine.ts';
import type { Candidate, LookupStats } from '../../core/match/candidates.ts';
import type { Span } from '../../core/match/spans.ts';
import { LineTable } from '../../core/tokens/line-table.ts';
import type { TokenFile } from '../../core/tokens/token-file.ts';
import { lineRange, offsetsOf } from '../../core/tokens/token-text.ts';
import type { ExplainedUnit, Explanation, NearestCandidate } from './protocol.ts';

export interface Explained {
  readonly engine: Engine;
  readonly tokens: TokenFile;
  readonly text: string;
  readonly path: string;
  /** UTF-16 offsets, half-open. */
  readonly from: number;
  readonly to: number;
  readonly expectedAtMost: number;
}

/** What each stage makes of the units that lie in or around a stretch of a file. */
export function explain({ engine, tokens, text, path, from, to, expectedAtMost }: Explained): Explanation {
  const looked = new Map<string, { lookup: LookupStats; candidates: number; nearest: NearestCandidate | null }>();
  const of = (span: Span): string => `${span.start} ${span.end}`;
  engine.check({ path, text, tokens }, {
    expectedAtMost,
    trace: {
      span: (span, lookup, candidates) => void looked.set(of(span), { lookup, candidates, nearest: null }),
      alignment(span, candidate, evidence, expected) {
        const known = looked.get(of(span));
        if (!known || !evidence || (known.nearest && known.nearest.expected <= expected)) return;
        known.nearest = { ...placeOf(candidate), bits: Math.round(evidence.bits * 10) / 10, expected };
      },
    },
  });
  const lines = new LineTable(text);
  const units = engine.reachable(tokens).flatMap((span): ExplainedUnit[] => {
    const range = offsetsOf(tokens, span.start, span.end);
    const known = looked.get(of(span));
    if (!known || range.to <= from || range.from >= to) return [];
    return [{
      ...lineRange(lines, range.from, range.to),
      tokens: span.end - span.start,
      reachableBits: Math.round(span.bits * 10) / 10,
      reachableExpected: span.expected,
      keys: known.lookup.keys,
      unknownKeys: known.lookup.unknown,
      candidates: known.candidates,
      nearest: known.nearest,
    }];
  });
  return { skipped: null, expectedAtMost, units };
}

function placeOf({ reader, segment, file }: Candidate): Pick<NearestCandidate, 'work' | 'version' | 'path'> {
  const holder = reader.holders(segment.content(file))[0];
  return { work: holder?.work.name ?? '?', version: holder?.work.version ?? null, path: holder?.path ?? '?' };
}
