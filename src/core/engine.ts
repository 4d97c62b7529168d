import type { Kernel } from './fingerprint/kernel.ts';
import type { IndexReader } from './index/contract.ts';
import type { FamilyModel } from './match/family-model.ts';
import { findingsOf, type UnjudgedFinding } from './match/findings.ts';
import { Matcher } from './match/matcher.ts';
import type { SpanCache } from './match/span-cache.ts';
import type { Span } from './match/spans.ts';
import type { Trace } from './match/trace.ts';
import { MIN_UNIT_TOKENS, type TokenFile } from './tokens/token-file.ts';

/**
 * Version of everything that decides which bytes stand in an index: tokens, folds, fingerprints. An index of another version
 * is refused and has to be built again.
 */
export const ENGINE_VERSION = 'nearcopy-tokens-4';

/** Finds in one file after another what the open indexes hold. Synchronous; keeps buffers, so one for each thread. */
export interface Engine {
  check(file: CheckedFile, options: CheckOptions): UnjudgedFinding[];
  /** The evidence that a renamed copy of each span of a file would show, in order: what can be found in it at all. */
  reachable(tokens: TokenFile): Reachable[];
}

/** A unit of the file or a window of a long one, and the evidence that a renamed copy of it would show. */
export interface Reachable extends Span {
  readonly bits: number;
  /** How often chance shows as much. */
  readonly expected: number;
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
  readonly trace?: Trace | undefined;
  /** One for each file that is checked again and again, with the same threshold. */
  readonly cache?: SpanCache | undefined;
  /** Says for each finding where exactly its evidence stands. */
  readonly withDetail?: boolean;
}

export interface EngineParts {
  readonly kernel: Kernel;
  readonly indexes: readonly IndexReader[];
  /** By family: of all whose code is checked, where they have one. */
  readonly models: Pick<ReadonlyMap<string, FamilyModel>, 'get'>;
  readonly fallbackModel: (family: string) => FamilyModel;
}

export function createEngine({ kernel, indexes, models, fallbackModel }: EngineParts): Engine {
  const matcher = new Matcher({ kernel, readers: indexes, model: (family) => models.get(family) ?? fallbackModel(family) });
  return {
    check: ({ path, text, tokens }, { expectedAtMost, trace, cache, withDetail }) => findingsOf(tokens, text, path, matcher.match(tokens, expectedAtMost, { trace, cache, source: text }), withDetail),
    reachable: (tokens) => matcher.reachable(tokens),
  };
}

/** Units that count as functions. */
export const functionsOf = (tokens: TokenFile): number => tokens.units.filter((unit) => unit.end - unit.start >= MIN_UNIT_TOKENS).length;
