import type { TokenFile } from '../tokens/token-file.ts';

/** A stretch of a file that is looked up as a whole, half-open in tokens. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The unit that the span is or is cut from. */
  readonly unit: number;
  /** Whether the span is the whole unit, so that its whole-unit fingerprints speak for it. */
  readonly isWhole: boolean;
}

/**
 * What of a file is looked up: each unit, the outer ones first; very long ones, such as the wrapper round a whole
 * library, in overlapping windows. What is nested deeper than anybody writes is looked up with what is around it only, so that the spans
 * together stay in proportion to the file.
 */
export function spansOf({ units }: Pick<TokenFile, 'units'>): Span[] {
  const depths = new Int32Array(units.length);
  return units.flatMap((unit, index): Span[] => {
    if (unit.parent >= 0) depths[index] = depths[unit.parent] + 1;
    if (depths[index] > DEEPEST) return [];
    if (unit.end - unit.start <= LONGEST) return [{ start: unit.start, end: unit.end, unit: index, isWhole: true }];
    const windows: Span[] = [];
    for (let start = unit.start; start < unit.end; start += WINDOW_STEP) windows.push({ start, end: Math.min(unit.end, start + WINDOW), unit: index, isWhole: false });
    return windows;
  });
}

/** Units around a unit. */
const DEEPEST = 64;
const LONGEST = 4000;
const WINDOW = 2000;
const WINDOW_STEP = 1500;
