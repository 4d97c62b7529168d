import type { Unit } from '../tokens/token-file.ts';

/** One distinct file content, analysed, as it goes into a segment. Arrays are per token unless said otherwise. */
export interface IndexFile {
  /** SHA-256 of the source bytes, first 16 bytes in lower-case hexadecimal: the identity of the content. */
  readonly content: string;
  readonly language: string;
  readonly family: string;
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  readonly codes: Uint8Array;
  /** 0, or 1 + the entry in `textHashes`. */
  readonly links: Uint32Array;
  readonly textHashes: Uint32Array;
  /** Spelling of each distinct text; the empty string where it is not kept (literals, or an index without names). */
  readonly texts: readonly string[];
  /** 0-based first and last line of each token. */
  readonly firstLines: Uint32Array;
  readonly lastLines: Uint32Array;
  readonly units: readonly Unit[];
  /** Fingerprint keys and the unit (index into `units`) that each belongs to; equal pairs appear once. */
  readonly keys: Uint32Array;
  readonly keyUnits: Uint32Array;
  /** The source text, only for an index that keeps sources. */
  readonly source: string | null;
}

/** A work: a release of a project, with the files that it holds. */
export interface IndexWork {
  readonly name: string;
  readonly version: string | null;
  readonly purl: string | null;
  /** SPDX expression, or NOASSERTION. */
  readonly license: string;
  /** Where the licence was found, such as `package.json`; null where it is NOASSERTION. */
  readonly licenseSource: string | null;
  readonly copyright: readonly string[];
  readonly url: string | null;
  /** Day of release or first appearance, `YYYY-MM-DD`, or null. */
  readonly date: string | null;
  /** Sorted by path. `license` is set where a file states one of its own. */
  readonly files: readonly WorkFile[];
}

export interface WorkFile {
  /** With `/`, relative to the source that was named at build. */
  readonly path: string;
  readonly content: string;
  readonly license: string | null;
  /** Day when the file first appeared, `YYYY-MM-DD`, where its history tells. */
  readonly date?: string;
}

/** Bytes that can be read at any position. A web host reads them from copies: docs/decisions/web-index-reading.md. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** Fills `bytes` from `offset` on; throws where the range is not all there. */
  read(bytes: Uint8Array, offset: number): void;
}

/** The tokens of a unit in its file, half-open. To be written again and again. */
export interface UnitRange {
  start: number;
  end: number;
}

/** What the record of a unit says. `file` counts the files of its segment, `parent` its units (-1: none). */
export interface UnitRecord extends Readonly<UnitRange> {
  readonly file: number;
  readonly parent: number;
  readonly kind: Unit['kind'];
  /** Entry in the file's texts that names the unit, or -1. */
  readonly nameText: number;
}

/** The tokens of an indexed file as the alignment wants them. Some may be decoded when they are read, so that a copy by spreading lacks them. */
export interface IndexedTokens {
  readonly language: string;
  readonly family: string;
  readonly codes: Uint8Array;
  readonly links: Uint32Array;
  readonly textHashes: Uint32Array;
}

/** What is only needed once there is a finding. */
export interface IndexedText {
  readonly texts: readonly string[];
  readonly firstLines: Uint32Array;
  readonly lastLines: Uint32Array;
}

/** A place where a content stands: a work and the path in it. */
export interface Holder {
  readonly work: Omit<IndexWork, 'files'>;
  /** Identity of the work: hash of its content manifest, hexadecimal. */
  readonly workId: string;
  readonly path: string;
  /** The file's own licence where it states one, else the work's. */
  readonly license: string;
  /** Day when the file first appeared where its history tells, else that of the work; `YYYY-MM-DD` or null. */
  readonly date: string | null;
}

/** One open index, pinned to the manifest that was there when it was opened. */
export interface IndexReader {
  readonly name: string;
  readonly stats: IndexStats;
  readonly segments: readonly SegmentReader[];
  /** Whether some work of the index holds a content. */
  has(content: string): boolean;
  /** Everywhere a content stands, sorted by date (unknown last), then work id, then path. */
  holders(content: string): readonly Holder[];
}

export interface SegmentReader {
  readonly units: number;
  /** Number of units filed under a key. */
  count(key: number): number;
  /** Writes the ids of the units filed under a key, in increasing order, from a place on: as many as it counts, for which there has to be room. */
  lookup(key: number, into: Int32Array, at?: number): void;
  unit(id: number): UnitRecord;
  /** The same for the range only: nothing is allocated. */
  locate(id: number, into: UnitRange): void;
  /** The file of a unit, without reading. */
  fileOf(id: number): number;
  /** The first unit of a file; that of the file after the last is the number of units. */
  firstUnit(file: number): number;
  /** The innermost unit of a file that holds a token, or null. */
  unitAt(file: number, token: number): UnitRecord | null;
  /** Content hash of a file, hexadecimal. */
  content(file: number): string;
  flags(file: number): { readonly isTest: boolean; readonly isGenerated: boolean };
  tokens(file: number): IndexedTokens;
  text(file: number): IndexedText;
  source(file: number): string | null;
  /** In how many files of the segment, of that family, a text stands. Exact; sums over segments don't depend on how an index is cut. */
  documentFrequency(family: string, textHash: number): number;
  /** Number of files of a family. */
  files(family: string): number;
  /** Tokens of the files of a family. */
  familyTokens(family: string): number;
}

export interface IndexStats {
  readonly works: number;
  readonly files: number;
  readonly units: number;
  /** Units of 24 tokens or more. */
  readonly functions: number;
  readonly tokens: number;
  readonly bytes: number;
}
