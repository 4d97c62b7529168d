import type { IndexStats } from '../core/index/contract.ts';
import type { IndexOptions } from '../core/index/file-record.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import type { CataloguedWork } from '../core/index/work-identity.ts';

/** What `index info` shows. */
export interface IndexInfo {
  readonly generation: number;
  readonly engine: string;
  readonly options: IndexOptions;
  readonly stats: IndexStats;
  readonly segments: number;
  /** Bytes of all members over functions; 0 without functions. */
  readonly bytesPerFunction: number;
  /** Bytes by section, over all segments, and of the catalogue; page tables and padding are in none. */
  readonly sections: Readonly<Record<string, number>>;
  /** Files that can be matched against one another, by family. */
  readonly filesByFamily: Readonly<Record<string, number>>;
}

/** Figures of an index, from the summaries of its members. */
export function describeIndex(index: OpenedIndex): IndexInfo {
  const { generation, engine, options, catalogue } = index.manifest;
  const sections: Record<string, number> = {};
  const filesByFamily: Record<string, number> = {};
  for (const segment of index.segments) {
    for (const [section, size] of segment.sectionSizes()) sections[section] = (sections[section] ?? 0) + size;
    for (const [family, { files }] of segment.families) filesByFamily[family] = (filesByFamily[family] ?? 0) + files;
  }
  sections['catalogue'] = catalogue.size;
  const { stats } = index;
  const bytesPerFunction = stats.functions === 0 ? 0 : stats.bytes / stats.functions;
  return { generation, engine, options, stats, segments: index.segments.length, bytesPerFunction, sections, filesByFamily };
}

/** The works of an index by name, version and identity. */
export function listWorks(index: OpenedIndex): CataloguedWork[] {
  const works = Array.from({ length: index.catalogue.totals.works }, (_, number) => index.catalogue.work(number));
  const key = ({ labels, id }: CataloguedWork): string => `${labels.name}\0${labels.version ?? ''}\0${id}`;
  return works.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

