import type { Kernel } from './fingerprint/kernel.ts';
import type { IndexReader } from './index/contract.ts';
import type { FamilyModel } from './match/family-model.ts';
import { findingsOf, type UnjudgedFinding } from './match/findings.ts';
import { Matcher } from './match/matcher.ts';
import type { Trace } from './match/trace.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from './tokens/token-file.ts';

/**
 * Version of everything that decides which bytes stand in an index: tokens, folds, fingerprints. An index of another version
 * is refused and has to be built again.
 */
export const ENGINE_VERSION = 'nearcopy-tokens-1';

/** Finds in one file after another what the open indexes hold. Synchronous; keeps buffers, so one for each thread. */
export interface Engine {
  check(file: CheckedFile, options: CheckOptions): UnjudgedFinding[];
}

export interface CheckedFile {
  /** As it shall stand in the findings. */
  readonly path: string;
  readonly text: string;
  readonly tokens: TokenFile;
}

export interface CheckOptions {
  /** Findings that chance explains more often than this are left out. */
  readonly expectedAtMost: number;
  readonly trace?: Trace;
}

export interface EngineParts {
  readonly kernel: Kernel;
  readonly indexes: readonly IndexReader[];
  /** By family. */
  readonly models: ReadonlyMap<string, FamilyModel>;
  readonly fallbackModel: (family: string) => FamilyModel;
}

export function createEngine({ kernel, indexes, models, fallbackModel }: EngineParts): Engine {
  const matcher = new Matcher({ kernel, readers: indexes, model: (family) => models.get(family) ?? fallbackModel(family) });
  return {
    check: ({ path, text, tokens }, { expectedAtMost, trace }) => findingsOf(tokens, text, path, matcher.match(tokens, expectedAtMost, trace)),
  };
}

/** Units that count as functions. */
export const functionsOf = (tokens: TokenFile): number => tokens.units.filter((unit) => unit.end - unit.start >= MIN_UNIT_TOKENS).length;
