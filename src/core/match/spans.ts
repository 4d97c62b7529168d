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
 * library, in overlapping windows.
 */
export function spansOf(file: TokenFile): Span[] {
  return file.units.flatMap((unit, index): Span[] => {
    if (unit.end - unit.start <= LONGEST) return [{ start: unit.start, end: unit.end, unit: index, isWhole: true }];
    const windows: Span[] = [];
    for (let start = unit.start; start < unit.end; start += WINDOW_STEP) windows.push({ start, end: Math.min(unit.end, start + WINDOW), unit: index, isWhole: false });
    return windows;
  });
}

const LONGEST = 4000;
const WINDOW = 2000;
const WINDOW_STEP = 1500;
