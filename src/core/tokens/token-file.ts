/**
 * The structural tokens of one file: parallel arrays, one element a token, in source order. Every figure and range of
 * the engine that is not said to be in lines or characters counts these tokens.
 */
export interface TokenFile {
  /** Language id, such as `typescript`. */
  readonly language: string;
  /** Family id: languages that exchange code share an alphabet, a model and index keys. */
  readonly family: string;
  /** Codes of the family's alphabet, 0 to 255. */
  readonly codes: Uint8Array;
  /** Per token: 0 for a token without text of its own, else 1 + the token's entry in `textHashes`. */
  readonly links: Uint32Array;
  /** Hash of each distinct text (name, literal, number), in order of first use; see `hashText`. */
  readonly textHashes: Uint32Array;
  /** The first token that bears each distinct text: the way back to its spelling. */
  readonly textFirst: Uint32Array;
  /** UTF-16 offsets of each token in the source, half-open. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Units in preorder: a parent stands before the units inside it. */
  readonly units: readonly Unit[];
  /** UTF-16 offsets of each unit, half-open: with what stands at its edges and leaves no token, such as a closing brace. */
  readonly unitStarts: Uint32Array;
  readonly unitEnds: Uint32Array;
}

export type UnitKind = 'function' | 'class' | 'toplevel';

/** A stretch of tokens that is compared as a whole: a function, what a class holds between its methods, a run of top-level code. */
export interface Unit {
  readonly kind: UnitKind;
  /** Token range, half-open. Nested units lie wholly inside. */
  readonly start: number;
  readonly end: number;
  /** Index of the innermost unit around this one, or -1. */
  readonly parent: number;
  /** The token that names the unit, or -1. */
  readonly name: number;
}

/** Units shorter than this many tokens carry too little information to be attributed to anybody, and are not counted as functions. */
export const MIN_UNIT_TOKENS = 24;
