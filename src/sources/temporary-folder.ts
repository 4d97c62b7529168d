import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder that goes with its owner, and with the process at the latest. A process killed by a signal leaves it behind. */
export class TemporaryFolder {
  /** One listener for all of them: many may be open, and Node takes many listeners for a leak. */
  static readonly #open = new Set<string>();
  readonly path: string;

  static async create(): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(join(tmpdir(), 'nearcopy-')));
  }

  private constructor(path: string) {
    this.path = path;
    if (TemporaryFolder.#open.size === 0) process.once('exit', TemporaryFolder.#removeAll);
    TemporaryFolder.#open.add(path);
  }

  async remove(): Promise<void> {
    TemporaryFolder.#open.delete(this.path);
    if (TemporaryFolder.#open.size === 0) process.removeListener('exit', TemporaryFolder.#removeAll);
    await rm(this.path, { recursive: true, force: true });
  }

  static readonly #removeAll = (): void => {
    for (const path of TemporaryFolder.#open) rmSync(path, { recursive: true, force: true });
  };
}
