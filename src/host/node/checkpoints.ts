import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NoteCipher } from '../../core/index/protection.ts';
import type { SourceRequest } from '../../sources/source.ts';
import { readRecordedWork, type RecordedWork, type RecordPlace } from './work-record.ts';

/**
 * The records of the works that a build has got through, in the folder `X.ncx.progress` beside its index. A build that was interrupted
 * takes them from there instead of fetching and parsing again, and gives the same bytes as one that was not. Works are recorded under
 * all that decides what is in them; folders, which may change, are not recorded. The records of a keyed index are encrypted, and so are their names.
 */
export class Checkpoints {
  readonly folder: string;
  readonly #circumstances: readonly unknown[];
  readonly #notes: NoteCipher | null;

  constructor(index: string, circumstances: { readonly engine: string; readonly keepSource: boolean }, notes: NoteCipher | null) {
    this.#notes = notes;
    this.folder = `${index}.progress`;
    this.#circumstances = [FORMAT, circumstances.engine, circumstances.keepSource];
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** The file for the record of a source, and whether a later build may use it. */
  place(request: SourceRequest): RecordPlace & { readonly isLasting: boolean } {
    const state = stateOf(request);
    const said = Object.entries(request).filter(([name]) => name !== 'cwd').sort();
    const subject = JSON.stringify([...this.#circumstances, state, said]);
    const name = this.#notes === null ? createHash('sha256').update(subject).digest('hex').slice(0, 32) : this.#notes.name(subject);
    return { path: join(this.folder, `${name}.work`), notes: this.#notes, isLasting: state !== null };
  }

  /** What a build before has recorded of a source, or null. */
  find(request: SourceRequest): RecordedWork | null {
    const { isLasting, ...place } = this.place(request);
    return isLasting ? readRecordedWork(place) : null;
  }

  /** Forgets all works: they are in the index. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  removeIfEmpty(): void {
    if (existsSync(this.folder) && readdirSync(this.folder).length === 0) this.remove();
  }
}

/** Changes when a record is read differently. */
const FORMAT = 1;

/** What tells a local file, or the folder of a local repository, apart from others; '' for what is fetched, null for a folder. */
function stateOf({ spec, cwd }: SourceRequest): string | null {
  const path = resolve(cwd ?? process.cwd(), spec);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return /#/.test(spec) ? path : '';
  return stats.isDirectory() ? null : `${path} ${stats.size} ${stats.mtimeMs}`;
}
