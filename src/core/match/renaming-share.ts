import { namePairs, renamingOfPairs, type NamedTokens } from './evidence.ts';
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
  const pairs = namePairs(a, b, runs, 0, runs.length - 1);
  const uses = [new Map<number, number>(), new Map<number, number>()];
  for (const { x, y, n } of pairs) [x, y].forEach((link, side) => uses[side].set(link, (uses[side].get(link) ?? 0) + n));
  const { forth } = renamingOfPairs(pairs);
  const share = { followed: 0, repeated: 0 };
  for (const { x, y, n } of pairs) {
    if (uses[0].get(x)! < 2 && uses[1].get(y)! < 2) continue;
    share.repeated += n;
    if (forth.get(x) === y) share.followed += n;
  }
  return share;
}

/** Of the evaluation's copies, rewritten ones too, none has less than 0.63; of 48 functions with shuffled names four have more than this. */
const LEAST = 0.5;
const FEW = 8;
