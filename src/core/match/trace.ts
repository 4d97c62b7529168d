import type { Candidate, LookupStats } from './candidates.ts';
import type { ComposedMatch } from './composition-search.ts';
import type { Evidence } from './evidence.ts';
import type { Span } from './spans.ts';

/** Is told what each stage makes of a file, for `--explain`. */
export interface Trace {
  span(span: Span, lookup: LookupStats, candidates: number): void;
  alignment(span: Span, candidate: Candidate, evidence: Evidence | null, expected: number, coverage: number): void;
  /** Right before the alignment of a unit together with its neighbours. */
  joined?(span: Span): void;
  /** Of an alignment that chance doesn't explain: the share of its structure, 0 to 1, that many makers' code has. */
  commonplace?(candidate: Candidate, share: number): void;
  /** Once a file, after all alignments: what was found by texts. */
  compositions?(matches: readonly ComposedMatch[]): void;
}
