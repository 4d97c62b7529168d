import type { CatalogueInput } from '../core/index/catalogue-writer.ts';
import type { IndexFile, IndexWork } from '../core/index/contract.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexOptions } from '../core/index/file-record.ts';
import type { IndexKey } from '../core/index/index-key.ts';
import type { SegmentMember } from '../core/index/manifest.ts';
import type { OpenOptions } from '../core/index/opened-index.ts';
import { type Protection, UNPROTECTED } from '../core/index/protection.ts';
import { SegmentBuilder } from '../core/index/segment-builder.ts';
import { writeSegment } from '../core/index/segment-writer.ts';
import { workIdentity, workKey } from '../core/index/work-identity.ts';
import { mergeAll, mergeSmallest } from './compaction.ts';
import type { FileStore } from './file-store.ts';
import { IndexFolder } from './index-folder.ts';
import { withIndex } from './open.ts';
import { keepHeld, type NextIndex, publishIndex } from './publish.ts';
import { isSamePackage, type SelectableWork } from './work-selector.ts';

/** What became of a work that was added: `present` where the same content was there under the same name and version. */
export type AddResult = 'added' | 'present';

/** What sets the kinds of change apart. */
interface Behaviour {
  /** Works that are there before the change. */
  readonly works: readonly CatalogueInput[];
  readonly plan: typeof mergeAll;
  /** Whether works of the change take the place of others. */
  readonly replaces: boolean;
}

/**
 * A change that adds works: for each work, push the files whose content the index doesn't have yet, then the work; in the end commit.
 * Files go to disk as segments fill up, so memory stays bounded. Nothing counts before `commit`; always `close`, which undoes what
 * was not committed.
 */
export class IndexWriter {
  readonly #files: FileStore;
  readonly #folder: IndexFolder;
  readonly #base: Omit<NextIndex, 'works' | 'segments'>;
  readonly #plan: typeof mergeAll;
  readonly #segments: SegmentMember[];
  readonly #works = new Map<string, CatalogueInput>();
  /** Works that were there before the change, and that a work of the change takes the place of. */
  readonly #replaced = new Set<CatalogueInput>();
  readonly #replaceable: readonly CatalogueInput[];
  readonly #contents = new Set<string>();
  /** Contents that were pushed and that no work has claimed yet. */
  readonly #unclaimed = new Set<string>();
  #builder: SegmentBuilder;

  private constructor(files: FileStore, folder: IndexFolder, base: Omit<NextIndex, 'works'>, { works, plan, replaces }: Behaviour) {
    this.#files = files;
    this.#folder = folder;
    this.#base = base;
    this.#plan = plan;
    this.#replaceable = replaces ? works : [];
    this.#segments = [...base.segments];
    this.#builder = new SegmentBuilder(base.options, base.protection);
    for (const work of works) {
      this.#works.set(workKey(work), work);
      for (const { content } of work.files) this.#contents.add(content);
    }
  }

  /** Begins a new index in a folder, keyed where `protection` is a key. An index that is there stays as it is until `commit` replaces it. Throws `IndexError`. */
  static create(files: FileStore, path: string, engine: string, options: IndexOptions, protection: Protection = UNPROTECTED): IndexWriter {
    if (protection.check !== null && (options.keepNames || options.keepSource)) throw new RangeError('a keyed index keeps neither names nor sources');
    const folder = IndexFolder.create(files, path);
    return new IndexWriter(files, folder, { engine, options, protection, segments: [] }, { works: [], plan: mergeAll, replaces: false });
  }

  /** Begins to add to an index, with the options that it was built with. `keys` are those at hand. Throws `IndexError`, also where
   * another engine built it. */
  static add(files: FileStore, path: string, engine: string, keys: readonly IndexKey[] = []): IndexWriter {
    return IndexWriter.#change(files, path, { engine, keys }, false);
  }

  /** The same, but a work takes the place of those of its package that were there before: see `isSamePackage`. */
  static update(files: FileStore, path: string, engine: string, keys: readonly IndexKey[] = []): IndexWriter {
    return IndexWriter.#change(files, path, { engine, keys }, true);
  }

  static #change(files: FileStore, path: string, options: OpenOptions, replaces: boolean): IndexWriter {
    const folder = IndexFolder.change(files, path);
    try {
      const { works, manifest, protection } = withIndex(files, path, options, (index) => ({ works: index.catalogue.inputs(), manifest: index.manifest, protection: index.protection }));
      return new IndexWriter(files, folder, { ...manifest, protection }, { works, plan: mergeSmallest, replaces });
    } catch (error) {
      folder.release();
      throw error;
    }
  }

  get options(): IndexOptions {
    return this.#base.options;
  }

  get protection(): Protection {
    return this.#base.protection;
  }

  /** The works that were there before the change and will be gone after it. */
  get replaced(): readonly SelectableWork[] {
    return [...this.#replaced];
  }

  /** Whether the index has a content already, so that it need not be analysed. */
  has(content: string): boolean {
    return this.#contents.has(content);
  }

  /** Adds an analysed content; nothing happens where the index has it. Throws `RangeError` for an analysis that contradicts itself. */
  addFile(file: IndexFile): void {
    if (this.has(file.content)) return;
    if (this.#builder.isFullFor(file)) this.#flush();
    this.#builder.add(file);
    this.#contents.add(file.content);
    this.#unclaimed.add(file.content);
  }

  /** Adds a work whose contents are all there. Throws `IndexError` (`incomplete`) where one is not. */
  addWork({ files, ...labels }: IndexWork): AddResult {
    const missing = files.find(({ content }) => !this.has(content));
    if (missing) throw new IndexError('incomplete', `${missing.path} of ${labels.name} was not analysed: push each content before its work.`);
    const work = { id: workIdentity(files), labels, files };
    for (const { content } of files) this.#unclaimed.delete(content);
    for (const old of this.#replaceable) if (isSamePackage(old.labels, labels) && workKey(old) !== workKey(work)) this.#replaced.add(old);
    if (this.#works.has(workKey(work))) return 'present';
    this.#works.set(workKey(work), work);
    return 'added';
  }

  /** Makes the change: on return it is durable. Throws `IndexError` (`incomplete`) where a content belongs to no work. */
  commit(): void {
    for (const content of this.#unclaimed) throw new IndexError('incomplete', `Content ${content} belongs to no work: add the work of each content.`);
    this.#flush();
    const { engine, options, protection } = this.#base;
    const works = [...this.#works.values()].filter((work) => !this.#replaced.has(work));
    const segments = this.#replaced.size === 0 ? this.#segments : keepHeld(this.#files, this.#folder, this.#segments, works, protection);
    publishIndex(this.#files, this.#folder, { engine, options, protection, works, segments }, this.#plan);
  }

  /** Gives the lock back, and removes what was not committed. */
  close(): void {
    this.#folder.release();
  }

  #flush(): void {
    if (this.#builder.fileCount === 0) return;
    const builder = this.#builder;
    this.#segments.push(this.#folder.writeMember('segment', (sink) => writeSegment(sink, builder, this.#base.protection)));
    this.#builder = new SegmentBuilder(this.options, this.#base.protection);
  }
}
