import { Catalogue } from './catalogue.ts';
import type { ByteSource, Holder, IndexReader, IndexStats } from './contract.ts';
import { corrupt, emptyFile, IndexError, truncated } from './errors.ts';
import { LineCache } from './line-cache.ts';
import { type Manifest, type Member, membersOf } from './manifest.ts';
import { type IndexKey, protectionOf } from './index-key.ts';
import type { Protection } from './protection.ts';
import { Segment } from './segment.ts';
import type { SegmentTotals } from './segment-writer.ts';
import { compareText } from './work-identity.ts';

/** Bytes of its files that an index keeps in memory unless told otherwise. */
const CACHE_BYTES = 32 * 2 ** 20;

export interface OpenOptions {
  /** Refuse an index that another version of tokeniser and fingerprints wrote. Left out by who doesn't look anything up. */
  readonly engine?: string;
  /** The keys at hand, for keyed indexes. */
  readonly keys?: readonly IndexKey[];
  /** Bytes of its files to keep in memory, at most. */
  readonly cacheBytes?: number;
}

/** An open index over the sources of its members. Opening reads a few hundred bytes of each. */
export class OpenedIndex implements IndexReader {
  readonly name: string;
  readonly manifest: Manifest;
  readonly protection: Protection;
  readonly catalogue: Catalogue;
  readonly segments: readonly Segment[];
  readonly stats: IndexStats;
  /** The source of a member file of the manifest. */
  readonly member: (file: string) => ByteSource;

  /** Throws `IndexError`. */
  constructor(name: string, manifest: Manifest, member: (file: string) => ByteSource, options: OpenOptions = {}) {
    if (options.engine !== undefined && options.engine !== manifest.engine) {
      throw new IndexError('engine-mismatch', `${name} was built by engine "${manifest.engine}", and this is "${options.engine}". Build the index again with this program.`);
    }
    const protection = protectionOf(name, manifest.key?.check ?? null, options.keys ?? []);
    const cache = new LineCache(options.cacheBytes ?? CACHE_BYTES);
    this.name = name;
    this.member = member;
    this.protection = protection;
    this.catalogue = new Catalogue(sized(member, manifest.catalogue), cache, protection);
    this.segments = manifest.segments.map((segment) => {
      const opened = new Segment(sized(member, segment), cache, protection);
      if (manifest.key === null) expectTotals(opened, segment);
      return opened;
    });
    const { works, holders } = manifest.catalogue;
    if (manifest.key === null && (this.catalogue.totals.works !== works || this.catalogue.totals.holders !== holders)) {
      throw corrupt(this.catalogue.name, 'it is not the catalogue that the manifest describes');
    }
    this.manifest = { ...manifest, catalogue: { ...manifest.catalogue, ...this.catalogue.totals }, segments: manifest.segments.map((segment, at) => ({ ...segment, ...this.segments[at]!.totals })) };
    this.stats = statsOf(this.manifest);
  }

  has(content: string): boolean {
    return this.catalogue.has(content);
  }

  holders(content: string): readonly Holder[] {
    const holders = this.catalogue.holders(content).map(({ work: number, file }): Holder => {
      const { id, labels } = this.catalogue.work(number);
      return { work: labels, workId: id, path: file.path, license: file.license ?? labels.license, date: file.date ?? labels.date };
    });
    return holders.sort(compareHolders);
  }
}

/** What a whole manifest says of the size of its index. `bytes` counts the members. */
function statsOf(manifest: Manifest): IndexStats {
  const sum = (of: (totals: SegmentTotals) => number): number => manifest.segments.reduce((total, segment) => total + of(segment), 0);
  return {
    works: manifest.catalogue.works,
    files: sum(({ files }) => files),
    units: sum(({ units }) => units),
    functions: sum(({ functions }) => functions),
    tokens: sum(({ tokens }) => tokens),
    bytes: membersOf(manifest).reduce((total, { size }) => total + size, 0),
  };
}

function sized(member: (file: string) => ByteSource, { file, size }: Member): ByteSource {
  const source = member(file);
  if (source.size === 0) throw emptyFile(source.name);
  if (source.size < size) throw truncated(source.name, `it has ${source.size} bytes of ${size}`);
  if (source.size > size) throw corrupt(source.name, `it has ${source.size} bytes instead of ${size}`);
  return source;
}

function expectTotals({ name, totals }: Segment, expected: SegmentTotals): void {
  const same = totals.units === expected.units && totals.files === expected.files && totals.functions === expected.functions && totals.tokens === expected.tokens;
  if (!same) throw corrupt(name, 'it is not the segment that the manifest describes');
}

/** Earliest first and unknown dates last; then by identity, path, and the labels that set works of one content apart. */
function compareHolders(a: Holder, b: Holder): number {
  return (
    compareText(a.date ?? '~', b.date ?? '~') ||
    compareText(a.workId, b.workId) ||
    compareText(a.path, b.path) ||
    compareText(a.work.name, b.work.name) ||
    compareText(a.work.version ?? '', b.work.version ?? '')
  );
}
