import { Apt } from './debian/apt.ts';
import type { AptPackages } from './debian/apt.ts';
import { NpmClient } from './npm-client.ts';

/** What the sources of one run share: the user's npm, and apt's lists of packages, fetched when the first source needs them. Close it at the end. */
export class SourceSession {
  readonly npm: NpmClient;
  readonly #signal: AbortSignal | undefined;
  readonly #apts = new Map<AptPackages, Promise<Apt>>();

  constructor(signal?: AbortSignal) {
    this.npm = new NpmClient(signal);
    this.#signal = signal;
  }

  /** Rejects with a ProgramError. */
  apt(packages: AptPackages): Promise<Apt> {
    const apt = this.#apts.get(packages) ?? Apt.open(packages, this.#signal);
    this.#apts.set(packages, apt);
    return apt;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#apts.values()].map((opening) => opening.then((apt) => apt.remove(), () => undefined)));
  }
}
