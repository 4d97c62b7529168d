import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  readonly #dateOf: (path: string) => string | null;
  readonly #release: () => Promise<void>;

  constructor(spec: string, root: string, facts: WorkFacts, details: FolderDetails = {}) {
    this.spec = spec;
    this.facts = facts;
    this.problems = [...details.problems ?? []];
    this.integrity = details.integrity ?? null;
    this.notes = details.notes ?? [];
    this.#root = root;
    this.#dateOf = details.dateOf ?? (() => null);
    this.#release = details.release ?? (async () => {});
  }

  async *files(): AsyncGenerator<SourceFile> {
    let found = 0;
    const stated = await readStatedLicenses(this.#root);
    for await (const walked of walkFolder(this.#root)) {
      if (walked.kind === 'file') {
        found++;
        const license = await stated(walked.path);
        const isWorks = license?.precedence === 'closest' && license.expression === this.facts.license;
        yield { ...sourceFile(this.spec, walked.path, walked.file, walked.size, isWorks ? null : license), date: this.#dateOf(walked.path) };
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
  readonly #file: SourceFile;

  constructor(spec: string, file: string, size: number, facts: WorkFacts) {
    this.spec = spec;
    this.facts = facts;
    this.#file = sourceFile(spec, file.slice(dirname(file).length).replace(/^[/\\]/, ''), file, size);
  }

  async *files(): AsyncGenerator<SourceFile> {
    yield this.#file;
  }

  async dispose(): Promise<void> {}
}

function sourceFile(spec: string, path: string, file: string, size: number, license: StatedLicense | null = null): SourceFile {
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
