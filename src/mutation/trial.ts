import type { CheckedFile, Engine } from '../core/engine.ts';
import type { Candidate } from '../core/match/candidates.ts';
import type { UnjudgedFinding } from '../core/match/findings.ts';
import type { Trace } from '../core/match/trace.ts';
import type { Place } from './equal-places.ts';

/**
 * What became of a mutant. `found`: a finding names the very function, or a place of the same code. Else the stage that lost it: `twin` and `elsewhere`:
 * a finding names another place, which is nearly the same code or not; `no candidate`: the look-up didn't bring the place up; `no
 * chain`: the two share no run of tokens; `too little evidence`: chance explains the match more often than the limit.
 */
export const OUTCOMES = ['found', 'twin', 'elsewhere', 'no candidate', 'no chain', 'too little evidence'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Trial {
  readonly outcome: Outcome;
  /** Evidence at the true place and how often chance explains it; null where it was never aligned. */
  readonly bits: number | null;
  readonly expected: number | null;
  readonly findings: readonly UnjudgedFinding[];
}

/** Tokens of the original, by which near twins are told. */
export interface OriginalTokens {
  readonly codes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Looks a mutant up and tells what became of it. `places` are those of the original's code. */
export function tryMutant(engine: Engine, file: CheckedFile, places: readonly Place[], original: OriginalTokens, expectedAtMost: number): Trial {
  const findings = engine.check(file, { expectedAtMost });
  const right = findings.filter((finding) => places.some((place) => names(finding, place))).sort((a, b) => a.expectedByChance - b.expectedByChance);
  if (right.length > 0) return { outcome: 'found', bits: right[0].evidenceBits, expected: right[0].expectedByChance, findings };
  return { ...lossOf(engine, file, places, original, expectedAtMost, findings.length > 0), findings };
}

/** The stage that lost a mutant. Looked up again with a limit that weighs weak matches too: the hot path leaves them out. */
function lossOf(engine: Engine, file: CheckedFile, places: readonly Place[], original: OriginalTokens, expectedAtMost: number, isFoundElsewhere: boolean): Omit<Trial, 'findings'> {
  let [isCandidate, isAligned] = [false, false];
  let [bits, expected]: [number | null, number | null] = [null, null];
  let other: { readonly candidate: Candidate; readonly expected: number } | null = null;
  const trace: Trace = {
    span: () => undefined,
    alignment(_, candidate, evidence, chance) {
      const content = candidate.segment.content(candidate.file);
      if (!places.some((place) => place.content === content && place.start < candidate.end && candidate.start < place.end)) {
        if (evidence && (!other || chance < other.expected)) other = { candidate, expected: chance };
        return;
      }
      isCandidate = true;
      if (!evidence) return;
      isAligned = true;
      if (expected === null || chance < expected) [bits, expected] = [evidence.bits, chance];
    },
  };
  engine.check(file, { expectedAtMost: LOOSE, trace });
  const chosen = other as { readonly candidate: Candidate; readonly expected: number } | null;
  const outcome = ((): Outcome => {
    if (isFoundElsewhere && chosen && chosen.expected <= expectedAtMost) return likeness(original, chosen.candidate) >= TWIN ? 'twin' : 'elsewhere';
    if (!isCandidate) return 'no candidate';
    return isAligned ? 'too little evidence' : 'no chain';
  })();
  return { outcome, bits, expected };
}

/** So often chance explains anything. */
const LOOSE = 1e4;

/** Share of the original's runs of six tokens that the other place must have to be nearly the same code. */
const TWIN = 0.7;

/** Whether a finding names a place: on most of the lines of the shorter of the two. */
export function names({ match }: UnjudgedFinding, place: Place): boolean {
  if (match.content !== place.content) return false;
  const shared = Math.min(match.endLine, place.endLine) - Math.max(match.startLine, place.startLine) + 1;
  const length = match.endLine - match.startLine + 1;
  return shared >= 0.5 * Math.min(length, place.endLine - place.startLine + 1);
}

function likeness({ codes, start, end }: OriginalTokens, { segment, file, start: from, end: to }: Candidate): number {
  const theirs = grams(segment.tokens(file).codes, from, to);
  const own = grams(codes, start, end);
  return [...own].filter((gram) => theirs.has(gram)).length / Math.max(1, own.size);
}

function grams(codes: Uint8Array, start: number, end: number): Set<string> {
  const all = new Set<string>();
  for (let i = start; i + 6 <= Math.min(end, codes.length); i++) all.add(codes.subarray(i, i + 6).join());
  return all;
}
