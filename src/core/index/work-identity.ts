import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { IndexWork, WorkFile } from './contract.ts';

/** A work without its files. */
export type WorkLabels = Omit<IndexWork, 'files'>;

/** A work in an index: its labels and the identity of its content. Identity, name and version together are unique. */
export interface CataloguedWork {
  readonly id: string;
  readonly labels: WorkLabels;
  /** How many files it has. */
  readonly files: number;
}

/** Identity of a work: SHA-256 of its content manifest, in hexadecimal. Does not depend on the order of the files or on any label. */
export function workIdentity(files: readonly WorkFile[]): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  hash.update(encoder.encode('nearcopy work 1\n'));
  for (const { path, content } of [...files].sort((a, b) => compareText(a.path, b.path) || compareText(a.content, b.content))) {
    hash.update(encoder.encode(`${content}\0${path}\0`));
  }
  return bytesToHex(hash.digest());
}

/** The labels as they stand in a catalogue: JSON with its members in a fixed order. */
export function serialiseLabels(labels: WorkLabels): string {
  const { name, version, purl, license, licenseSource, copyright, url, date } = labels;
  return JSON.stringify({ name, version, purl, license, licenseSource, copyright, url, date });
}

/** The inverse of `serialiseLabels`; null where the text is something else. */
export function parseLabels(text: string): WorkLabels | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const labels = value as Record<keyof WorkLabels, unknown>;
  const optional = [labels.version, labels.purl, labels.licenseSource, labels.url, labels.date];
  const valid =
    [labels.name, labels.license].every((label) => typeof label === 'string') &&
    optional.every((label) => label === null || typeof label === 'string') &&
    Array.isArray(labels.copyright) &&
    labels.copyright.every((line) => typeof line === 'string');
  return valid ? (labels as unknown as WorkLabels) : null;
}

/** The order of works in a catalogue; 0 means that they are the same work. */
export function compareWorks(a: Pick<CataloguedWork, 'id' | 'labels'>, b: Pick<CataloguedWork, 'id' | 'labels'>): number {
  return compareText(a.id, b.id) || compareText(a.labels.name, b.labels.name) || compareOptional(a.labels.version, b.labels.version);
}

/** A text that two works share only where they are the same work. */
export function workKey({ id, labels }: Pick<CataloguedWork, 'id' | 'labels'>): string {
  return JSON.stringify([id, labels.name, labels.version]);
}

/** Text in order of UTF-16 units: the same everywhere, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareOptional(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a, b);
}
