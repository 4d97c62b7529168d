import type { CommonplaceSet } from '../../src/core/match/commonplaces.ts';
import { gramHash } from '../../src/core/match/gram-hash.ts';

/** The windows of tokens that the code of enough makers has: `makers` holds the files of each. */
export function commonplacesOf(makers: readonly (readonly Uint8Array[])[]): CommonplaceSet[] {
  return LENGTHS.map((length): CommonplaceSet => ({ length, hashes: commonWindows(makers, length) }));
}

/** Hashes, as a model keeps them. */
function commonWindows(makers: readonly (readonly Uint8Array[])[], length: number): Uint32Array {
  const parts = makers.map((files) => distinctWindows(files, length));
  const windows = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    windows.set(part, at);
    at += part.length;
  }
  windows.sort();
  const common = windows.filter((hash, i) => windows[i + MAKERS - 1] === hash && windows[i + MAKERS] !== hash);
  return Uint32Array.from(new Set(common.map((hash) => hash >>> 8)));
}

function distinctWindows(files: readonly Uint8Array[], length: number): Uint32Array {
  const windows = new Uint32Array(files.reduce((sum, codes) => sum + Math.max(0, codes.length - length + 1), 0));
  let count = 0;
  for (const codes of files) for (let at = 0; at + length <= codes.length; at++) windows[count++] = gramHash(codes, at, length);
  windows.sort();
  return windows.filter((hash, i) => i === 0 || windows[i - 1] !== hash);
}

/** Tokens of a window, for runs of equal tokens that are long and for shorter ones. */
const LENGTHS = [20, 14];
/** Makers whose code has a window: as many make it a commonplace. */
const MAKERS = 5;
