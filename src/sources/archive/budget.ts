import { SourceError } from '../source.ts';
import type { UnpackLimits } from './limits.ts';

/** What an archive has used up of its limits, over all archives inside it. A limit passed is a SourceError that names the archive. */
export class UnpackBudget {
  readonly limits: UnpackLimits;
  /** Compressed bytes read so far. */
  bytesIn = 0;
  /** Why the archive is refused: the first failure, for those who can't throw where it happens. */
  failure: SourceError | null = null;
  readonly #spec: string;
  readonly #signal: AbortSignal | undefined;
  #bytesOut = 0;
  #entries = 0;

  constructor(spec: string, limits: UnpackLimits, signal?: AbortSignal) {
    this.#spec = spec;
    this.limits = limits;
    this.#signal = signal;
  }

  /** Throws the reason of the signal where nobody wants the archive any more. */
  expectWanted(): void {
    this.#signal?.throwIfAborted();
  }

  countBytes(bytes: number): void {
    const { maxTotalSize, maxRatio, ratioFrom } = this.limits;
    this.#bytesOut += bytes;
    if (this.#bytesOut > maxTotalSize + ENTRY_OVERHEAD * this.#entries) throw this.fail(`it unpacks to more than ${mebibytes(maxTotalSize)} MiB. ${UNPACK_YOURSELF}`);
    if (this.#bytesOut > ratioFrom && this.#bytesOut > maxRatio * this.bytesIn) throw this.fail(`it unpacks to more than ${maxRatio} times its size, as only harmful archives do. ${UNPACK_YOURSELF}`);
  }

  countEntries(entries: number): void {
    this.#entries += entries;
    if (this.#entries > this.limits.maxEntries) throw this.fail(`it has more than ${this.limits.maxEntries} entries. ${UNPACK_YOURSELF}`);
  }

  fail(problem: string, cause?: unknown): SourceError {
    this.failure ??= new SourceError(this.#spec, problem, { cause });
    return this.failure;
  }

  corrupt(why: unknown): SourceError {
    return this.fail(`corrupt archive (${(why instanceof Error ? why.message : String(why)).replace(/\.$/, '')}). Fetch or pack it again.`, why);
  }
}

export const UNPACK_YOURSELF = 'If you trust it, unpack it yourself and name the folder.';

export function mebibytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}

/** Header and padding of an entry; not held against the size of what is unpacked. */
const ENTRY_OVERHEAD = 1024;
