import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a hostile archive may hold it: nothing is checked. */
export interface ZipEntry {
  readonly path: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly deflate?: boolean;
  /** Unix mode with the type of the file, such as 0o120777 for a link. */
  readonly mode?: number;
  /** General purpose flags; default UTF-8 names. */
  readonly flags?: number;
  /** What the directory says where it lies. */
  readonly method?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc?: number;
  /** Offset of the local header where it lies, or of an earlier entry. */
  readonly offset?: number;
  readonly extra?: Uint8Array;
}

/** `entries` is what the end record says of their number where it lies. */
export function zip(entries: readonly ZipEntry[], lies: { readonly entries?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const data = entry.deflate === true ? deflateRawSync(content) : content;
    const name = Buffer.from(entry.path);
    const common = fields(entry, content, data.length, name.length);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.alloc(2), name, data]);
    const extra = Buffer.from(entry.extra ?? []);
    const tail = Buffer.alloc(16);
    tail.writeUInt16LE(extra.length, 0);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 8);
    tail.writeUInt32LE(entry.offset ?? at, 12);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, tail, name, extra]));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  const count = Math.min(lies.entries ?? entries.length, 0xffff);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

/** The 22 bytes that a local header and the directory share. */
function fields(entry: ZipEntry, content: Buffer, compressed: number, nameLength: number): Buffer {
  const block = Buffer.alloc(24);
  block.writeUInt16LE(20, 0);
  block.writeUInt16LE(entry.flags ?? 0x800, 2);
  block.writeUInt16LE(entry.method ?? (entry.deflate === true ? 8 : 0), 4);
  block.writeUInt32LE(entry.crc ?? crc32(content), 10);
  block.writeUInt32LE(entry.compressedSize ?? compressed, 14);
  block.writeUInt32LE(entry.size ?? content.length, 18);
  block.writeUInt16LE(nameLength, 22);
  return block;
}
