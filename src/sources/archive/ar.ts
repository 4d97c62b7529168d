import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** A member of an ar archive and where its content stands in the file; `end` is the byte after the last. */
export interface ArMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The members of an ar archive, the outer layer of Debian packages, in order. Throws where it is broken or has more than `most`. */
export async function arMembers(file: string, most: number): Promise<ArMember[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const members: ArMember[] = [];
    for (let at = AR_MAGIC.length; at < size;) {
      const member = await readMember(handle, at);
      if (member.end > size) throw new Error(`${member.name} is cut off`);
      members.push(member);
      if (members.length > most) throw new Error('too many members');
      at = member.end + (member.end % 2);
    }
    return members;
  } finally {
    await handle.close();
  }
}

export const AR_MAGIC = '!<arch>\n';
const HEADER = 60;

async function readMember(handle: FileHandle, at: number): Promise<ArMember> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER), 0, HEADER, at);
  const header = buffer.toString('latin1');
  const size = header.slice(48, 58).trim();
  if (bytesRead < HEADER || header.slice(58) !== '`\n' || !/^\d+$/.test(size)) throw new Error('a header is broken');
  const start = at + HEADER;
  return { name: header.slice(0, 16).trim().replace(/\/$/, ''), start, end: start + Number(size) };
}
