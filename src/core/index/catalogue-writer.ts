import { hexToBytes } from '@noble/hashes/utils.js';
import { ByteWriter, type Sink } from './byte-writer.ts';
import { ContainerWriter } from './container-writer.ts';
import { FIRST_VERSION, type FormatVersion, SECOND_VERSION } from './file-header.ts';
import { SHORT_HASH_SIZE } from './content-hash.ts';
import type { WorkFile } from './contract.ts';
import type { Protection } from './protection.ts';
import { type CataloguedWork, compareText, compareWorks, serialiseLabels, type WorkLabels } from './work-identity.ts';

/** The sections of a catalogue file (index/FORMAT.md, section 5). */
export const CATALOGUE_SECTIONS = { summary: 1, works: 2, labels: 3, holders: 4, paths: 5 } as const;
export const WORK_RECORD_SIZE = 48;
export const HOLDER_RECORD_SIZE = 24;

/** A work with its files, as it goes into a catalogue. */
export interface CatalogueInput {
  readonly id: CataloguedWork['id'];
  readonly labels: WorkLabels;
  readonly files: readonly WorkFile[];
}

/** What the manifest says of a catalogue besides its file. */
export interface CatalogueTotals {
  readonly works: number;
  readonly holders: number;
}

interface HolderRecord {
  readonly file: WorkFile;
  /** As it will stand. */
  readonly content: string;
  readonly work: number;
  readonly pathAt: number;
}

/** The version that the catalogue of these works has: the second where it is encrypted, or where a file has a date of its own. */
export function catalogueVersion(works: readonly CatalogueInput[], { pages }: Protection): FormatVersion {
  const isDated = works.some(({ files }) => files.some(({ date }) => date !== undefined));
  return pages !== null || isDated ? SECOND_VERSION : FIRST_VERSION;
}

/** Writes a catalogue file (index/FORMAT.md, section 5). Works come in any order; identity, name and version must be unique. */
export function writeCatalogue(sink: Sink, works: readonly CatalogueInput[], protection: Protection): CatalogueTotals {
  const version = catalogueVersion(works, protection);
  const container = new ContainerWriter(sink, 'catalogue', protection.pages, version);
  const workRecords = new ByteWriter();
  const labels = new ByteWriter();
  const paths = new PathTable(version === SECOND_VERSION);
  const holders: HolderRecord[] = [];
  const encoder = new TextEncoder();
  [...works].sort(compareWorks).forEach((work, number) => {
    const bytes = encoder.encode(serialiseLabels(work.labels));
    workRecords.bytes(hexToBytes(protection.works.seal(work.id)));
    for (const value of [labels.length, bytes.length, work.files.length, 0]) workRecords.u32(value);
    labels.bytes(bytes);
    for (const file of work.files) holders.push({ file, content: protection.contents.seal(file.content), work: number, pathAt: paths.add(file) });
  });
  holders.sort((a, b) => compareText(a.content, b.content) || a.work - b.work || compareText(a.file.path, b.file.path));
  const holderRecords = new ByteWriter();
  for (const { file, content, work, pathAt } of holders) {
    const bytes = hexToBytes(content);
    if (bytes.length !== SHORT_HASH_SIZE) throw new RangeError(`content hash ${file.content} is not of ${SHORT_HASH_SIZE} bytes`);
    holderRecords.bytes(bytes);
    holderRecords.u32(work);
    holderRecords.u32(pathAt);
  }
  const summary = new ByteWriter();
  summary.u32(works.length);
  summary.u32(holders.length);
  const parts = { summary, works: workRecords, labels, holders: holderRecords, paths: paths.bytes };
  for (const [name, id] of Object.entries(CATALOGUE_SECTIONS)) {
    container.begin(id);
    container.write(parts[name as keyof typeof parts].view());
  }
  container.finish();
  return { works: works.length, holders: holders.length };
}

/** Paths, licences and, in version 2, dates; equal ones are kept once, as versions of one project share most of their paths. */
class PathTable {
  readonly bytes = new ByteWriter();
  readonly #withDates: boolean;
  readonly #known = new Map<string, number>();

  constructor(withDates: boolean) {
    this.#withDates = withDates;
  }

  add({ path, license, date }: WorkFile): number {
    const key = `${path}\0${license ?? ''}\0${date ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const at = this.bytes.length;
    this.bytes.text(path);
    this.bytes.text(license ?? '');
    if (this.#withDates) this.bytes.text(date ?? '');
    this.#known.set(key, at);
    return at;
  }
}
