import type { TokenFile } from '../tokens/token-file.ts';
import type { Stretch } from './composition.ts';

/** Units that stand next to one another, with the few tokens round them that belong to no unit. Token range, half-open. */
export interface Neighbourhood {
  readonly start: number;
  readonly end: number;
}

/**
 * The places of a file where one original may have gone: each unit, and each few neighbours, since whoever restructures a function takes
 * parts of it out into others beside it.
 */
export function neighbourhoods({ codes, units }: Pick<TokenFile, 'codes' | 'units'>): Neighbourhood[] {
  const found = new Map<string, Neighbourhood>();
  const add = (start: number, end: number): void => void found.set(`${start} ${end}`, { start, end });
  const byParent = new Map<number, { start: number; end: number }[]>();
  units.forEach((unit) => {
    if (unit.kind !== 'toplevel' && unit.end - unit.start <= LONGEST_UNIT) add(unit.start, unit.end);
    const siblings = byParent.get(unit.parent);
    if (siblings) siblings.push(unit);
    else byParent.set(unit.parent, [unit]);
  });
  for (const [parent, siblings] of byParent) {
    const [from, to] = parent < 0 ? [0, codes.length] : [units[parent].start, units[parent].end];
    siblings.forEach((first, i) => {
      const start = Math.max(i > 0 ? siblings[i - 1].end : from, first.start - MARGIN);
      for (let k = i; k < siblings.length && k < i + MOST_NEIGHBOURS; k++) {
        const end = Math.min(k + 1 < siblings.length ? siblings[k + 1].start : to, siblings[k].end + MARGIN);
        if (end - start > LONGEST) break;
        add(start, end);
      }
    });
  }
  return [...found.values()];
}

/** Whether two units are near twins by structure: versions of one work, mostly. */
export function isTwin(a: Stretch, b: Stretch): boolean {
  const [x, y] = [gramsOf(a), gramsOf(b)];
  return inCommon(x, y) >= TWIN * Math.min(x.size, y.size);
}

/** Share of the larger one's distinct 4-grams that both stretches have: which of two twins is the nearer. */
export function likeness(a: Stretch, b: Stretch): number {
  const [x, y] = [gramsOf(a), gramsOf(b)];
  return inCommon(x, y) / Math.max(1, x.size, y.size);
}

function inCommon(x: ReadonlySet<number>, y: ReadonlySet<number>): number {
  let shared = 0;
  for (const gram of x) if (y.has(gram)) shared++;
  return shared;
}

function gramsOf({ tokens: { codes }, start, end }: Stretch): Set<number> {
  const grams = new Set<number>();
  for (let at = start; at + 4 <= end; at++) grams.add(codes[at] | (codes[at + 1] << 8) | (codes[at + 2] << 16) | (codes[at + 3] << 24));
  return grams;
}

/** Tokens of a single unit, and of several together. */
const LONGEST_UNIT = 420;
const LONGEST = 280;
const MOST_NEIGHBOURS = 5;
/** Tokens outside of units that go with a unit beside them. */
const MARGIN = 40;
/** Share of the 4-grams of the smaller one that twins have in common. */
const TWIN = 0.45;
