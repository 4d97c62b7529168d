import { compareText } from '../index/work-identity.ts';
import type { TokenFile } from '../tokens/token-file.ts';
import type { Candidate } from './candidates.ts';
import type { Alignment } from './matcher.ts';
import type { Run } from './runs.ts';

/** An alignment of a unit that shows too little by itself: the originals of its neighbours may stand next to where it lies. */
export interface NearMiss {
  readonly candidate: Candidate;
  /** Token range in the indexed file, half-open. */
  readonly bStart: number;
  readonly bEnd: number;
  /** Bits, as in an alignment. */
  readonly strength: number;
}

/** What an alignment says about its neighbours, by itself too weak; nothing where it shows next to nothing. */
export function nearMissOf({ candidate, bStart, bEnd, strength, evidence }: Alignment): NearMiss | undefined {
  return evidence.bits < LEAST_BITS ? undefined : { candidate, bStart, bEnd, strength };
}

/** The stronger of two near misses. Of equally strong ones content and place decide, so that nothing depends on the order of the candidates. */
export function nearer(a: NearMiss | undefined, b: NearMiss | undefined): NearMiss | undefined {
  if (!a || !b) return a ?? b;
  const content = ({ candidate: { segment, file } }: NearMiss): string => segment.content(file);
  return (b.strength - a.strength || compareText(content(a), content(b)) || a.bStart - b.bStart) > 0 ? b : a;
}

/**
 * A unit together with those next to it, half-open in tokens: whoever restructures a function takes parts of it out into others beside it,
 * and small functions are copied together. The longest stretch of units side by side, up to REACH on either side of this one, that is no longer
 * than LONGEST; null where no neighbour fits.
 */
export function withNeighbours({ units }: Pick<TokenFile, 'units'>, unit: number): { readonly start: number; readonly end: number } | null {
  const { parent } = units[unit];
  const siblings = units.filter((other) => other.parent === parent && other.kind !== 'toplevel').sort((a, b) => a.start - b.start);
  const at = siblings.indexOf(units[unit]);
  let longest: { readonly start: number; readonly end: number } | null = null;
  for (let first = Math.max(0, at - REACH); first <= at; first++) {
    for (let last = at; last < siblings.length && last <= at + REACH; last++) {
      const [start, end] = [siblings[first].start, siblings[last].end];
      if (first < last && end - start <= LONGEST && (!longest || end - start > longest.end - longest.start)) longest = { start, end };
    }
  }
  return longest;
}

/** Tokens of the innermost indexed units that the runs lie in, all together. */
export function tokensOfUnits({ segment, file }: Candidate, runs: readonly Run[]): number {
  const met = new Set<number>();
  let tokens = 0;
  for (const { bAt, length } of runs) {
    for (let at = bAt; at < bAt + length; ) {
      const unit = segment.unitAt(file, at);
      if (unit && !met.has(unit.start)) {
        met.add(unit.start);
        tokens += unit.end - unit.start;
      }
      at = Math.max(at + 1, unit?.end ?? 0);
    }
  }
  return tokens;
}

/** Bits of evidence of a near miss. */
const LEAST_BITS = 26;
/** Units on either side. */
const REACH = 2;
/** Tokens: longer functions speak for themselves. */
const LONGEST = 420;
