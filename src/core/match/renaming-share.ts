import { ID } from '../tokens/language.ts';
import { settledRenaming, type NamedTokens } from './evidence.ts';
import type { Run } from './runs.ts';

/**
 * Whether the names of a match can be the names of a copy: of those that are used more than once on either side, at least LEAST follow one renaming. Where all else is equal and
 * nothing is called the same twice, structure alone would be a match of two programs that do different things. Few repeated names say nothing, and pass.
 */
export function followsOneRenaming(a: NamedTokens, b: NamedTokens, runs: readonly Run[]): boolean {
  const { followed, repeated } = renamingShare(a, b, runs);
  return repeated < FEW || followed >= LEAST * repeated;
}

/** Of the matched names that are used more than once on either side: how many there are, and how many the settled renaming explains. */
export function renamingShare(a: NamedTokens, b: NamedTokens, runs: readonly Run[]): { readonly followed: number; readonly repeated: number } {
  const uses = [new Map<number, number>(), new Map<number, number>()];
  const pairs: [number, number][] = [];
  for (const { aAt, bAt, length } of runs) {
    for (let t = 0; t < length; t++) {
      const pair: [number, number] = [a.links[aAt + t], b.links[bAt + t]];
      if (a.codes[aAt + t] !== ID || pair[0] === 0 || pair[1] === 0) continue;
      pairs.push(pair);
      pair.forEach((link, side) => uses[side].set(link, (uses[side].get(link) ?? 0) + 1));
    }
  }
  const { forth } = settledRenaming(a, b, runs, 0, runs.length - 1);
  const repeated = pairs.filter(([x, y]) => uses[0].get(x)! > 1 || uses[1].get(y)! > 1);
  return { followed: repeated.filter(([x, y]) => forth.get(x) === y).length, repeated: repeated.length };
}

/** Of the evaluation's copies, rewritten ones too, none has less than 0.63; of 48 functions with shuffled names four have more than this. */
const LEAST = 0.5;
const FEW = 8;
