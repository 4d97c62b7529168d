import { fingerprint } from '../fingerprint/fingerprints.ts';
import type { Kernel } from '../fingerprint/kernel.ts';
import type { Holder, IndexedTokens, IndexReader, SegmentReader } from '../index/contract.ts';
import { LineTable } from '../tokens/line-table.ts';
import { MIN_UNIT_TOKENS, type TokenFile, type Unit } from '../tokens/token-file.ts';
import { lineRange } from '../tokens/token-text.ts';
import { DecodedFiles } from './decoded-files.ts';

/** A unit that stands in an index with the same tokens, names, literals and all. Lines are 1-based and inclusive. */
export interface PresentUnit {
  readonly startLine: number;
  readonly endLine: number;
  /** The name of the unit, or null. */
  readonly name: string | null;
  readonly holders: readonly Holder[];
}

export interface PresentUnits {
  readonly equal: readonly PresentUnit[];
  /** Units that an index has with the same structure under other names only: by itself that says little. */
  readonly alike: number;
}

/** Looks for the units of one file after another as they are, where a check of the file asks how much they prove. */
export class UnitPresence {
  readonly #kernel: Kernel;
  readonly #readers: readonly IndexReader[];
  readonly #decoded = new DecodedFiles();

  constructor(kernel: Kernel, readers: readonly IndexReader[]) {
    this.#kernel = kernel;
    this.#readers = readers;
  }

  /** The units of a file, from 24 tokens of their own on, that the indexes hold. `source` is the file's text. */
  unitsOf(file: TokenFile, source: string): PresentUnits {
    const { exact, ownTokens } = fingerprint(file, this.#kernel);
    const lines = new LineTable(source);
    const equal: PresentUnit[] = [];
    let alike = 0;
    file.units.forEach((unit, at) => {
      if (ownTokens[at] < MIN_UNIT_TOKENS) return;
      const places = this.#places(exact[at]).filter(({ tokens, start }) => sameCodes(file, unit, tokens, start));
      const same = places.filter(({ tokens, start }) => sameTexts(file, unit, tokens, start));
      if (same.length > 0) {
        const name = unit.name < 0 ? null : source.slice(file.starts[unit.name], file.ends[unit.name]);
        equal.push({ ...lineRange(lines, file.unitStarts[at], file.unitEnds[at]), name, holders: holdersOf(same) });
      } else if (places.length > 0) alike++;
    });
    return { equal, alike };
  }

  /** The units filed under an exact key. Another may collide with it, so the caller compares. */
  #places(key: number): UnitPlace[] {
    return this.#readers.flatMap((reader) => reader.segments.flatMap((segment) => {
      const count = segment.count(key);
      const units = new Int32Array(count <= MOST_PLACES ? count : 0);
      if (units.length > 0) segment.lookup(key, units);
      return Array.from(units, (id) => {
        const { file, start } = segment.unit(id);
        return { reader, segment, file, start, tokens: this.#decoded.file(segment, file).tokens };
      });
    }));
  }
}

interface UnitPlace {
  readonly reader: IndexReader;
  readonly segment: SegmentReader;
  readonly file: number;
  readonly tokens: IndexedTokens;
  /** The first token of the unit. */
  readonly start: number;
}

/** Code that stands in more places of a segment than this is nobody's. */
const MOST_PLACES = 256;

/** The holders of all these places, each once. */
function holdersOf(places: readonly UnitPlace[]): Holder[] {
  const holders = new Map<string, Holder>();
  for (const { reader, segment, file } of places) {
    for (const holder of reader.holders(segment.content(file))) holders.set(`${holder.workId} ${holder.work.name} ${holder.work.version} ${holder.path}`, holder);
  }
  return [...holders.values()];
}

function sameCodes(file: TokenFile, unit: Unit, { codes, family }: IndexedTokens, start: number): boolean {
  if (family !== file.family || start + unit.end - unit.start > codes.length) return false;
  for (let t = 0; t < unit.end - unit.start; t++) if (file.codes[unit.start + t] !== codes[start + t]) return false;
  return true;
}

function sameTexts(file: TokenFile, unit: Unit, { links, textHashes }: IndexedTokens, start: number): boolean {
  for (let t = 0; t < unit.end - unit.start; t++) {
    const [x, y] = [file.links[unit.start + t], links[start + t]];
    if ((x === 0) !== (y === 0) || (x !== 0 && file.textHashes[x - 1] !== textHashes[y - 1])) return false;
  }
  return true;
}
