import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A file that may be measured. */
export interface CorpusFile {
  /** Relative to the corpus, with `/`. */
  readonly path: string;
  readonly file: string;
  readonly size: number;
}

/** Larger files would be all that is measured of a language. */
const LARGEST = 256 * 1024;
/** Declarations hold no functions, and minified code is not scanned. */
const LEFT_OUT = /(\.d\.[cm]?ts|[.-]min\.\w+)$/;
const NEVER_ENTERED = new Set(['.git', '.cache', '.bin', '.vite']);

/**
 * The files below a folder, in an order by the hash of their path: the same each time, and spread over all projects. Links are
 * not followed.
 */
export function corpusFiles(folder: string): CorpusFile[] {
  const files: CorpusFile[] = [];
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const file = join(next, entry.name);
      if (entry.isDirectory() && !NEVER_ENTERED.has(entry.name)) pending.push(file);
      if (!entry.isFile() || LEFT_OUT.test(entry.name)) continue;
      const { size } = statSync(file);
      if (size <= LARGEST) files.push({ path: relative(folder, file).split(sep).join('/'), file, size });
    }
  }
  return files
    .map((file) => ({ file, order: createHash('sha256').update(file.path).digest('hex') }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ file }) => file);
}
