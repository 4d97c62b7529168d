import { IndexError } from './errors.ts';
import { PairCollector } from './key-cursor.ts';
import { PostingSum, recordHash } from './record-hash.ts';
import type { Segment } from './segment.ts';
import { countFunctions, decodeUnit, UNIT_SIZE } from './unit-code.ts';

/** Reads everything in a segment, recomputes what can be recomputed, and returns what is wrong, in words; nothing for a sound one. */
export function checkSegment(segment: Segment): string[] {
  const problems: string[] = [];
  try {
    const postings = checkPostings(segment, problems);
    checkFiles(segment, postings, problems);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    problems.push(error.message);
  }
  return problems.map((problem) => (problem.startsWith(segment.name) ? problem : `${segment.name}: ${problem}`));
}

/** Walks the postings and returns their sum for each file. */
function checkPostings(segment: Segment, problems: string[]): PostingSum[] {
  const sums = Array.from({ length: segment.fileCount }, () => new PostingSum());
  const fileOf = new Uint32Array(segment.units);
  const unitOf = new Uint32Array(segment.units);
  for (let file = 0, unit = 0; file < segment.fileCount; file++) {
    const units = segment.unitRecords(file).length / UNIT_SIZE;
    for (let own = 0; own < units; own++, unit++) {
      fileOf[unit] = file;
      unitOf[unit] = own;
    }
  }
  let keys = 0;
  let entries = 0;
  let unordered = 0;
  for (const cursor = segment.postings(); cursor.next(); keys++, entries += cursor.count) {
    const key = segment.protection.keys.open(cursor.key);
    for (let i = 0; i < cursor.count; i++) {
      const unit = cursor.ids[i]!;
      if (i > 0 && unit <= cursor.ids[i - 1]!) unordered++;
      sums[fileOf[unit]!]!.add(key, unitOf[unit]!);
    }
  }
  if (unordered > 0) problems.push(`${unordered} postings are out of order`);
  if (keys !== segment.table.keys || entries !== segment.table.entries) problems.push('the number of postings is wrong');
  return sums;
}

function checkFiles(segment: Segment, postings: readonly PostingSum[], problems: string[]): void {
  const texts = new Map<string, PairCollector>();
  const files = new Map<string, number>();
  let functions = 0;
  let tokens = 0;
  for (let file = 0; file < segment.fileCount; file++) {
    const { codes, links, textHashes } = segment.tokens(file);
    const decoded = { ...segment.file(file), codes, links, textHashes, ...segment.text(file) };
    const units = segment.unitRecords(file);
    const source = segment.source(file);
    if (recordHash({ ...decoded, units, source, postings: postings[file]! }) !== decoded.record) problems.push(`the record of content ${decoded.content} doesn't have its hash`);
    if (!unitsAreSound(units, decoded.codes.length, decoded.texts.length)) problems.push(`the units of content ${decoded.content} are impossible`);
    functions += countFunctions(units);
    tokens += decoded.codes.length;
    files.set(decoded.family, (files.get(decoded.family) ?? 0) + 1);
    const collected = texts.get(decoded.family) ?? new PairCollector();
    texts.set(decoded.family, collected);
    for (const hash of decoded.textHashes) collected.add(segment.protection.texts.seal(hash), file);
  }
  if (functions !== segment.totals.functions || tokens !== segment.totals.tokens) problems.push('the totals of its summary are wrong');
  for (const [name, family] of segment.families) {
    if (files.get(name) !== family.files) problems.push(`the number of ${name} files is wrong`);
    if (!sameCounts(texts.get(name) ?? new PairCollector(), family.frequencies.cursor())) problems.push(`the document frequencies of ${name} are wrong`);
  }
}

function unitsAreSound(records: Uint8Array, tokens: number, texts: number): boolean {
  for (let at = 0; at < records.length; at += UNIT_SIZE) {
    const unit = decodeUnit(records.subarray(at, at + UNIT_SIZE), at / UNIT_SIZE);
    if (!unit || unit.end > tokens || unit.nameText >= texts) return false;
  }
  return true;
}

function sameCounts(expected: PairCollector, found: { readonly key: number; readonly count: number; next(): boolean }): boolean {
  for (const cursor = expected.cursor(); cursor.next(); ) {
    if (!found.next() || found.key !== cursor.key || found.count !== cursor.count) return false;
  }
  return !found.next();
}
