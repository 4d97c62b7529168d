import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { corrupt } from './errors.ts';

/** Writes the lines of a file's tokens (index/FORMAT.md, section 4): only where the line changes, and which tokens span lines. */
export function writeLines(writer: ByteWriter, firstLines: Uint32Array, lastLines: Uint32Array): void {
  let steps = 0;
  let spans = 0;
  for (let i = 0; i < firstLines.length; i++) {
    if (firstLines[i] !== (i === 0 ? 0 : firstLines[i - 1])) steps++;
    if (firstLines[i] !== lastLines[i]) spans++;
  }
  writer.varint(steps);
  for (let i = 0, since = 0; i < firstLines.length; i++, since++) {
    const step = firstLines[i]! - (i === 0 ? 0 : firstLines[i - 1]!);
    if (step === 0) continue;
    writer.varint(since * 2 + (step === 1 ? 0 : 1));
    if (step !== 1) writer.zigzag(step);
    since = 0;
  }
  writer.varint(spans);
  for (let i = 0, last = 0; i < firstLines.length; i++) {
    if (firstLines[i] === lastLines[i]) continue;
    writer.varint(i - last);
    writer.zigzag(lastLines[i]! - firstLines[i]!);
    last = i;
  }
}

/** Reads what `writeLines` wrote for that many tokens; `file` is for errors. */
export function readLines(reader: ByteReader, tokens: number, file: string): { firstLines: Uint32Array; lastLines: Uint32Array } {
  const firstLines = new Uint32Array(tokens);
  let line = 0;
  let at = 0;
  for (let steps = reader.count(); steps > 0; steps--) {
    const value = reader.varint();
    const next = at + (value >>> 1);
    if (next > tokens) throw corrupt(file, 'a line belongs to no token');
    firstLines.fill(line, at, next);
    line += value & 1 ? reader.zigzag() : 1;
    at = next;
  }
  firstLines.fill(line, at);
  const lastLines = firstLines.slice();
  for (let spans = reader.count(2), token = 0; spans > 0; spans--) {
    token += reader.varint();
    if (token >= tokens) throw corrupt(file, 'a line belongs to no token');
    lastLines[token] = firstLines[token]! + reader.zigzag();
  }
  return { firstLines, lastLines };
}
