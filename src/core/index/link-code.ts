import { ByteReader } from './byte-reader.ts';
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

/**
 * Reads what `writeLinks` wrote, for tokens with these codes and up to `texts` links; `bytes` hold nothing else, `file` is for errors.
 * Every candidate that is looked at closely goes through here, so the numbers and the list are read in place.
 */
export function readLinks(bytes: Uint8Array, codes: Uint8Array, texts: number, file: string): Uint32Array {
  const reader = new ByteReader(bytes, file);
  const linked = new Uint8Array(256);
  for (const code of reader.bytes(reader.count())) linked[code] = 1;
  let next = bytes.length - reader.left;
  const links = new Uint32Array(codes.length);
  const recent = new Uint32Array(RECENT);
  let length = 0;
  let highest = 0;
  for (let i = 0; i < codes.length; i++) {
    if (linked[codes[i]] === 0) continue;
    let value = bytes[next++];
    if (value >= 128) {
      value &= 127;
      for (let shift = 7, byte = 128; byte >= 128; shift += 7) {
        if (next === bytes.length || shift > 28) throw corrupt(file, 'a number is too long');
        byte = bytes[next++];
        value = (value | ((byte & 127) << shift)) >>> 0;
      }
    }
    if (value === NONE) continue;
    let at = value >= FIRST_RECENT && value <= PLAIN ? value - FIRST_RECENT : -1;
    const link = at >= 0 ? recent[at] : value === NEXT ? highest + 1 : value - PLAIN;
    if (!(link <= texts)) throw corrupt(file, 'a token refers to a text that is not there');
    links[i] = link;
    if (link > highest) highest = link;
    if (at < 0) at = length < RECENT ? length++ : RECENT - 1;
    moveToFront(recent, at, link);
  }
  if (next !== bytes.length) throw corrupt(file, next > bytes.length ? 'a record ends too early' : 'there is data that nothing accounts for');
  return links;
}

/** Puts a link to the front of a list, which it takes the place `at` of. */
function moveToFront(list: Uint32Array, at: number, link: number): void {
  if (at > SHORT_MOVE) list.copyWithin(1, 0, at);
  else for (; at > 0; at--) list[at] = list[at - 1];
  list[0] = link;
}

/** Links that are moved one by one; for more of them a call is worth it. */
const SHORT_MOVE = 24;

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

  /** Moves the link from position `at`, or from outside where that is -1, to the front. */
  #use(link: number, at: number): void {
    if (at < 0) at = this.#length < RECENT ? this.#length++ : RECENT - 1;
    moveToFront(this.#list, at, link);
    if (link > this.#highest) this.#highest = link;
  }
}
