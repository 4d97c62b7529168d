import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { OpenedIndex } from './opened-index.ts';
import { compareText, serialiseLabels } from './work-identity.ts';

/** The canonical digest of what an index holds (index/FORMAT.md, section 6), in hexadecimal. Trusts the record hashes, which `verify` checks. */
export function indexDigest(index: OpenedIndex): string {
  const { catalogue, manifest, segments } = index;
  const hash = index.protection.newDigest();
  const encoder = new TextEncoder();
  hash.update(encoder.encode(`nearcopy digest 1\n${manifest.engine}\n`));
  for (let number = 0; number < catalogue.totals.works; number++) {
    const { id, labels } = catalogue.work(number);
    hash.update(encoder.encode(`${id}\n${serialiseLabels(labels)}\n`));
  }
  for (let at = 0; at < catalogue.totals.holders; at++) {
    const { work, file } = catalogue.holder(at);
    hash.update(encoder.encode(`${file.content}\0${work}\0${file.path}\0${file.license ?? ''}\0${file.date === undefined ? '' : `${file.date}\0`}`));
  }
  const records = segments.flatMap((segment) => Array.from({ length: segment.fileCount }, (_, number) => segment.file(number)));
  for (const { content, record } of records.sort((a, b) => compareText(a.content, b.content))) hash.update(hexToBytes(content + record));
  return bytesToHex(hash.digest());
}
