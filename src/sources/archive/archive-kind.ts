import { open } from 'node:fs/promises';
import { AR_MAGIC } from './ar.ts';
import { compressionOf } from './decompress.ts';
import type { Compression } from './decompress.ts';

/** `zip` is also .whl, .jar and .nupkg, `tar.gz` also .tgz and .crate. A gem and a Debian package hold archives. */
export type ArchiveKind = 'tar' | 'tar.gz' | 'tar.bz2' | 'tar.xz' | 'tar.zst' | 'zip' | 'gem' | 'deb';

/**
 * What kind of archive a file is by its content, whatever its name says: one that can be unpacked, one that can't (`unsupported`, with its
 * name), or null for any other file. Where the content says nothing, but the name does, the archive is taken for what it claims to be,
 * and found broken when it is unpacked.
 */
export async function archiveKind(file: string): Promise<ArchiveKind | { readonly unsupported: string } | null> {
  const head = await readHead(file);
  const unsupported = UNSUPPORTED.find(({ bytes }) => startsWith(head, bytes));
  return kindOf(head) ?? (unsupported === undefined ? kindByName(file.toLowerCase()) : { unsupported: unsupported.name });
}

function tarKind(compression: Compression | null): ArchiveKind {
  return compression === null ? 'tar' : TAR_KINDS[compression];
}

/** How a tar archive is compressed; undefined for archives that are none. */
export function compressionOfKind(kind: ArchiveKind): Compression | null | undefined {
  if (kind === 'tar') return null;
  return (Object.keys(TAR_KINDS) as Compression[]).find((compression) => TAR_KINDS[compression] === kind);
}

const TAR_KINDS = { gzip: 'tar.gz', bzip2: 'tar.bz2', xz: 'tar.xz', zstd: 'tar.zst' } as const;
const BLOCK = 512;
/** Whichever of its three parts comes first in a gem. */
const GEM_PARTS = new Set(['metadata.gz', 'data.tar.gz', 'checksums.yaml.gz']);

function kindOf(head: Buffer): ArchiveKind | null {
  const compression = compressionOf(head);
  if (compression !== null) return tarKind(compression);
  if (startsWith(head, 'PK\u0003\u0004') || startsWith(head, 'PK\u0005\u0006')) return 'zip';
  if (startsWith(head, `${AR_MAGIC}debian-binary`)) return 'deb';
  if (!isTarHeader(head)) return null;
  return GEM_PARTS.has(head.subarray(0, 100).toString('latin1').replace(/\0.*$/s, '')) ? 'gem' : 'tar';
}

/** The sum of a header's bytes stands in it, with its own place counted as spaces. */
function isTarHeader(head: Buffer): boolean {
  if (head.length < BLOCK) return false;
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : head[at];
  return parseInt(head.toString('latin1', 148, 156).replace(/[\0 ]/g, ''), 8) === sum;
}

function startsWith(head: Buffer, text: string): boolean {
  return head.toString('latin1', 0, text.length) === text;
}

const UNSUPPORTED = [
  { name: 'rar', bytes: 'Rar!\u001a\u0007' },
  { name: '7z', bytes: '7z\u00bc\u00af\u0027\u001c' },
  { name: 'rpm', bytes: '\u00ed\u00ab\u00ee\u00db' },
  { name: 'lzip', bytes: 'LZIP' },
  { name: 'cab', bytes: 'MSCF' },
];

function kindByName(name: string): ArchiveKind | { readonly unsupported: string } | null {
  if (/\.(tar|tgz|tbz2?|txz|tzst|crate|tar\.(gz|bz2|xz|zst))$/.test(name)) return 'tar';
  if (/\.(zip|jar|war|aar|whl|egg|nupkg|vsix)$/.test(name)) return 'zip';
  if (/\.(deb|gem)$/.test(name)) return name.endsWith('.deb') ? 'deb' : 'gem';
  const unsupported = /\.(tar\.(lz|lzma|br|z)|7z|rar|rpm|apk|phar|cab|iso|dmg|xz|bz2|zst|gz)$/.exec(name)?.[0];
  return unsupported === undefined ? null : { unsupported };
}

async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BLOCK), 0, BLOCK, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
