import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIndexFiles } from '../../../src/host/node/index-files.ts';
import { withIndex } from '../../../src/store/open.ts';

/** All bytes of all files of an index folder, one after the other, as they lie on the disk. */
export function rawBytes(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).sort().flatMap((name) => [Buffer.from(`${name}\n`), readFileSync(join(folder, name))]));
}

/** What the packed parts of an index say once they are unpacked: names, sources, labels, paths, and the tokens of each file. */
export function unpackedBytes(folder: string): Buffer {
  return withIndex(nodeIndexFiles, folder, {}, ({ catalogue, segments }) => Buffer.concat([
    Buffer.from(JSON.stringify(catalogue.inputs())),
    ...segments.flatMap((segment) => Array.from({ length: segment.fileCount }, (_, file) => {
      const { codes, textHashes } = segment.tokens(file);
      return Buffer.concat([Buffer.from(JSON.stringify([segment.content(file), segment.text(file).texts, segment.source(file)])), codes, Buffer.from(textHashes.buffer)]);
    })),
  ]));
}

/** Which of these traces stand somewhere in the bytes: texts in UTF-8, byte strings as they are. */
export function tracesIn(bytes: Buffer, traces: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(traces).filter(([, trace]) => bytes.includes(Buffer.from(trace as Uint8Array))).map(([name]) => name);
}
