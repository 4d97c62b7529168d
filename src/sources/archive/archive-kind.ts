import { open } from 'node:fs/promises';

export type ArchiveKind = 'tar' | 'tar.gz';

/** What kind of archive a file is: one that can be unpacked, one that can't (`unsupported`, with its name), or null for any other file. */
export async function archiveKind(file: string): Promise<ArchiveKind | { readonly unsupported: string } | null> {
  const name = file.toLowerCase();
  if (!SUPPORTED.test(name)) {
    const unsupported = UNSUPPORTED.exec(name)?.[0];
    return unsupported === undefined ? null : { unsupported };
  }
  const head = await readHead(file);
  const compression = compressionOf(head);
  if (compression === 'gzip') return 'tar.gz';
  return compression === null ? 'tar' : { unsupported: compression };
}

/** By the first bytes, whatever the name says. */
export function compressionOf(head: Uint8Array): 'gzip' | 'zstd' | 'bzip2' | 'xz' | 'zip' | null {
  const found = MAGIC.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return found?.name ?? null;
}

/** A .crate is a tar.gz by another name. */
const SUPPORTED = /\.(tgz|tar\.gz|tar|crate)$/;

const UNSUPPORTED = /\.(tar\.(bz2|xz|zst|lz|lzma|br|z)|tbz2?|txz|tzst|zip|jar|war|aar|whl|egg|nupkg|vsix|7z|rar|gem|deb|rpm|apk|phar|cab|iso|dmg|xz|bz2|zst|gz)$/;

const MAGIC = [
  { name: 'gzip', bytes: [0x1f, 0x8b] },
  { name: 'zstd', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2', bytes: [0x42, 0x5a, 0x68] },
  { name: 'xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
] as const;

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
