import type { IndexFile } from '../core/index/contract.ts';
import { corrupt } from '../core/index/errors.ts';
import type { OpenedIndex } from '../core/index/opened-index.ts';
import { decodeUnit, UNIT_SIZE } from '../core/index/unit-code.ts';
import type { Unit } from '../core/tokens/token-file.ts';

/** What an index keeps of a file's structure: its tokens, units (without their names) and lines. */
export type IndexedFile = Pick<IndexFile, 'language' | 'family' | 'codes' | 'links' | 'textHashes' | 'firstLines' | 'lastLines' | 'units'>;

/** The file with a content, or null. Goes through the records of all files: to be asked once, not in a scan. Throws `IndexError`. */
export function indexedFile(index: OpenedIndex, content: string): IndexedFile | null {
  if (!index.has(content)) return null;
  for (const segment of index.segments) for (let file = 0; file < segment.fileCount; file++) {
    if (segment.content(file) !== content) continue;
    const records = segment.unitRecords(file);
    const units = Array.from({ length: records.length / UNIT_SIZE }, (_, at): Unit => {
      const unit = decodeUnit(records.subarray(at * UNIT_SIZE, (at + 1) * UNIT_SIZE), at);
      if (!unit) throw corrupt(segment.name, 'a unit is impossible');
      return { kind: unit.kind, start: unit.start, end: unit.end, parent: unit.parent, name: -1 };
    });
    const { firstLines, lastLines } = segment.text(file);
    const { language, family, codes, links, textHashes } = segment.tokens(file);
    return { language, family, codes, links, textHashes, firstLines, lastLines, units };
  }
  return null;
}
