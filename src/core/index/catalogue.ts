import { bytesToHex } from '@noble/hashes/utils.js';
import { ByteReader, decodeText } from './byte-reader.ts';
import { CATALOGUE_SECTIONS, type CatalogueInput, type CatalogueTotals, HOLDER_RECORD_SIZE, WORK_RECORD_SIZE } from './catalogue-writer.ts';
import { Container, type Section } from './container.ts';
import { SHORT_HASH_SIZE } from './content-hash.ts';
import type { ByteSource, WorkFile } from './contract.ts';
import { corrupt } from './errors.ts';
import { SECOND_VERSION } from './file-header.ts';
import type { LineCache } from './line-cache.ts';
import type { Protection } from './protection.ts';
import { type CataloguedWork, compareText, parseLabels } from './work-identity.ts';

const ID_SIZE = 32;
/** A varint is no longer. */
const MAX_VARINT = 5;

/** One line of the catalogue: a content stands in a work under a path. */
export interface CatalogueHolder {
  /** Number of the work in the catalogue. */
  readonly work: number;
  readonly file: WorkFile;
}

/** An open catalogue file. Records are read when they are asked for. */
export class Catalogue {
  readonly name: string;
  readonly totals: CatalogueTotals;
  readonly #container: Container;
  readonly #protection: Protection;
  readonly #sections: Readonly<Record<keyof typeof CATALOGUE_SECTIONS, Section>>;
  /** Works read so far: findings name the same few again and again. */
  readonly #works = new Map<number, CataloguedWork>();

  constructor(source: ByteSource, cache: LineCache, protection: Protection) {
    const container = new Container(source, 'catalogue', cache, protection.pages);
    this.#protection = protection;
    const sections = Object.fromEntries(Object.entries(CATALOGUE_SECTIONS).map(([name, id]) => [name, container.section(id)])) as Record<keyof typeof CATALOGUE_SECTIONS, Section>;
    this.name = container.name;
    this.#container = container;
    this.#sections = sections;
    const summary = new ByteReader(container.bytes(sections.summary, 0, sections.summary.length), this.name);
    this.totals = { works: summary.u32(), holders: summary.u32() };
    summary.end();
    if (sections.works.length !== this.totals.works * WORK_RECORD_SIZE || sections.holders.length !== this.totals.holders * HOLDER_RECORD_SIZE) {
      throw corrupt(this.name, 'its summary contradicts its sections');
    }
  }

  /** A work by its number, which is its place in the order of identity, name and version. */
  work(number: number): CataloguedWork {
    const known = this.#works.get(number);
    if (known) return known;
    if (number >= this.totals.works) throw corrupt(this.name, 'a file belongs to no work');
    const record = new ByteReader(this.#container.bytes(this.#sections.works, number * WORK_RECORD_SIZE, WORK_RECORD_SIZE), this.name);
    const id = this.#protection.works.open(bytesToHex(record.bytes(ID_SIZE)));
    const text = decodeText(this.#container.bytes(this.#sections.labels, record.u32(), record.u32()), this.name);
    const labels = parseLabels(text);
    if (!labels) throw corrupt(this.name, `the labels of work ${id.slice(0, 12)} can't be read`);
    const work = { id, labels, files: record.u32() };
    this.#works.set(number, work);
    return work;
  }

  /** Whether some work holds the content. */
  has(content: string): boolean {
    const stored = this.#protection.contents.seal(content);
    const at = this.#firstHolder(stored);
    return at < this.totals.holders && this.#stored(at) === stored;
  }

  /** The places where a content stands, by work and path. */
  holders(content: string): CatalogueHolder[] {
    const holders: CatalogueHolder[] = [];
    const stored = this.#protection.contents.seal(content);
    for (let at = this.#firstHolder(stored); at < this.totals.holders && this.#stored(at) === stored; at++) holders.push(this.holder(at));
    return holders;
  }

  /** A holder by its place in the order of content as it stands, work and path. */
  holder(at: number): CatalogueHolder {
    const record = new ByteReader(this.#container.bytes(this.#sections.holders, at * HOLDER_RECORD_SIZE, HOLDER_RECORD_SIZE), this.name);
    const content = this.#protection.contents.open(bytesToHex(record.bytes(SHORT_HASH_SIZE)));
    const work = record.u32();
    const path = this.#pathText(record.u32());
    const license = this.#pathText(path.end);
    const date = this.#container.version === SECOND_VERSION ? this.#pathText(license.end).text : '';
    return { work, file: { path: path.text, content, license: license.text || null, ...(date === '' ? {} : { date }) } };
  }

  /** Every work with its files by path: what a rewritten catalogue starts from. */
  inputs(): CatalogueInput[] {
    const files = Array.from({ length: this.totals.works }, (): WorkFile[] => []);
    for (let at = 0; at < this.totals.holders; at++) {
      const { work, file } = this.holder(at);
      const own = files[work];
      if (!own) throw corrupt(this.name, 'a file belongs to no work');
      own.push(file);
    }
    return files.map((own, number) => {
      const { id, labels } = this.work(number);
      return { id, labels, files: own.sort((a, b) => compareText(a.path, b.path)) };
    });
  }

  /** The content of a holder as it stands. */
  #stored(at: number): string {
    return bytesToHex(this.#container.bytes(this.#sections.holders, at * HOLDER_RECORD_SIZE, SHORT_HASH_SIZE));
  }

  /** A text of the path section, and where it ends. */
  #pathText(at: number): { text: string; end: number } {
    const { paths } = this.#sections;
    const head = new ByteReader(this.#container.bytes(paths, at, Math.min(MAX_VARINT, Math.max(0, paths.length - at))), this.name);
    const before = head.left;
    const length = head.varint();
    const start = at + before - head.left;
    return { text: decodeText(this.#container.bytes(paths, start, length), this.name), end: start + length };
  }

  /** The first holder whose content is not below the one asked for. */
  #firstHolder(stored: string): number {
    let low = 0;
    let high = this.totals.holders;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#stored(middle) < stored) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
