import { fmix32 } from '../../../src/core/fingerprint/hash.ts';

/** A seeded source of whole numbers from 0 to `below` - 1, so that simulations give the same figures every time. */
export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = seed;
  return (below) => Math.floor((fmix32((state = (state + 0x9e3779b9) | 0)) / 2 ** 32) * below);
}

/** `count` well-mixed u32, equal ones as unlikely as chance makes them. */
export function randomSet(random: Random, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, () => random(2 ** 32));
}

/** Two sets of `union` elements together, whose Jaccard similarity is exactly `jaccard` (rounded to whole elements). */
export function randomPair(random: Random, union: number, jaccard: number): [Uint32Array, Uint32Array] {
  const all = randomSet(random, union);
  const shared = Math.round(union * jaccard);
  const half = shared + ((union - shared) >> 1);
  return [all.slice(0, half), Uint32Array.from([...all.slice(0, shared), ...all.slice(half)])];
}
