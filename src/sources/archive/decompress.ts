import { Duplex } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unbzip2 } from './bzip2.ts';
import { unxz } from './xz.ts';
import { unzstd } from './zstd.ts';

export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** A stage of a pipeline that uncompresses what flows through it, a bounded piece at a time. */
export function decompressor(compression: Compression): Duplex {
  return compression === 'gzip' ? createGunzip() : Duplex.from(STAGES[compression]);
}

const STAGES = { bzip2: unbzip2, xz: unxz, zstd: unzstd };

/** By the first bytes, whatever a name says. */
export function compressionOf(head: Uint8Array): Compression | null {
  return MAGIC.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.name ?? null;
}

const MAGIC = [
  { name: 'gzip', bytes: [0x1f, 0x8b] },
  { name: 'zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
] as const;
