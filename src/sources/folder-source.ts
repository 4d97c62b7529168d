import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from './reason.ts';
import { SourceError } from './source.ts';
import type { Problem, Source, SourceFile, WorkFacts } from './source.ts';
import { walkFolder } from './walk.ts';

/** All files below a folder as a source. `release` is called on disposal. */
export class FolderSource implements Source {
  readonly spec: string;
  readonly facts: WorkFacts;
  readonly problems: Problem[];
  readonly integrity: string | null;
  readonly #root: string;
  readonly #release: () => Promise<void>;

  constructor(spec: string, root: string, facts: WorkFacts, details: { problems?: readonly Problem[]; integrity?: string | null; release?: () => Promise<void> } = {}) {
    this.spec = spec;
    this.facts = facts;
    this.problems = [...details.problems ?? []];
    this.integrity = details.integrity ?? null;
    this.#root = root;
    this.#release = details.release ?? (async () => {});
  }

  async *files(): AsyncGenerator<SourceFile> {
    let found = 0;
    for await (const walked of walkFolder(this.#root)) {
      if (walked.kind === 'file') {
        found++;
        yield sourceFile(this.spec, walked.path, walked.file, walked.size);
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

function sourceFile(spec: string, path: string, file: string, size: number): SourceFile {
  return {
    path,
    size,
    bytes: async () => {
      try {
        return await readFile(file);
      } catch (error) {
        throw new SourceError(spec, `${path} can't be read: ${reasonOf(error)}`, { cause: error });
      }
    },
  };
}
