import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decodeText } from './byte-reader.ts';
import type { CatalogueTotals } from './catalogue-writer.ts';
import { corrupt, emptyFile, IndexError, truncated } from './errors.ts';
import type { IndexOptions } from './file-record.ts';
import { FIRST_VERSION, type FormatVersion, futureVersion, SECOND_VERSION } from './file-header.ts';
import type { SegmentTotals } from './segment-writer.ts';

export const MANIFEST_FILE = 'manifest.json';
const FORMAT = 'nearcopy index';

/** A file that is named by its content and never changes. */
export interface Member {
  /** `<32 hex>.segment` or `<32 hex>.catalogue`. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

export type SegmentMember = Member & SegmentTotals;
export type CatalogueMember = Member & CatalogueTotals;

/**
 * Which files make up an index (index/FORMAT.md, section 2). The manifest of a keyed index doesn't say how much its members hold: read from it, totals
 * are 0; an opened index knows them.
 */
export interface Manifest {
  /** Of the format. */
  readonly version: FormatVersion;
  /** Counts the changes, from 1 on. */
  readonly generation: number;
  /** The versions of tokeniser and fingerprints that wrote the index. */
  readonly engine: string;
  readonly options: IndexOptions;
  /** What a keyed index says of its key: `check` tells whether another is the same. Null for an index without a key. */
  readonly key: { readonly check: string } | null;
  readonly catalogue: CatalogueMember;
  readonly segments: readonly SegmentMember[];
}

/** All members in the order in which an exported file holds them. */
export function membersOf(manifest: Manifest): readonly Member[] {
  return [manifest.catalogue, ...manifest.segments];
}

/** The name of a member file, from the SHA-256 of its bytes in hexadecimal. */
export function memberName(hash: string, kind: 'segment' | 'catalogue'): string {
  return `${hash.slice(0, 32)}.${kind}`;
}

/** Whether a file of an index folder may be a member. */
export function isMemberName(name: string): boolean {
  return /^[0-9a-f]{32}\.(segment|catalogue)$/.test(name);
}

/** The bytes of `manifest.json`. */
export function serialiseManifest(manifest: Manifest): Uint8Array {
  const { version, generation, engine, options, key, catalogue, segments } = manifest;
  const head = { format: FORMAT, version, generation, engine, options };
  const body = key === null ? { ...head, catalogue, segments } : { ...head, key, catalogue: memberOnly(catalogue), segments: segments.map(memberOnly) };
  return new TextEncoder().encode(`${JSON.stringify({ ...body, checksum: checksumOf(body) }, null, 1)}\n`);
}

/** Reads `manifest.json`; `file` is for errors. */
export function parseManifest(bytes: Uint8Array, file: string): Manifest {
  if (bytes.length === 0) throw emptyFile(file);
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes, file));
  } catch {
    throw truncated(file, 'it is not complete JSON');
  }
  if (!isRecord(value) || value['format'] !== FORMAT) throw new IndexError('foreign', `${file} is not the manifest of a Nearcopy index.`);
  const { checksum, ...body } = value;
  if (typeof body['version'] === 'number' && body['version'] > SECOND_VERSION) throw futureVersion(file, body['version']);
  if (checksum !== checksumOf(body)) throw corrupt(file, 'its checksum is wrong');
  const read = body['key'] === undefined ? { ...body, key: null } : withoutTotals(body);
  if (!isManifest(read)) throw corrupt(file, 'it lacks what a manifest must have');
  return read;
}

const memberOnly = ({ file, size, sha256: hash }: Member): Member => ({ file, size, sha256: hash });

/** A keyed manifest as it is read, with 0 for what it doesn't say. */
function withoutTotals(body: Record<string, unknown>): Record<string, unknown> {
  const { catalogue, segments } = body;
  const withZeros = (member: unknown, names: readonly string[]): unknown => (isRecord(member) ? { ...member, ...Object.fromEntries(names.map((name) => [name, 0])) } : member);
  return { ...body, catalogue: withZeros(catalogue, CATALOGUE_TOTALS), segments: Array.isArray(segments) ? segments.map((segment) => withZeros(segment, SEGMENT_TOTALS)) : segments };
}

const CATALOGUE_TOTALS: readonly (keyof CatalogueTotals)[] = ['works', 'holders'];
const SEGMENT_TOTALS: readonly (keyof SegmentTotals)[] = ['units', 'files', 'functions', 'tokens'];

function checksumOf(body: object): string {
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(body))));
}

function isManifest(value: Record<string, unknown>): value is Record<string, unknown> & Manifest {
  const { version, generation, engine, options, key, catalogue, segments } = value;
  return (
    (version === SECOND_VERSION || (version === FIRST_VERSION && key === null)) &&
    isCount(generation) &&
    typeof engine === 'string' &&
    isRecord(options) &&
    typeof options['keepNames'] === 'boolean' &&
    typeof options['keepSource'] === 'boolean' &&
    (key === null || (isRecord(key) && typeof key['check'] === 'string')) &&
    isMember(catalogue, CATALOGUE_TOTALS) &&
    Array.isArray(segments) &&
    segments.every((segment) => isMember(segment, SEGMENT_TOTALS))
  );
}

function isMember(value: unknown, totals: readonly string[]): boolean {
  return (
    isRecord(value) &&
    typeof value['file'] === 'string' &&
    isMemberName(value['file']) &&
    typeof value['sha256'] === 'string' &&
    ['size', ...totals].every((name) => isCount(value[name]))
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
