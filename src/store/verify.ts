import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { bytesAt } from '../core/index/byte-reader.ts';
import type { ByteSource } from '../core/index/contract.ts';
import { IndexError } from '../core/index/errors.ts';
import type { IndexKey } from '../core/index/index-key.ts';
import { membersOf } from '../core/index/manifest.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import { checkSegment } from '../core/index/segment-check.ts';
import { compareWorks, workIdentity } from '../core/index/work-identity.ts';
import type { FileStore } from './file-store.ts';
import { leftovers } from './index-folder.ts';
import { openIndex } from './open.ts';
import { describeWork } from './work-selector.ts';

const CHUNK = 2 ** 20;

export interface VerifyReport {
  /** What is wrong, in words; empty for a sound index. */
  readonly problems: readonly string[];
  /** Files of the folder that are no part of the index, which the next change removes: of killed writers, or of one at work. */
  readonly leftovers: readonly string[];
}

/**
 * Reads every byte of an index and checks it: hashes of members and records, postings, counts, identities of works, and that contents and
 * works belong together. Throws `IndexError` only where the key of a keyed index is not among `keys`.
 */
export function verifyIndex(files: FileStore, path: string, keys: readonly IndexKey[] = []): VerifyReport {
  try {
    const index = openIndex(files, path, { keys });
    try {
      return {
        problems: [...checkMembers(index), ...index.segments.flatMap(checkSegment), ...checkWorks(index)],
        leftovers: files.kind(path) === 'folder' ? leftovers(files, path, index.manifest) : [],
      };
    } finally {
      index.close();
    }
  } catch (error) {
    if (error instanceof IndexError && error.code !== 'keyed' && error.code !== 'wrong-key') return { problems: [error.message], leftovers: [] };
    throw error;
  }
}

function checkMembers(index: OpenedIndex): string[] {
  return membersOf(index.manifest).flatMap(({ file, sha256: expected }) => (hashOf(index.member(file)) === expected ? [] : [`${file} doesn't have the hash that the manifest says`]));
}

function checkWorks({ catalogue, segments }: OpenedIndex): string[] {
  const problems: string[] = [];
  const works = catalogue.inputs();
  works.forEach((work, number) => {
    if (workIdentity(work.files) !== work.id) problems.push(`work ${describeWork(work)} doesn't have the files of its identity`);
    if (catalogue.work(number).files !== work.files.length) problems.push(`work ${describeWork(work)} has a wrong number of files`);
    if (number > 0 && compareWorks(works[number - 1]!, work) >= 0) problems.push(`work ${describeWork(work)} is out of order`);
  });
  const held = new Set(works.flatMap(({ files }) => files.map(({ content }) => content)));
  const found = new Set<string>();
  for (const segment of segments) {
    for (let file = 0; file < segment.fileCount; file++) {
      const content = segment.content(file);
      if (found.has(content)) problems.push(`content ${content} stands in the index twice`);
      if (!held.has(content)) problems.push(`content ${content} belongs to no work`);
      if (!catalogue.has(content) && held.has(content)) problems.push(`content ${content} can't be found in the catalogue`);
      found.add(content);
    }
  }
  for (const content of held) if (!found.has(content)) problems.push(`content ${content} is missing from the segments`);
  return problems;
}

function hashOf(source: ByteSource): string {
  const hash = sha256.create();
  for (let at = 0; at < source.size; at += CHUNK) hash.update(bytesAt(source, at, Math.min(CHUNK, source.size - at)));
  return bytesToHex(hash.digest());
}
