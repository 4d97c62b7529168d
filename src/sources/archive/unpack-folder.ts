import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reasonOf } from '../reason.ts';
import type { Problem } from '../source.ts';
import { UNPACK_YOURSELF, mebibytes } from './budget.ts';
import type { UnpackBudget } from './budget.ts';
import { leadsOut, safeEntryPath } from './entry-path.ts';

/**
 * An empty folder of our own that entries of an archive are written into: regular files only, and only below it. Writes synchronously:
 * what a parser hands out is then written before it goes on, and nothing queues up in memory.
 */
export class UnpackFolder {
  /** What was left out, and why. */
  readonly problems: Problem[] = [];
  readonly #folder: string;
  readonly #budget: UnpackBudget;
  readonly #written = new Set<string>();
  #file: number | null = null;

  constructor(folder: string, budget: UnpackBudget) {
    this.#folder = folder;
    this.#budget = budget;
  }

  /**
   * Begins a file. False where it is left out, which `problems` tells. `ofEqual` says which of several entries of one path counts:
   * the last in a tar archive, to which one appends; in others the first.
   */
  begin(entryPath: string, size: number, ofEqual: 'first' | 'last'): boolean {
    this.#budget.expectWanted();
    if (leadsOut(entryPath)) throw this.#budget.fail(`it has an entry that leads out of its folder (${printable(entryPath)}), as only harmful archives do. ${UNPACK_YOURSELF}`);
    const path = safeEntryPath(entryPath);
    const refusal = this.#refusal(path, size, ofEqual);
    if (path === null || refusal !== null) return this.leaveOut(entryPath, refusal ?? '');
    try {
      mkdirSync(dirname(join(this.#folder, path)), { recursive: true, mode: 0o700 });
      this.#file = openSync(join(this.#folder, path), this.#written.has(path) ? 'w' : 'wx', 0o600);
      this.#written.add(path);
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC') throw this.#budget.fail('no space left on the disk to unpack it. Make some, or set TMPDIR to another disk.');
      // Such as a file and a folder of one name, or a name that the file system doesn't take.
      return this.leaveOut(entryPath, code === 'EEXIST' ? 'differs from another entry only in case, not unpacked' : reasonOf(error));
    }
  }

  write(chunk: Uint8Array): void {
    this.#budget.expectWanted();
    for (let at = 0; this.#file !== null && at < chunk.length;) at += writeSync(this.#file, chunk, at);
  }

  /** Ends the file, also one that a failure leaves open. */
  end(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  leaveOut(entryPath: string, reason: string): false {
    this.problems.push({ path: printable(entryPath), reason });
    return false;
  }

  #refusal(path: string | null, size: number, ofEqual: 'first' | 'last'): string | null {
    const { maxDepth, maxFileSize } = this.#budget.limits;
    if (path === null) return 'unsafe path, not unpacked';
    if (path.split('/').length > maxDepth) return 'too many folders in each other, not unpacked';
    if (ofEqual === 'first' && this.#written.has(path)) return 'a second entry of the same path, not unpacked';
    return size > maxFileSize ? `larger than ${mebibytes(maxFileSize)} MiB, not unpacked` : null;
  }
}

/** A hostile name must not write to the terminal either. */
function printable(path: string): string {
  return path.slice(0, 300).replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}
