import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { corrupt } from './errors.ts';

/** How many recent links the list keeps: with it the values of the list take one byte. */
const RECENT = 126;
const NONE = 0;
const NEXT = 1;
const FIRST_RECENT = 2;
const PLAIN = FIRST_RECENT + RECENT - 1;

/** Writes the links of a file's tokens (index/FORMAT.md, section 4): as places in a list of recent links, which packs better than numbers. */
export function writeLinks(writer: ByteWriter, codes: Uint8Array, links: Uint32Array): void {
  const linked = new Uint8Array(256);
  for (let i = 0; i < codes.length; i++) if (links[i] !== 0) linked[codes[i]!] = 1;
  const linkedCodes = [...linked.keys()].filter((code) => linked[code] === 1);
  writer.varint(linkedCodes.length);
  writer.bytes(Uint8Array.from(linkedCodes));
  const recent = new RecentLinks();
  for (let i = 0; i < codes.length; i++) {
    if (linked[codes[i]!] === 0) continue;
    const link = links[i]!;
    if (link === 0) writer.varint(NONE);
    else writer.varint(recent.encode(link));
  }
}

/** Reads what `writeLinks` wrote, for tokens with these codes and up to `texts` links; `file` is for errors. */
export function readLinks(reader: ByteReader, codes: Uint8Array, texts: number, file: string): Uint32Array {
  const linked = new Uint8Array(256);
  for (const code of reader.bytes(reader.count())) linked[code] = 1;
  const links = new Uint32Array(codes.length);
  const recent = new RecentLinks();
  for (let i = 0; i < codes.length; i++) {
    if (linked[codes[i]!] === 0) continue;
    const value = reader.varint();
    if (value === NONE) continue;
    const link = recent.decode(value);
    if (link > texts) throw corrupt(file, 'a token refers to a text that is not there');
    links[i] = link;
  }
  return links;
}

class RecentLinks {
  readonly #list = new Uint32Array(RECENT);
  #length = 0;
  #highest = 0;

  encode(link: number): number {
    const at = this.#list.subarray(0, this.#length).indexOf(link);
    const value = at >= 0 ? FIRST_RECENT + at : link === this.#highest + 1 ? NEXT : PLAIN + link;
    this.#use(link, at);
    return value;
  }

  decode(value: number): number {
    const at = value >= FIRST_RECENT && value <= PLAIN ? value - FIRST_RECENT : -1;
    const link = at >= 0 ? this.#list[at]! : value === NEXT ? this.#highest + 1 : value - PLAIN;
    this.#use(link, at);
    return link;
  }

  /** Moves the link from position `at`, or from outside where that is -1, to the front. */
  #use(link: number, at: number): void {
    if (at < 0) at = this.#length < RECENT ? this.#length++ : RECENT - 1;
    if (at > 12) this.#list.copyWithin(1, 0, at);
    else for (; at > 0; at--) this.#list[at] = this.#list[at - 1]!;
    this.#list[0] = link;
    if (link > this.#highest) this.#highest = link;
  }
}
