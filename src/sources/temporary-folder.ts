import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder that goes with its owner, and with the process at the latest. A process killed by a signal leaves it behind. */
export class TemporaryFolder {
  readonly path: string;
  readonly #removeAtExit: () => void;

  static async create(): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(join(tmpdir(), 'nearcopy-')));
  }

  private constructor(path: string) {
    this.path = path;
    this.#removeAtExit = () => rmSync(path, { recursive: true, force: true });
    process.once('exit', this.#removeAtExit);
  }

  async remove(): Promise<void> {
    process.removeListener('exit', this.#removeAtExit);
    await rm(this.path, { recursive: true, force: true });
  }
}
