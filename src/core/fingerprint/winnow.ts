/** Tokens in a local fingerprint. */
export const LOCAL_GRAM = 8;

/** Any run of LOCAL_GRAM + WINDOW - 1 tokens that two ranges share gives them a fingerprint in common. */
export const WINDOW = 6;

/**
 * Robust winnowing (Schleimer, Wilkerson and Aiken, 2003): the positions of the least hash of every window of WINDOW
 * consecutive hashes. Of equal ones the one already chosen stays as long as the window holds it, else the rightmost is
 * taken; so a run of equal hashes is sampled once a window instead of at every place.
 * @param hashes one a position; positions `start` to `end`, half-open and not empty, are winnowed. Fewer than WINDOW count as one window.
 * @param into takes the positions chosen, ascending, from index `at` on
 * @returns the index after the last one written
 */
export function winnow(hashes: Uint32Array, start: number, end: number, into: Uint32Array, at: number): number {
  const first = Math.min(start + WINDOW, end);
  let least = rightmostLeast(hashes, start, first);
  into[at++] = least;
  for (let position = first; position < end; position++) {
    if (least + WINDOW <= position) least = rightmostLeast(hashes, position - WINDOW + 1, position + 1);
    else if (hashes[position] < hashes[least]) least = position;
    else continue;
    into[at++] = least;
  }
  return at;
}

function rightmostLeast(hashes: Uint32Array, start: number, end: number): number {
  let least = start;
  for (let position = start + 1; position < end; position++) if (hashes[position] <= hashes[least]) least = position;
  return least;
}
