import ignore from 'ignore';
import type { Problem, Source, SourceFile, SourceRequest, WorkFacts } from './source.ts';

export type FileSelection = Pick<SourceRequest, 'only' | 'without'>;

/** A source with those of its files that its owner chose; the very source where nothing was said. What is known of the work stays as it is. */
export function selectFiles(source: Source, { only, without }: FileSelection): Source {
  return only === undefined && without === undefined ? source : new SelectedFiles(source, only, without);
}

class SelectedFiles implements Source {
  readonly #source: Source;
  readonly #isWanted: (path: string) => boolean;

  constructor(source: Source, only: string | undefined, without: string | undefined) {
    this.#source = source;
    const [taken, left] = [only, without].map((patterns) => (patterns === undefined ? null : rules(patterns)));
    this.#isWanted = (path) => (taken === null || taken.ignores(path)) && (left === null || !left.ignores(path));
  }

  get spec(): string { return this.#source.spec; }
  get facts(): WorkFacts { return this.#source.facts; }
  get problems(): readonly Problem[] { return this.#source.problems; }
  get integrity(): string | null { return this.#source.integrity; }
  get notes(): readonly string[] { return this.#source.notes; }

  async *files(): AsyncGenerator<SourceFile> {
    for await (const file of this.#source.files()) if (this.#isWanted(file.path)) yield file;
  }

  dispose(): Promise<void> {
    return this.#source.dispose();
  }
}

/** Patterns as in a .gitignore file, white space between them. Case matters, on every system. */
function rules(patterns: string): ReturnType<typeof ignore> {
  return ignore({ ignorecase: false }).add(patterns.split(/\s+/));
}
