import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { StatedLicense } from '../core/license/file-license.ts';
import { readStatedLicenses } from './facts/stated-licenses.ts';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';
import type { Problem, Source, SourceFile, WorkFacts } from './source.ts';
import { walkFolder } from './walk.ts';

export interface FolderDetails {
  /** What was left out before. */
  readonly problems?: readonly Problem[];
  readonly integrity?: string | null;
  readonly notes?: readonly string[];
  /** Nothing above this folder is asked for the licences of files: the root of what was unpacked. Default: up to the root of the repository. */
  readonly ceiling?: string;
  /** The day when a file first appeared, by its path here, where that is known. */
  readonly dateOf?: (path: string) => string | null;
  readonly release?: () => Promise<void>;
}

/** All files below a folder as a source. `release` is called on disposal. */
export class FolderSource implements Source {
  readonly spec: string;
  readonly facts: WorkFacts;
  readonly problems: Problem[];
  readonly integrity: string | null;
  readonly notes: readonly string[];
  readonly #root: string;
  readonly #ceiling: string | null;
  readonly #dateOf: (path: string) => string | null;
  readonly #release: () => Promise<void>;

  constructor(spec: string, root: string, facts: WorkFacts, details: FolderDetails = {}) {
    this.spec = spec;
    this.facts = facts;
    this.problems = [...details.problems ?? []];
    this.integrity = details.integrity ?? null;
    this.notes = details.notes ?? [];
    this.#root = root;
    this.#ceiling = details.ceiling ?? null;
    this.#dateOf = details.dateOf ?? (() => null);
    this.#release = details.release ?? (async () => {});
  }

  async *files(): AsyncGenerator<SourceFile> {
    let found = 0;
    const stated = await readStatedLicenses(this.#root, this.#ceiling);
    for await (const walked of walkFolder(this.#root)) {
      if (walked.kind === 'file') {
        found++;
        const license = otherThan(this.facts, await stated(walked.path));
        yield { ...sourceFile(this.spec, walked.path, walked.file, walked.size, license), date: this.#dateOf(walked.path) };
      } else if (walked.path === '.' && found === 0) {
        throw new SourceError(this.spec, `${walked.reason}. Was the folder moved or removed?`);
      } else if (!this.problems.some(({ path }) => path === walked.path)) {
        this.problems.push({ path: walked.path, reason: walked.reason });
      }
    }
  }

  dispose(): Promise<void> {
    return this.#release();
  }
}

/** One file as a source. */
export class SingleFileSource implements Source {
  readonly problems: readonly Problem[] = [];
  readonly integrity = null;
  readonly notes = [];
  readonly spec: string;
  readonly facts: WorkFacts;
  readonly #file: string;
  readonly #size: number;
  readonly #dateOf: (path: string) => string | null;

  constructor(spec: string, file: string, size: number, facts: WorkFacts, dateOf: (path: string) => string | null = () => null) {
    this.spec = spec;
    this.facts = facts;
    this.#file = file;
    this.#size = size;
    this.#dateOf = dateOf;
  }

  async *files(): AsyncGenerator<SourceFile> {
    const path = basename(this.#file);
    const stated = await readStatedLicenses(dirname(this.#file));
    yield { ...sourceFile(this.spec, path, this.#file, this.#size, otherThan(this.facts, await stated(path))), date: this.#dateOf(path) };
  }

  async dispose(): Promise<void> {}
}

/** What is stated of a file, unless the work says it already. */
function otherThan(facts: WorkFacts, license: StatedLicense | null): StatedLicense | null {
  return license?.precedence === 'closest' && license.expression === facts.license ? null : license;
}

function sourceFile(spec: string, path: string, file: string, size: number, license: StatedLicense | null): SourceFile {
  return {
    path,
    size,
    license,
    bytes: async () => {
      try {
        return await readFile(file);
      } catch (error) {
        throw new SourceError(spec, `${path} can't be read: ${reasonOf(error)}`, { cause: error });
      }
    },
  };
}
