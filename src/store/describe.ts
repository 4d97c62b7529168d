import type { IndexStats } from '../core/index/contract.ts';
import type { IndexOptions } from '../core/index/file-record.ts';
import { licenseFamily, type LicenseFamily } from '../core/license/family.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import type { CataloguedWork } from '../core/index/work-identity.ts';

/** What `index info` shows. */
export interface IndexInfo {
  readonly generation: number;
  readonly engine: string;
  readonly options: IndexOptions;
  /** Whether it can only be read with a secret. */
  readonly isKeyed: boolean;
  readonly stats: IndexStats;
  readonly segments: number;
  /** Bytes of all members over functions; 0 without functions. */
  readonly bytesPerFunction: number;
  /** Bytes by section, over all segments, and of the catalogue; page tables and padding are in none. */
  readonly sections: Readonly<Record<string, number>>;
  /** Files that can be matched against one another, by family. */
  readonly filesByFamily: Readonly<Record<string, number>>;
  /** Works by the family of their licence. */
  readonly worksByLicense: Readonly<Partial<Record<LicenseFamily, number>>>;
}

/** Figures of an index, from the summaries of its members. */
export function describeIndex(index: OpenedIndex): IndexInfo {
  const { generation, engine, options, key, catalogue } = index.manifest;
  const sections: Record<string, number> = {};
  const filesByFamily: Record<string, number> = {};
  for (const segment of index.segments) {
    for (const [section, size] of segment.sectionSizes()) sections[section] = (sections[section] ?? 0) + size;
    for (const [family, { files }] of segment.families) filesByFamily[family] = (filesByFamily[family] ?? 0) + files;
  }
  sections['catalogue'] = catalogue.size;
  const worksByLicense: Partial<Record<LicenseFamily, number>> = {};
  for (const { labels } of listWorks(index)) {
    const family = licenseFamily(labels.license);
    worksByLicense[family] = (worksByLicense[family] ?? 0) + 1;
  }
  const { stats } = index;
  const bytesPerFunction = stats.functions === 0 ? 0 : stats.bytes / stats.functions;
  return { generation, engine, options, isKeyed: key !== null, stats, segments: index.segments.length, bytesPerFunction, sections, filesByFamily, worksByLicense };
}

/** The works of an index by name, version and identity. */
export function listWorks(index: OpenedIndex): CataloguedWork[] {
  const works = Array.from({ length: index.catalogue.totals.works }, (_, number) => index.catalogue.work(number));
  const key = ({ labels, id }: CataloguedWork): string => `${labels.name}\0${labels.version ?? ''}\0${id}`;
  return works.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

